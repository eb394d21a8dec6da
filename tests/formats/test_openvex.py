"""OpenVEX 0.2.0: written, judged by rules of our own, read back; the official schema is the oracle."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion, ProductFacts, Unaffected
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import differences
from desktop.formats.advisories.openvex.document import VexDocument
from desktop.formats.advisories.openvex.reading import read_openvex
from desktop.formats.advisories.openvex.validation import validate_openvex
from desktop.formats.advisories.openvex.writing import openvex_file_name, openvex_lacks, write_openvex
from desktop.formats.advisories.written_json import encode_document
from tests.formats.advisories import AT
from tests.formats.mutants import mutants
from tests.formats.records import RECORD, official_schema, records, replace

FULL = replace(
    RECORD,
    products=(
        ProductFacts(
            "Mushin AI",
            "Platform/Core",
            (">=1.2, <1.4.1", "1.1.7", "1.0.3", "1.6.0"),
            (FixedVersion("1.4.1", "1.4", AT, "https://example.org/fix"),),
            withdrawn=("1.6.0",),
            unaffected=(
                Unaffected("0.9", "component_not_present"),
                Unaffected("0.8"),
                Unaffected("0.7", "Other."),
            ),
            investigated=("2.0.0-rc.1",),
            abandoned=("1.0.3",),
            purl="pkg:pypi/platform",
            cpe="cpe:2.3:a:mushin:platform:*:*:*:*:*:*:*:*",
        ),
    ),
)


@pytest.fixture(scope="module")
def oracle() -> jsonschema_rs.Validator:
    return official_schema("openvex-0.2.0.json")


def unlike(facts: AdvisoryFacts, content: bytes) -> tuple[str, ...]:
    return differences(claims_of(facts), read_openvex(content))


def document() -> dict[str, Any]:
    return json.loads(write_openvex(FULL))


def test_a_document_makes_a_statement_for_each_thing_that_is_known(oracle: jsonschema_rs.Validator) -> None:
    content = write_openvex(FULL)
    assert validate_openvex(content, thorough=True) == ()
    assert list(oracle.iter_errors(json.loads(content))) == []
    assert unlike(FULL, content) == ()
    said = [(s["status"], len(s["products"])) for s in document()["statements"]]
    assert said == [
        ("affected", 2),
        ("affected", 1),
        ("affected", 1),
        ("fixed", 1),
        ("not_affected", 1),
        ("not_affected", 1),
        ("not_affected", 1),
        ("under_investigation", 1),
    ]


def test_who_is_affected_learns_what_to_do() -> None:
    actions = [s["action_statement"].splitlines()[0] for s in document()["statements"][:3]]
    assert actions == [
        "Update Platform/Core to 1.4.1.",
        "Its branch is supported no more: no fix will be made.",
        "The fix in 1.6.0 was withdrawn; no other is available yet.",
    ]


def test_who_is_not_affected_learns_why() -> None:
    reasons = [s.get("justification") or s["impact_statement"] for s in document()["statements"][4:7]]
    assert reasons == ["component_not_present", "It does not have the problem.", "Other."]


def test_a_version_is_named_for_programs_and_never_more_than_it() -> None:
    spans, exact = document()["statements"][0]["products"]
    assert spans["identifiers"] == {"purl": "pkg:pypi/platform?vers=vers:generic%2F%3E%3D1.2%7C%3C1.4.1"}
    assert exact["@id"] == "pkg:generic/Mushin%20AI/Platform%2FCore@1.1.7"
    assert exact["identifiers"] == {"purl": "pkg:pypi/platform@1.1.7"}


def test_what_is_looked_into_is_called_so() -> None:
    content = write_openvex(replace(RECORD, under_investigation=True, holding=True))
    assert unlike(replace(RECORD, under_investigation=True, holding=True), content) == ()


@settings(max_examples=15, deadline=None)
@given(records())
def test_any_facts_that_it_can_say_are_valid_and_come_back(
    oracle: jsonschema_rs.Validator, generated: AdvisoryFacts
) -> None:
    assume(not openvex_lacks(generated))
    content = write_openvex(generated)
    assert validate_openvex(content) == ()
    assert list(oracle.iter_errors(json.loads(content))) == []
    assert unlike(generated, content) == ()
    assert encode_document(msgspec.json.decode(content, type=VexDocument)) == content
    assert write_openvex(generated) == content


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_the_schema_refuses_our_rules_refuse(
    oracle: jsonschema_rs.Validator, data: st.DataObject
) -> None:
    mutant = data.draw(mutants(document()))
    if not oracle.is_valid(mutant):
        assert validate_openvex(json.dumps(mutant).encode()) != ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"products": ()}, "lists none"),
        ({"products": (ProductFacts("A", "B", (">=2, <1",)),)}, "contains no version"),
        ({"products": (ProductFacts("A", "B", ("*",)),)}, "a * is no version"),
        ({"products": (ProductFacts("A", "B", ("1",), purl="x"),)}, "no package URL"),
    ],
)
def test_what_it_cannot_say_is_said_in_a_sentence_and_never_written(
    change: dict[str, Any], says: str
) -> None:
    facts = replace(RECORD, **change)
    assert says in openvex_lacks(facts)
    with pytest.raises(InvalidDocument):
        write_openvex(facts)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda d: d.update({"@context": "https://openvex.dev/ns/v0.1.0"}), "/@context"),
        (lambda d: d.update({"@id": "no address"}), "/@id"),
        (lambda d: d.update(timestamp="yesterday"), "/timestamp"),
        (lambda d: d.update(version=0), "/version"),
        (lambda d: d.update(statements=[]), "/statements"),
        (lambda d: d["statements"][0].pop("action_statement"), "/statements/0"),
        (lambda d: d["statements"][4].pop("justification"), "/statements/4"),
        (lambda d: d["statements"][4].update(justification="because"), "/statements/4/justification"),
        (lambda d: d["statements"].append(d["statements"][0]), "/statements"),
        (lambda d: d["statements"][0].update(products=[{}]), "/statements/0/products/0"),
        (
            lambda d: d["statements"][0]["products"][0].update(identifiers={}),
            "/statements/0/products/0/identifiers",
        ),
        (
            lambda d: d["statements"][0]["products"][0].update(subcomponents=[{}]),
            "/statements/0/products/0/subcomponents/0",
        ),
    ],
)
def test_each_mistake_is_found_at_its_place(change: Callable[[dict[str, Any]], object], path: str) -> None:
    changed = document()
    change(changed)
    assert path in {finding.path for finding in validate_openvex(json.dumps(changed).encode())}


def test_only_a_thorough_look_names_what_readers_miss() -> None:
    changed = document()
    changed["statements"] = [{"vulnerability": {"name": "CVE-2026-1"}, "status": "fixed"}]
    content = json.dumps(changed).encode()
    assert validate_openvex(content) == ()
    assert [finding.path for finding in validate_openvex(content, thorough=True)] == ["/statements/0"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"@id": NaN}', b"\xef\xbb\xbf{}", b"[" * 500])
def test_what_is_no_document_is_a_finding_and_a_refusal(content: bytes) -> None:
    assert validate_openvex(content) != ()
    with pytest.raises(InvalidDocument):
        read_openvex(content)


def test_several_problems_in_one_document_are_not_compared() -> None:
    changed = document()
    changed["statements"][1]["vulnerability"]["name"] = "CVE-2026-2"
    with pytest.raises(InvalidDocument, match="several problems"):
        read_openvex(json.dumps(changed).encode())


def test_products_of_somebody_else_are_called_by_what_they_have() -> None:
    changed = document()
    changed["statements"] = [
        {
            "vulnerability": {"name": "CVE-2026-1"},
            "status": "fixed",
            "supplier": "Acme",
            "products": [{"identifiers": {"purl": "pkg:pypi/loader@1.0"}}, {"@id": "urn:x:y"}],
        }
    ]
    assert read_openvex(json.dumps(changed).encode()).fixed == {
        ("Acme", "loader", "1.0"),
        ("Acme", "urn:x:y", ""),
    }


def test_the_file_is_called_after_the_case() -> None:
    assert openvex_file_name("MUS-2026 0000000") == "mus-2026_0000000.openvex.json"


def test_a_fix_that_was_taken_back_is_read_as_such_however_its_version_is_spelled() -> None:
    product = ProductFacts("Acme", "Widget", ("v1.2",), (), withdrawn=("v1.2",))
    facts = replace(FULL, products=(product,))
    assert differences(claims_of(facts), read_openvex(write_openvex(facts))) == ()
