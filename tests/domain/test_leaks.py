"""What must not slip out with an advisory is found in its line, however it is written; what may, passes."""

import pytest

from desktop.domain.leaving.gate import GateRefusal
from desktop.domain.leaving.leaks.known import known_in
from tests.checked import Figure
from tests.domain.gatekeeping import MUSHIN, ask
from tests.domain.leaking import CASE, FACTS, GUARDED, PLANTED, clean, planted

KNOWN = known_in(FACTS, MUSHIN)


def leaks(content: bytes):
    outcome = ask(CASE, content, guarded=GUARDED, known=KNOWN)
    return outcome.leaks if isinstance(outcome, GateRefusal) else ()


@pytest.mark.checks("F70")
@pytest.mark.parametrize("each", [20, pytest.param(240, marks=pytest.mark.soak)])
def test_every_planted_leak_is_found(each: int, figure: Figure) -> None:
    corpus = list(planted(each))
    missed = [
        (one.kind, one.leak, one.how)
        for one in corpus
        if one.kind not in {x.kind for x in leaks(one.content)}
    ]
    assert (len(corpus), len(PLANTED)) == (10 * each, 10)
    assert missed == []
    figure("F70", f"{len(corpus) - len(missed)} of {len(corpus)} planted leaks of {len(PLANTED)} kinds found")


@pytest.mark.checks("F70")
def test_clean_advisories_raise_no_false_alarm(figure: Figure) -> None:
    documents = list(clean(50))
    alarms = [found for content in documents if (found := leaks(content))]
    figure("F70", f"{len(alarms)} false alarms on {len(documents)} clean advisories")
    assert len(documents) == 50
    assert alarms == []


@pytest.mark.checks("F70")
@pytest.mark.parametrize(
    ("words", "host"),
    [
        ("Fixed in https://gitlab/team/loader/commit/0123abcd.", "gitlab"),
        ("Clone git@forge:team/loader.git to look at it.", "forge"),
        ("It is built at http://jenkins:8080/job/loader.", "jenkins"),
        ("The tests use jdbc:mysql://db01/prod.", "db01"),
        ("Fixed in https://github.com/mushinai/platform/commit/0123abcd.", ""),
        ("Send the model to http://localhost/models or http://target/models.", ""),
    ],
)
def test_a_host_without_a_dot_is_one_of_ours(words: str, host: str) -> None:
    content = f"Advisory {CASE.case_id}: update. {words}".encode()
    assert [x.what for x in leaks(content) if x.kind == "internal-host"] == ([host] if host else [])


@pytest.mark.checks("F70")
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("CVE\u20132026\u201348213", "embargoed-id"),
        ("CVE\u22122026\u221248213", "embargoed-id"),
        ("CVE202648213", "embargoed-id"),
        ("CVE-2026-\n48213", "embargoed-id"),
        ("see GHSA-23cf-45gh-67jm", "embargoed-id"),
        ("ghsa_23cf_45gh_67jm", "embargoed-id"),
        ("INLEKLJSGAZDMLJUHAZDCMY=", "embargoed-id"),
        ("at INLEKLJSGAZDMLJUHAZDCMY", "embargoed-id"),
        (r"\x43\x56E-2026-48213", "embargoed-id"),
        (r"Ask for \x43\x56\x45\x2d2026-48213.", "embargoed-id"),
        ("http://167772161/status", "internal-host"),
        ("http://0x0A000001:8080", "internal-host"),
        ("aum\u20132026\u2013123456z", "other-case"),
        ("aum_2026_123456z.json", "other-case"),
        ("build[.]mushin-lab[.]example", "internal-host"),
        ("build(dot)mushin-lab(dot)example", "internal-host"),
        ("10[.]1[.]2[.]3", "internal-host"),
        ("hxxp://jenkins/job", "internal-host"),
        ("jmueller77 [at] post [.] example", "reporter"),
        ("al at private dot example", "reporter"),
        ("Bl**ue** Heron", "code-name"),
        ("Bl<i>ue</i> <b>Heron</b>", "code-name"),
        ("the branch fixBlueHeron2", "code-name"),
    ],
)
def test_a_leak_is_found_as_people_and_programs_write_it(words: str, kind: str) -> None:
    content = f"Advisory {CASE.case_id}: update. See {words} for it.".encode()
    assert kind in {x.kind for x in leaks(content)}


def test_what_only_resembles_a_leak_passes() -> None:
    content = f"Advisory {CASE.case_id}: the array[.] at index dot 5, CVE-2026-482130, a quokkas\u2019 home."
    assert leaks(content.encode()) == ()
