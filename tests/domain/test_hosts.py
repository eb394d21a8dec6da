"""Host names are found in hostile text, and match a policy's globs only beyond doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.hosts import MOST_HOSTS, find_hosts, match_host, read_host

CZM = ("czm.ai", "*.czm.ai")


def matched(written: str, globs: tuple[str, ...] = CZM) -> str:
    host = read_host(written)
    assert host is not None, written
    answers = {match_host(host, glob) for glob in globs}
    return "yes" if "yes" in answers else "ask" if "ask" in answers else "no"


@pytest.mark.parametrize(
    "written",
    [
        "czm.ai",
        "CZM.AI.",
        "a.b.c.czm.ai",
        "https://user:secret@api.czm.ai:8443/x?y#z",
        "api.czm.ai:443",
        "//czm.ai/x",
        "czm\u3002ai",
        "_dmarc.czm.ai",
    ],
)
def test_a_name_matches_however_it_is_written(written):
    assert matched(written) == "yes"


@pytest.mark.parametrize(
    "written",
    [
        "czm.ai.evil.example",
        "notczm.ai",
        "https://czm.ai@evil.example/",
        "https://evil.example#@czm.ai",
        "https://evil.example/?u=czm.ai",
        "192.0.2.1",
        "http://0x7f.1/",
        "http://[::1]:80/",
        "ai",
    ],
)
def test_what_only_holds_the_name_does_not_match(written):
    assert read_host(written) is None or matched(written) == "no"


def test_an_address_never_matches_a_name():
    for written in ("192.0.2.1", "http://[2001:db8::1]/", "https://0x7f000001.1/"):
        host = read_host(written)
        assert host is not None
        assert host.is_address
        assert match_host(host, "*") == "no"


@pytest.mark.parametrize(
    "written",
    [
        "\u0441zm.ai",  # a Cyrillic letter in front
        "xn--zm-nmc.ai",  # the same, coded
        "\u0441\u0437\u043c.ai",  # Cyrillic throughout
        "czrn.ai",
        "cz\u1e43.ai",
        "cz\u00adm.ai",
        "\uff43\uff5a\uff4d.ai",
        "https://czm.ai\\@evil.example/",
    ],
)
def test_a_name_that_could_be_taken_for_another_asks(written):
    assert matched(written) == "ask"


def test_both_spellings_of_an_international_name_are_one():
    globs = ("*.b\u00fccher.example",)
    assert matched("www.b\u00fccher.example", globs) == "yes"
    assert matched("www.xn--bcher-kva.example", globs) == "yes"
    assert matched("www.b\u00fccher.example", ("*.xn--bcher-kva.example",)) == "yes"
    assert matched("www.bucher.example", globs) == "ask"
    assert matched("\u0431.b\u00fccher.example", globs) == "yes"


@pytest.mark.parametrize("written", ["xn--zzzzzzzzzz99999999.ai", "xn--a-.ai", "stra\u00dfe.example"])
def test_a_name_that_programs_read_differently_is_doubtful(written):
    host = read_host(written)
    assert host is not None
    assert host.doubt


@pytest.mark.parametrize(
    "written", ["", "localhost", "czm..ai", "a b.ai", "*.czm.ai", "czm%2eai", "x" * 64 + ".ai"]
)
def test_what_is_no_name_is_none(written):
    assert read_host(written) is None


def test_a_star_inside_stays_in_its_label():
    assert matched("api-1.czm.ai", ("api-*.czm.ai",)) == "yes"
    assert matched("api-1.x.czm.ai", ("api-*.czm.ai",)) == "no"


def test_names_are_found_and_code_files_and_mail_addresses_are_not():
    text = (
        "See https://app.czm.ai/login?next=evil.example, hxxps://api[.]czm[.]ai and mail bob@mail.example.\n"
        "src/main.rs, foo.py, os.path.join(x), version 1.2.3; **cesium.co**, url=https://q.dev/a, "
        "[link](http://x.example/), czm.ai. czm.ai!"
    )
    found = [host.ascii for host in find_hosts(text)]
    assert found == ["app.czm.ai", "api.czm.ai", "cesium.co", "q.dev", "x.example", "czm.ai"]


def test_a_text_full_of_names_is_cut():
    assert len(find_hosts("".join(f"http://h{n}.example " for n in range(5_000)))) == MOST_HOSTS


@given(st.text(alphabet=st.sampled_from("az09.-_:/@\\[]?#%*=,; \n\u0441\u00ad\u202e\u00df\u3002xn")))
def test_any_text_is_read_and_what_is_found_is_inert(text):
    for host in find_hosts(text):
        assert host.ascii.isascii()
        assert host.ascii.isprintable()
        assert not set(host.ascii) & set(" <>\"'&/\\@")
        assert host.name.shown == host.name.raw
        again = read_host(host.ascii)
        assert again is not None
        assert again.ascii == host.ascii
        match_host(host, "*.czm.ai")


@given(st.text())
def test_any_text_at_all_is_read(text):
    find_hosts(text)
    read_host(text)


@given(
    st.sampled_from(["a.", "://", "xn--", "\u00e9.", "@.", "[.]", "a.co ", "\u0445.ai\n", "=a.co", "..//"])
)
def test_a_long_run_is_no_trouble(piece):
    assert len(find_hosts(piece * 200_000)) <= 1
