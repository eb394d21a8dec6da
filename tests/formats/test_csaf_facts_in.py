"""CSAF documents as facts: ours, and those of other writers as far as a case can hold them."""

import importlib.util
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import Credit, FixedVersion, ProductFacts, Unaffected
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf
from desktop.formats.advisories.csaf.head import csaf_file_name, vex_file_name
from desktop.formats.advisories.csaf.reading import read_csaf
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.csaf.writing import write_csaf, write_csaf_vex
from tests.formats.advisories import FACTS, FULL

replace = msgspec.structs.replace
OFFICIAL = Path(str(importlib.util.find_spec("csaf").submodule_search_locations[0])) / "csaf/v20/data"


def foreign(tree: dict[str, Any], **vulnerability: Any) -> bytes:
    return json.dumps(
        {
            "document": {
                "category": "csaf_security_advisory",
                "csaf_version": "2.0",
                "title": "Somebody's advisory",
                "publisher": {"category": "vendor", "name": "Acme", "namespace": "https://acme.example"},
                "tracking": {
                    "id": "ACME-1",
                    "status": "final",
                    "version": "1.1.0",
                    "initial_release_date": "2026-01-01T12:00:00.250+02:00",
                    "current_release_date": "2026-01-02T12:00:00Z",
                    "revision_history": [
                        {"number": "1.1.0", "date": "2026-01-02T12:00:00Z", "summary": "More."},
                        {"number": "1.0.0", "date": "2026-01-01T10:00:00Z", "summary": "First."},
                    ],
                },
            },
            "product_tree": tree,
            "vulnerabilities": [{"notes": [{"category": "summary", "text": "It breaks."}], **vulnerability}],
        }
    ).encode()


def branch(category: str, name: str, *inner: Any, product: str = "", **helper: str) -> dict[str, Any]:
    if not product:
        return {"category": category, "name": name, "branches": list(inner)}
    named = {"name": name, "product_id": product, "product_identification_helper": helper}
    return {"category": category, "name": name, "product": named}


NESTED = {
    "branches": [
        branch(
            "vendor",
            "Acme",
            branch(
                "product_family",
                "Routers",
                branch(
                    "product_name",
                    "R1",
                    branch("product_version_range", "vers:semver/>=1.0.0|<1.4.0", product="P1"),
                    branch("product_version", "1.4.0", product="P2", purl="pkg:generic/r1@1.4.0"),
                    branch(
                        "product_version",
                        "2.0",
                        branch("architecture", "arm", product="P3"),
                        branch("architecture", "x86", product="P4"),
                    ),
                ),
            ),
        )
    ],
    "full_product_names": [{"name": "Acme OS", "product_id": "P5"}],
    "product_groups": [{"group_id": "G1", "product_ids": ["P3", "P4"]}],
    "relationships": [
        {
            "category": "installed_on",
            "product_reference": "P1",
            "relates_to_product_reference": "P5",
            "full_product_name": {"name": "R1 on Acme OS", "product_id": "P6"},
        }
    ],
}


def test_nested_branches_groups_and_relationships_are_resolved() -> None:
    found = facts_in_csaf(
        foreign(
            NESTED,
            product_status={
                "known_affected": ["P1", "P3", "P6"],
                "first_fixed": ["P2"],
                "known_not_affected": ["P4"],
                "under_investigation": ["P5"],
            },
            flags=[{"label": "component_not_present", "group_ids": ["G1"]}],
            remediations=[
                {"category": "vendor_fix", "details": "Get 1.4.0.", "product_ids": ["P1"]},
                {"category": "no_fix_planned", "details": "Too old.", "group_ids": ["G1"]},
                {"category": "mitigation", "details": "Switch it off.", "product_ids": ["P1", "P3"]},
            ],
        )
    )
    router = ProductFacts(
        "Acme",
        "Routers R1",
        ("vers:semver/>=1.0.0|<1.4.0",),
        (FixedVersion("1.4.0"),),
        purl="pkg:generic/r1",
    )
    assert found.products == (
        ProductFacts("", "Acme OS", (), investigated=(">=0",)),
        router,
        ProductFacts("Acme", "Routers R1 arm", ("2.0",), abandoned=("2.0",)),
        ProductFacts("Acme", "Routers R1 x86", (), unaffected=(Unaffected("2.0", "component_not_present"),)),
        ProductFacts("Acme", "Routers R1, installed on Acme OS >=0", ("vers:semver/>=1.0.0|<1.4.0",)),
    )
    assert not found.under_investigation
    assert found.text.remediation == "Get 1.4.0.\n\nToo old."
    assert found.text.workaround == "Switch it off."


