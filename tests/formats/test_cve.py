"""CVE JSON 5.1.1: written, judged by the programme's schema, read back."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion, ProductFacts, Unaffected
from desktop.domain.failures import InvalidDocument, Unreadable
from desktop.formats.advisories.bounds import without_first
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import differences
from desktop.formats.advisories.cve import package
from desktop.formats.advisories.cve.document import PublishedRecord, RejectedRecord
from desktop.formats.advisories.cve.reading import facts_in_cve, read_cve
from desktop.formats.advisories.cve.rejecting import write_rejection
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.cve.writing import cve_file_name, cve_lacks, write_cve
from desktop.formats.advisories.written_json import encode_document
from tests.formats.advisories import AT
from tests.formats.records import RECORD, records, replace

ORG = "5a6c1b3e-8f2d-4e0a-9b7c-1d2e3f4a5b6c"
PUBLIC = replace(RECORD, cna_org=ORG, cna_name="mushin")
FULL = replace(
    PUBLIC,
    products=(
        ProductFacts(
            "Mushin AI",
            "Platform",
            (">=1.2, <1.4.1", "1.1.7", "<=0.4", "vers:pypi/>=3.0rc1|<3.0"),
            (FixedVersion("1.4.1", "1.4", AT, "https://example.org/fix"), FixedVersion("3.0")),
            unaffected=(Unaffected("0.9", "component_not_present"), Unaffected(">=0.5, <0.9")),
            investigated=("2.0.0-rc.1",),
            cpe="cpe:2.3:a:mushin:platform:*:*:*:*:*:*:*:*",
        ),
        ProductFacts("Mushin AI", "Runner", (">=2.0",), unaffected=(Unaffected("1.9"),)),
    ),
)


def unlike(facts: AdvisoryFacts, content: bytes) -> tuple[str, ...]:
    return differences(without_first(claims_of(facts)), read_cve(content))


def record(facts: AdvisoryFacts = FULL) -> dict[str, Any]:
    return json.loads(write_cve(facts))


def said(facts: AdvisoryFacts = FULL) -> dict[str, Any]:
    return record(facts)["containers"]["cna"]


def test_a_record_says_every_fact_that_it_has_a_place_for() -> None:
    content = write_cve(FULL)
    assert validate_cve(content, thorough=True) == ()
    assert unlike(FULL, content) == ()
    read = facts_in_cve(content)
    assert (read.ssvc, read.timeline, read.credits) == (FULL.ssvc, FULL.timeline, FULL.credits)
    assert (read.text.remediation, read.text.workaround) == (FULL.text.remediation, FULL.text.workaround)
    assert (read.text.details, read.cna_org, read.cna_name) == (FULL.text.details, ORG, "mushin")


def test_versions_and_ranges_have_a_status_each() -> None:
    first, second = said()["affected"]
    assert first["defaultStatus"] == "unknown"
    assert first["versions"] == [
        {"version": "1.2", "status": "affected", "versionType": "custom", "lessThan": "1.4.1"},
        {"version": "1.1.7", "status": "affected"},
        {"version": "0", "status": "affected", "versionType": "custom", "lessThanOrEqual": "0.4"},
        {"version": "3.0rc1", "status": "affected", "versionType": "python", "lessThan": "3.0"},
        {"version": "1.4.1", "status": "unaffected"},
        {"version": "3.0", "status": "unaffected"},
        {"version": "0.9", "status": "unaffected"},
        {"version": "0.5", "status": "unaffected", "versionType": "custom", "lessThan": "0.9"},
        {"version": "2.0.0-rc.1", "status": "unknown"},
    ]
    assert second["defaultStatus"] == "affected"
    assert second["versions"][0] == {
        "version": "0",
        "status": "unaffected",
        "versionType": "custom",
        "lessThan": "2.0",
    }


def test_the_score_is_that_of_the_base_metrics() -> None:
    four = said()["metrics"][1]["cvssV4_0"]
    assert four["vectorString"].endswith("/E:P")
    assert (four["baseScore"], four["baseSeverity"]) == (9.3, "CRITICAL")


def test_what_is_looked_into_is_unknown() -> None:
    facts = replace(PUBLIC, under_investigation=True, holding=True)
    assert {v["status"] for entry in said(facts)["affected"] for v in entry["versions"]} == {
        "unknown",
        "unaffected",
    }
    assert unlike(facts, write_cve(facts)) == ()


@settings(max_examples=20, deadline=None)
@given(records())
def test_any_facts_that_it_can_say_are_valid_and_come_back(generated: AdvisoryFacts) -> None:
    facts = replace(generated, cna_org=ORG, language="en", text=replace(generated.text, tlp="CLEAR"))
    assume(not cve_lacks(facts))
    content = write_cve(facts)
    assert validate_cve(content) == ()
    assert unlike(facts, content) == ()
    assert encode_document(msgspec.json.decode(content, type=PublishedRecord)) == content
    assert b'"*"' not in content


def _text(**changes: Any) -> Callable[[AdvisoryFacts], AdvisoryFacts]:
    return lambda facts: replace(facts, text=replace(facts.text, **changes))


def _affected(*affected: str, **changes: Any) -> Callable[[AdvisoryFacts], AdvisoryFacts]:
    product = ProductFacts("A", "B", affected, **changes)
    return lambda facts: replace(facts, products=(product,))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_text(cve=""), "needs a CVE id"),
        (_text(cve="CVE-26-1"), "needs a CVE id"),
        (lambda f: replace(f, cna_org=""), "embargo advisory publisher"),
        (_text(tlp="AMBER"), "TLP:AMBER"),
        (lambda f: replace(f, language="de"), "English"),
        (_text(references=()), "needs a reference"),
        (_text(summary=" "), "needs a description"),
        (_text(title="x" * 300), "256 characters"),
        (_text(details="x" * 5000), "4,096 characters"),
        (lambda f: replace(f, products=()), "lists none"),
        (_affected(">1.0"), "starts behind a version"),
        (_affected(">=2.0, <1.0"), "contains no version"),
        (_affected("*"), "a * is no version"),
        (_affected(">=2.0", "1.1"), "no upper end"),
        (_affected(">=2.0", investigated=(">=3.0",)), "no upper end"),
        (_affected(">=2.0", unaffected=(Unaffected("<2.0"),)), "no upper end"),
        (lambda f: replace(_affected(">=2.0")(f), under_investigation=True), "no upper end"),
    ],
)
def test_what_it_cannot_say_is_said_in_a_sentence_and_never_written(
    change: Callable[[AdvisoryFacts], AdvisoryFacts], says: str
) -> None:
    assert says in cve_lacks(change(PUBLIC))
    with pytest.raises(InvalidDocument):
        write_cve(change(PUBLIC))


def test_a_vector_that_is_none_is_not_written() -> None:
    with pytest.raises(InvalidDocument, match="vector"):
        write_cve(replace(PUBLIC, cvss="CVSS:3.1/AV:Q"))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda d: d["cveMetadata"].update(assignerOrgId="no-uuid"), "/cveMetadata/assignerOrgId"),
        (lambda d: d["containers"]["cna"].pop("references"), "/containers/cna"),
        (
            lambda d: d["containers"]["cna"].update(datePublic="2026-02-30T00:00:00Z"),
            "/containers/cna/datePublic",
        ),
        (lambda d: d["containers"]["cna"]["affected"][0].pop("vendor"), "/containers/cna/affected/0"),
    ],
)
def test_each_mistake_is_found_at_its_place(change: Callable[[dict[str, Any]], object], path: str) -> None:
    changed = record()
    change(changed)
    assert path in {finding.path for finding in validate_cve(json.dumps(changed).encode())}


def test_only_a_thorough_look_names_what_readers_miss() -> None:
    changed = record()
    changed["containers"]["cna"].pop("problemTypes")
    content = json.dumps(changed).encode()
    assert validate_cve(content) == ()
    assert [finding.path for finding in validate_cve(content, thorough=True)] == [
        "/containers/cna/problemTypes"
    ]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"x": NaN}', b"\xef\xbb\xbf{}", b"[" * 500])
def test_what_is_no_record_is_a_finding_and_a_refusal(content: bytes) -> None:
    assert validate_cve(content) != ()
    with pytest.raises(InvalidDocument):
        read_cve(content)


def test_a_version_that_is_looked_into_holds_back_nothing_else() -> None:
    first, *others = PUBLIC.products
    content = write_cve(replace(PUBLIC, products=(replace(first, investigated=("9.9.9",)), *others)))
    read = facts_in_cve(content)
    assert not read.holding
    assert write_cve(read) == content


def test_what_holds_back_is_told_by_the_rest_beside_an_open_range_too() -> None:
    first = replace(PUBLIC.products[0], investigated=("9.9.9",))
    facts = replace(PUBLIC, holding=True, products=(first, ProductFacts("Acme", "Runner", (">=1.0",))))
    read = facts_in_cve(write_cve(facts))
    assert read.holding
    assert write_cve(read) == write_cve(facts)


def test_a_date_beyond_the_calendar_is_a_refusal() -> None:
    record = json.loads(write_cve(PUBLIC))
    record["containers"]["cna"]["datePublic"] = "0001-01-01T00:00:00+14:00"
    with pytest.raises(InvalidDocument):
        read_cve(json.dumps(record).encode())


def test_a_rejected_record_says_why_and_what_is_used_instead() -> None:
    content = write_rejection(PUBLIC, "It was assigned twice.", "CVE-2026-2222")
    assert validate_cve(content, thorough=True) == ()
    found = json.loads(content)
    assert found["cveMetadata"]["state"] == "REJECTED"
    assert found["containers"]["cna"]["rejectedReasons"][0]["value"] == "It was assigned twice."
    assert found["containers"]["cna"]["replacedBy"] == ["CVE-2026-2222"]
    assert encode_document(msgspec.json.decode(content, type=RejectedRecord)) == content
    with pytest.raises(InvalidDocument):
        read_cve(content)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [(replace(PUBLIC, cna_org=""), "Why."), (_text(cve="")(PUBLIC), "Why."), (PUBLIC, "  ")],
)
def test_an_id_is_not_rejected_without_what_the_record_needs(facts: AdvisoryFacts, reason: str) -> None:
    with pytest.raises(InvalidDocument):
        write_rejection(facts, reason)


def test_a_range_that_others_leave_open_is_one_without_an_end() -> None:
    changed = record(replace(PUBLIC, products=(ProductFacts("A", "B", (">=1.0, <2.0",)),)))
    entry = changed["containers"]["cna"]["affected"][0]
    entry["versions"][0]["lessThan"] = "*"
    assert facts_in_cve(json.dumps(changed).encode()).products[0].affected == (">=1.0",)


def test_a_record_whose_default_is_affected_and_lists_nothing_names_no_range() -> None:
    changed = record(replace(PUBLIC, products=(ProductFacts("A", "B", ("1.0",)),)))
    changed["containers"]["cna"]["affected"][0] = {"vendor": "A", "product": "B", "defaultStatus": "affected"}
    assert facts_in_cve(json.dumps(changed).encode()).products[0].affected == ()


def test_the_package_is_never_imported() -> None:
    script = (
        "import sys; from desktop.formats.advisories.cve.validation import validate_cve; validate_cve(b'{}');"
        "sys.exit('cvelib' in sys.modules or 'requests' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_schema_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    package.cve_schema.cache_clear()
    monkeypatch.setattr(package, "_NAME", "missing.json")
    with pytest.raises(Unreadable, match="cvelib"):
        validate_cve(b"{}")


def test_the_file_is_called_after_the_case() -> None:
    assert cve_file_name("MUS-2026 0000000") == "MUS-2026_0000000.cve.json"
