"""What is read of a report: its place, its class, its way in, its mending; total and bounded for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case import Case
from desktop.domain.events import AffectedListed, FixPrepared, SeveritySet
from desktop.domain.inert import Untrusted
from desktop.domain.triage import AXIS_OF, Sketch, Spread, judge, traits_of
from desktop.domain.triage.bug_classes import class_of_cwe
from desktop.formats.advisories.csaf.package import cwe_names

CASE = Case("TST-2026-0000010", 1)


def traits(text: str, title: str = "", case: Case = CASE) -> set[str]:
    return (
        set(traits_of(Case(case.case_id, 1, title=Untrusted(title)), text))
        if case is CASE
        else set(traits_of(case, text))
    )


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("GET https://shop.example/api/Orders/1042/lines?sort=x fails", "route:/api/orders/{}/lines"),
        ("see lib/net/http_parser.c:210", "file:http_parser.c"),
        ("crash in parseChunkSize() here", "name:parsechunksize"),
        ("crash in parse_chunk_size here", "name:parsechunksize"),
        ("the `redirect_uri` parameter is not checked", "param:redirect_uri"),
        ('POST {"nickname": "<b>"}', "param:nickname"),
        ("the header X-Forwarded-Host is trusted", "header:x-forwarded-host"),
        ("started with --allow-remote it listens", "option:--allow-remote"),
        ("Acme Router 2.4.1 is affected", "product:acme router"),
        ("The export of an invoice is slow", "pair:export invoic"),
        ("an attacker can run javascript:alert(1)", "class:xss"),
        ("reads memory past the end of the buffer (out-of-bounds)", "class:memory-overflow"),
        ("this is CWE-918", "class:ssrf"),
        ("You should use prepared statements for it.", "way:parameterise"),
        ("works without an account", "rights:none"),
    ],
)  # fmt: skip
def test_a_report_tells_it_in_its_own_way(text: str, token: str) -> None:
    assert token in traits(text)


def test_what_a_payload_reads_is_not_what_is_attacked() -> None:
    found = traits("GET /download?name=../../etc/passwd gives /etc/passwd; seen with Firefox 120.0")
    assert "route:/download" in found
    assert not any(t.startswith(("route:/etc", "product:")) for t in found)


def test_what_a_handler_recorded_counts_before_words() -> None:
    case = Case(
        "x",
        1,
        products=(AffectedListed("Acme", "Big Router", (">=1",)),),
        severity=SeveritySet("high", "x", cvss="CVSS:3.1/AV:L/AC:L/PR:H/UI:R/S:U/C:H/I:H/A:H", cwe="CWE-416"),
        fixes=(FixPrepared("Big Router", "2", reference="ABC123"),),
    )
    found = traits("Stored XSS over the network without an account", case=case)
    assert {
        "product:big router",
        "class:use-after-free",
        "reach:local",
        "rights:admin",
        "ref:abc123",
    } <= found
    assert "class:xss" not in found
    assert "rights:none" not in found


@pytest.mark.parametrize(
    "number",
    [
        22, 59, 78, 79, 89, 90, 94, 113, 117, 125, 134, 190, 193, 200, 269, 276, 287, 295, 306, 307, 327, 330,
        338, 345, 347, 352, 362, 384, 400, 416, 426, 434, 444, 457, 476, 502, 532, 601, 611, 613, 639, 640,
        770, 776, 787, 798, 843, 862, 863, 915, 917, 918, 942, 1021, 1236, 1321, 1333, 1336, 1427,
    ],
)  # fmt: skip
def test_the_name_of_a_weakness_in_the_catalogue_tells_its_class(number: int) -> None:
    assert f"class:{class_of_cwe(f'CWE-{number}')}" in traits(cwe_names()[str(number)])


@given(st.text(max_size=400), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str, title: str) -> None:
    found = traits(text, title)
    assert len(found) < 200
    assert all(token.partition(":")[0] in AXIS_OF for token in found)
    own = Sketch("a", "m", Untrusted(title), Untrusted("x@y"), True, text, tuple(sorted(found)))
    other = Sketch("b", "m", Untrusted(text), Untrusted("x@y"), True, title, tuple(sorted(found)))
    judge(own, [other], Spread(2, dict.fromkeys(found, 2)))


HOSTILE = (
    "a.", "log ", "concatenat", "/a", "Aaa ", '{"a":', "a_", "(", "change id ", "\u0130", "<",
    "a_" * 59 + "/ ", "aA" * 59 + "/ ", "a::" * 39 + "/ ", "X-" + "Aa-" * 38 + "- ",
    "runs in " + "x'" * 50 + " ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_makes_reading_slow_or_its_answer_large(piece: str) -> None:
    assert len(traits(piece * (400_000 // len(piece)))) < 200