def test_what_the_document_says_of_itself_is_taken_in() -> None:
    found = facts_in_csaf(
        foreign(
            NESTED,
            cve="CVE-2026-1234",
            ids=[{"system_name": "Acme bugs", "text": "BUG-9"}],
            cwe={"id": "CWE-79", "name": "XSS"},
            scores=[{"products": ["P1"], "cvss_v3": {"vectorString": FACTS.cvss}}],
            acknowledgments=[{"names": ["Ada"], "organization": "Lab"}, {"organization": "CERT"}],
            references=[{"url": "https://acme.example/9", "summary": "Bug"}],
            product_status={"known_affected": ["P1"]},
        )
    )
    assert (found.tracking_id, found.text.cve, found.text.aliases) == ("ACME-1", "CVE-2026-1234", ("BUG-9",))
    assert (found.cwe, found.cvss, found.text.tlp) == ("CWE-79", FACTS.cvss, "AMBER")
    assert found.credits == (Credit("Ada"), Credit("CERT"))
    assert found.text.references == ("https://acme.example/9",)
    assert found.text.summary == "It breaks."
    assert found.initial_release == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert [revision.number for revision in found.revisions] == ["1.0.0", "1.1.0"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (foreign(NESTED, product_status={"known_affected": ["P9"]}), "a product that its tree does not have"),
        (
            foreign({"relationships": NESTED["relationships"]}, product_status={}),
            "relates products that its tree does not have",
        ),
        (write_csaf(FACTS).replace(b'"vulnerabilities": [', b'"vulnerabilities": [{},'), "2 vulnerabilities"),
        (json.dumps(json.loads(write_csaf(FACTS)) | {"vulnerabilities": []}).encode(), "no vulnerability"),
        (write_csaf(FACTS).replace(b"2026-03-02T10:30:15Z", b"0001-01-01T00:00:00+14:00"), "calendar"),
        (write_csaf(FACTS).replace(b"2026-03-02T10:30:15Z", b"yesterday"), "cannot be read as a CSAF"),
        (b"\xef\xbb\xbf" + write_csaf(FACTS), "byte order mark"),
    ],
    ids=["no product", "no relation", "several", "none", "calendar", "date", "bom"],
)
def test_what_no_case_can_hold_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(InvalidDocument, match=words):
        facts_in_csaf(content)


def test_every_official_document_is_read_or_refused_in_a_sentence() -> None:
    read, refused = 0, []
    for path in sorted(OFFICIAL.rglob("*.json")):
        try:
            found = facts_in_csaf(path.read_bytes())
        except InvalidDocument as error:
            refused.append(error.message)
            continue
        assert read_csaf(path.read_bytes()) == claims_of(found)
        read += 1
    assert read >= 83
    assert all(m.startswith(("The CSAF document ", "The document cannot be read as")) for m in refused)


_JSON = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.just([]), st.just({}), st.just(["x"]))


@settings(max_examples=100, deadline=None)
@given(_JSON, st.data())
def test_no_value_anywhere_brings_the_reader_down(value: object, data: st.DataObject) -> None:
    document = json.loads(write_csaf(FULL))
    place: Any = document
    while True:
        key = data.draw(st.sampled_from(range(len(place)) if isinstance(place, list) else sorted(place)))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = value
    with suppress(InvalidDocument):
        read_csaf(json.dumps(document).encode())


# --- what only CSAF does ---------------------------------------------------------------------------------


def vulnerability(content: bytes) -> dict[str, Any]:
    return json.loads(content)["vulnerabilities"][0]


def test_a_vex_document_owes_an_impact_and_an_action_and_has_them() -> None:
    content = write_csaf_vex(FULL)
    assert validate_csaf(content) == ()
    assert json.loads(content)["document"]["category"] == "csaf_vex"
    found = vulnerability(content)
    assert [flag["label"] for flag in found["flags"]] == [
        "vulnerable_code_not_present",
        "component_not_present",
    ]
    assert [threat["details"] for threat in found["threats"]] == ["This version does not have the problem."]
    helped = {one for remedy in found["remediations"] for one in remedy["product_ids"]}
    assert set(found["product_status"]["known_affected"]) <= helped


def test_each_document_has_an_id_and_a_name_of_its_own() -> None:
    for write, name in ((write_csaf, csaf_file_name), (write_csaf_vex, vex_file_name)):
        tracking = json.loads(write(FULL))["document"]["tracking"]
        assert csaf_file_name(tracking["id"]) == name(FULL.tracking_id)
        assert facts_in_csaf(write(FULL)).tracking_id == FULL.tracking_id
    assert csaf_file_name(FULL.tracking_id) != vex_file_name(FULL.tracking_id)


