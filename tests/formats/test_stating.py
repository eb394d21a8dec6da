"""CVE records, OSV and OpenVEX: told apart, judged by their standard and by the rules that no schema has."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.formats.advisories.cve.rejecting import write_rejection
from desktop.formats.advisories.cve.writing import write_cve
from desktop.formats.advisories.linting import lint
from desktop.formats.advisories.openvex.writing import write_openvex
from desktop.formats.advisories.osv.writing import write_osv
from desktop.formats.advisories.standards import STANDARDS
from desktop.workflows.publication.validate_advisory import Validation, validate_advisory
from tests.formats.records import RECORD, replace

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ORG = "5a6c1b3e-8f2d-4e0a-9b7c-1d2e3f4a5b6c"
FACTS = replace(RECORD, cna_org=ORG, cna_name="mushin")
WRITTEN = {"cve": write_cve(FACTS), "osv": write_osv(FACTS), "openvex": write_openvex(FACTS)}
STATES = {standard.name: standard.states for standard in STANDARDS}
Change = Callable[[dict[str, Any]], object]


def validated(form: str, change: Change = lambda _: None) -> Validation:
    document = json.loads(WRITTEN[form])
    change(document)
    return validate_advisory("a.json", json.dumps(document).encode(), now=NOW)


@pytest.mark.checks("F78")
@pytest.mark.parametrize(
    ("form", "version"), [("cve", "5.1.1"), ("osv", "1.7"), ("openvex", "0.2.0")], ids=str
)
def test_our_own_document_is_known_by_its_content_and_clean(form: str, version: str) -> None:
    assert validated(form) == Validation("a.json", valid=True, findings=(), format=form, version=version)


@pytest.mark.parametrize(
    ("form", "change", "path", "words"),
    [
        ("cve", lambda d: d.pop("dataType"), "", "“dataType” is missing here."),
        ("cve", lambda d: d["cveMetadata"].pop("cveId"), "/cveMetadata", "“cveId” is missing here."),
        ("cve", lambda d: d["containers"].update(cna={}), "/containers/cna", "“descriptions” is missing"),
        ("osv", lambda d: d.pop("modified"), "", "modified"),
        ("osv", lambda d: d.update(id="NOBODY-1"), "/id", "no database"),
        ("openvex", lambda d: d.pop("@context"), "", "@context"),
        ("openvex", lambda d: d["statements"][0].update(status="fine"), "/statements/0/status", "fine"),
    ],
)
def test_a_broken_document_is_told_as_what_it_is_meant_to_be(
    form: str, change: Change, path: str, words: str
) -> None:
    found = validated(form, change)
    assert (found.format, found.valid) == (form, False)
    assert any(f.path == path and words in f.message for f in found.findings), found.findings


def test_a_rejected_record_is_valid_and_a_broken_one_is_told_as_such() -> None:
    content = write_rejection(FACTS, "It was no problem.")
    assert validate_advisory("a.json", content, now=NOW).valid
    broken = json.loads(content)
    broken["containers"]["cna"].pop("rejectedReasons")
    (finding,) = validate_advisory("a.json", json.dumps(broken).encode(), now=NOW).findings
    assert (finding.path, finding.message) == ("/containers/cna", "“rejectedReasons” is missing here.")


def cna(**said: Any) -> Change:
    return lambda d: d["containers"]["cna"].update(said)


def osv_range(*events: tuple[str, str], kind: str = "ECOSYSTEM") -> Change:
    one = {"type": kind, "events": [{name: version} for name, version in events]}
    return lambda d: d["affected"][0].update(ranges=[one])


def cve_version(**said: str) -> Change:
    return lambda d: d["containers"]["cna"]["affected"][0].update(versions=[{"status": "affected", **said}])


@pytest.mark.checks("F78")
@pytest.mark.parametrize(
    ("form", "change", "path"),
    [
        (
            "cve",
            cve_version(version="2.0", lessThan="1.0", versionType="semver"),
            "/containers/cna/affected/0/versions/0/lessThan",
        ),
        ("cve", cve_version(version="*"), "/containers/cna/affected/0/versions/0/version"),
        (
            "cve",
            lambda d: d["containers"]["cna"]["problemTypes"][0]["descriptions"][0].update(cweId="CWE-99999"),
            "/containers/cna/problemTypes/0/descriptions/0/cweId",
        ),
        (
            "cve",
            lambda d: d["containers"]["cna"]["metrics"][0]["cvssV3_1"].update(baseScore=9.1),
            "/containers/cna/metrics/0/cvssV3_1",
        ),
        ("cve", cna(datePublic="2030-01-01T00:00:00Z"), "/containers/cna/datePublic"),
        (
            "cve",
            lambda d: d["containers"]["cna"]["descriptions"][0].update(value="CVSS 3.1 score: 1.1"),
            "/containers/cna/descriptions/0/value",
        ),
        (
            "cve",
            lambda d: d["containers"]["cna"]["affected"][0].update(product="Plat\u202eform"),
            "/containers/cna/affected/0/product",
        ),
        ("osv", osv_range(("introduced", "2.0"), ("fixed", "1.0")), "/affected/0/ranges/0/events/1/fixed"),
        (
            "osv",
            osv_range(("introduced", "2.0.0"), ("last_affected", "1.0.0"), kind="SEMVER"),
            "/affected/0/ranges/0/events/1/last_affected",
        ),
        ("osv", lambda d: d["affected"][0].update(versions=["1.*"]), "/affected/0/versions/0"),
        (
            "osv",
            lambda d: d["database_specific"].update(cwe_ids=["CWE-99999"]),
            "/database_specific/cwe_ids/0",
        ),
        ("osv", lambda d: d.update(modified="2020-01-01T00:00:00Z"), "/modified"),
        ("osv", lambda d: d.update(details="It has a CVSS score of 1.1."), "/details"),
        ("osv", lambda d: d["affected"][0]["package"].update(name="a\u200bb"), "/affected/0/package/name"),
        ("openvex", lambda d: d.update(timestamp="2030-01-01T00:00:00Z"), "/timestamp"),
        ("openvex", lambda d: d.update(author="Mu\u202eshin"), "/author"),
    ],
)
def test_what_no_schema_sees_is_found_at_its_place(form: str, change: Change, path: str) -> None:
    assert path in {finding.path for finding in validated(form, change).findings if finding.test == "lint"}


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("cve", cve_version(version="6.1.5", lessThanOrEqual="6.1.*", versionType="semver")),
        ("cve", cve_version(version="ffff", lessThan="0000", versionType="git")),
        ("cve", cve_version(version="2.0", lessThan="1.0", versionType="date")),
        ("cve", cve_version(version="0", lessThan="1.0", versionType="custom")),
        ("osv", osv_range(("introduced", "0"), ("fixed", "1.0"), ("introduced", "2.0"), ("fixed", "2.1"))),
        ("osv", osv_range(("introduced", "2.0"), ("fixed", "1:0.5"))),
        ("osv", osv_range(("introduced", "r5"), ("fixed", "r10"))),
    ],
)
def test_what_others_may_write_is_no_error_of_the_lint(form: str, change: Change) -> None:
    found = validated(form, change)
    assert not [f for f in found.findings if f.test == "lint" and f.severity == "error"], found.findings


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WRITTEN)), _json, st.data())
def test_no_document_brings_validation_down(form: str, value: object, data: st.DataObject) -> None:
    document = json.loads(WRITTEN[form])
    place = document
    for _ in range(data.draw(st.integers(0, 5))):
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps)) if steps else None
        if step is None or not isinstance(place[step], dict | list) or not place[step]:
            break
        place = place[step]
    place[data.draw(st.sampled_from(list(place) if isinstance(place, dict) else [0]))] = value
    lint(STATES[form](document), NOW)  # type: ignore[misc]
    validate_advisory("a.json", json.dumps(document).encode(), now=NOW)


def test_a_list_of_very_many_items_is_looked_through_once() -> None:
    """Each beside each would be a thousand million times."""
    document = json.loads(WRITTEN["openvex"])
    document["statements"][0]["products"] = [{"@id": f"urn:x:{number}"} for number in range(60_000)]
    assert validate_advisory("a.json", json.dumps(document).encode(), now=NOW).valid
    document["statements"][0]["products"].append({"@id": "urn:x:5"})
    (finding,) = validate_advisory("a.json", json.dumps(document).encode(), now=NOW).findings
    assert (finding.path, finding.message) == (
        "/statements/0/products",
        "Something stands twice in the list.",
    )