def test_each_branch_has_its_fix_with_its_day_and_place() -> None:
    remedies = vulnerability(write_csaf(FULL))["remediations"]
    assert [(r["category"], r["details"].partition("\n")[0]) for r in remedies] == [
        ("vendor_fix", "Update Platform to 1.4.1 (branch 1.4)."),
        ("vendor_fix", "Update Platform to 1.5.0 (branch 1.5)."),
        ("none_available", "The fix in 1.0.9 was withdrawn; no other is available yet."),
        ("no_fix_planned", "No fix is planned: this version is supported no more."),
        ("vendor_fix", "Update Runner to 3.0.0 (branch 3)."),
        ("workaround", "Load only your own models."),
    ]
    assert remedies[0]["date"] == "2026-03-02T10:30:15Z"
    assert remedies[0]["url"] == "https://mushinai.com/fix/1"
    assert all("Restart afterwards." in remedy["details"] for remedy in remedies[:-1])


def test_a_package_url_names_the_version_of_its_leaf() -> None:
    product = json.loads(write_csaf(FULL))["product_tree"]["branches"][0]["branches"][0]
    helpers = {leaf["name"]: leaf["product"]["product_identification_helper"] for leaf in product["branches"]}
    assert helpers["1.4.1"]["purl"] == "pkg:pypi/platform@1.4.1"
    assert helpers["vers:generic/>=1.2|<1.4.1"]["purl"] == "pkg:pypi/platform"
    assert facts_in_csaf(write_csaf(FULL)).products[0].purl == "pkg:pypi/platform"


def test_an_address_of_the_document_itself_is_its_own_reference() -> None:
    url = "https://mushinai.com/csaf/2026/mus-2026-0000000.json"
    of = replace(FULL, text=replace(FULL.text, references=(url, "https://example.org/x")))
    found = json.loads(write_csaf(of))["document"]["references"]
    assert [reference["category"] for reference in found] == ["self", "external"]
    assert "6.2.11" not in {finding.test for finding in validate_csaf(write_csaf(of), thorough=True)}


def test_what_is_told_of_products_alone_stands_in_notes_while_none_is_affected() -> None:
    of = replace(FULL, products=(), holding=True, under_investigation=True)
    notes = {note["title"]: note["text"] for note in vulnerability(write_csaf(of))["notes"]}
    assert notes["CVSS 3.1"].startswith(FULL.cvss)
    assert notes["Remediation"] == "Restart afterwards."
    assert notes["Workaround"] == "Load only your own models."
    assert validate_csaf(write_csaf(of)) == ()
    assert claims_of(facts_in_csaf(write_csaf(of))) == claims_of(of)


def test_what_is_told_twice_is_read_twice() -> None:
    of = replace(
        FULL, text=replace(FULL.text, references=("https://a.example",) * 2, aliases=(FULL.tracking_id,))
    )
    assert claims_of(facts_in_csaf(write_csaf(of))) == claims_of(of)
    assert write_csaf(facts_in_csaf(write_csaf(of))) == write_csaf(of)


def changed(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(content)
    change(document)
    return json.dumps(document).encode()


def test_a_version_without_its_revision_is_a_revision_of_its_own() -> None:
    content = changed(write_csaf(FULL), lambda d: d["document"]["tracking"].update(version="9"))
    assert read_csaf(content).revision == "9"


def test_words_of_another_writer_stay_words() -> None:
    said = ("Bring it back.", "Update Platform to the newest version.", "Update " + " to " * 100_000)

    def reword(document: dict[str, Any]) -> None:
        found = document["vulnerabilities"][0]
        found["remediations"] = [
            {"category": "vendor_fix", "details": words, "product_ids": ["CSAFPID-0001"]} for words in said
        ]
        found["notes"] += [
            {"category": "other", "title": "SSVC", "text": "Track"},
            {"category": "other", "title": "Timeline", "text": "Long ago it began."},
        ]
        found["acknowledgments"][0]["summary"] = "for the coffee"

    found = facts_in_csaf(changed(write_csaf(FACTS), reword))
    assert found.text.remediation == "\n\n".join(said)
    assert found.products[0].fixes == (FixedVersion("1.4.1"), FixedVersion("1.5.0"))
    assert (found.ssvc, found.timeline, found.credits) == ((), (), (Credit("Ada Finder"),))
