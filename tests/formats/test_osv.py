"""OSV 1.7: written, judged by rules of our own, read back; the official schema is the oracle."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.bounds import without_first
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.comparing import differences
from desktop.formats.advisories.osv.document import OsvDocument
from desktop.formats.advisories.osv.reading import facts_in_osv, read_osv
from desktop.formats.advisories.osv.validation import validate_osv
from desktop.formats.advisories.osv.writing import osv_file_name, osv_lacks, write_osv
from desktop.formats.advisories.written_json import encode_document
from tests.formats.mutants import mutants
from tests.formats.records import RECORD, official_schema, records, replace


@pytest.fixture(scope="module")
def oracle() -> jsonschema_rs.Validator:
    return official_schema("osv.json")


def unlike(facts: AdvisoryFacts, content: bytes) -> tuple[str, ...]:
    return differences(without_first(claims_of(facts)), read_osv(content))


def document() -> dict[str, Any]:
    return json.loads(write_osv(RECORD))


def test_a_document_says_every_fact(oracle: jsonschema_rs.Validator) -> None:
    content = write_osv(RECORD)
    assert validate_osv(content, thorough=True) == ()
    assert list(oracle.iter_errors(json.loads(content))) == []
    assert unlike(RECORD, content) == ()
    read = facts_in_osv(content)
    assert (read.ssvc, read.timeline, read.credits) == (RECORD.ssvc, RECORD.timeline, RECORD.credits)
    assert [(p.purl, p.cpe) for p in read.products] == [(p.purl, p.cpe) for p in RECORD.products]


def test_packages_are_called_as_their_registry_calls_them() -> None:
    packages = [affected["package"] for affected in document()["affected"]]
    assert packages == [
        {"ecosystem": "PyPI", "name": "platform", "purl": "pkg:pypi/platform"},
        {"ecosystem": "npm", "name": "@mushin/runner", "purl": "pkg:npm/%40mushin/runner"},
    ]


def test_ranges_and_versions_stand_in_their_own_fields() -> None:
    first, second = document()["affected"]
    assert first["ranges"] == [{"type": "ECOSYSTEM", "events": [{"introduced": "1.2"}, {"fixed": "1.4.1"}]}]
    assert first["versions"] == ["1.1.7"]
    assert second["versions"] == ["2.4.X"]


@settings(max_examples=15, deadline=None)
@given(records())
def test_any_facts_that_it_can_say_are_valid_and_come_back(
    oracle: jsonschema_rs.Validator, generated: AdvisoryFacts
) -> None:
    assume(not osv_lacks(generated))
    content = write_osv(generated)
    assert validate_osv(content) == ()
    assert list(oracle.iter_errors(json.loads(content))) == []
    assert unlike(generated, content) == ()
    assert encode_document(msgspec.json.decode(content, type=OsvDocument)) == content
    assert write_osv(generated) == content


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_the_schema_refuses_our_rules_refuse(
    oracle: jsonschema_rs.Validator, data: st.DataObject
) -> None:
    mutant = data.draw(mutants(document()))
    if not oracle.is_valid(mutant):
        assert validate_osv(json.dumps(mutant).encode()) != ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda f: replace(f, under_investigation=True), "not known yet"),
        (lambda f: replace(f, products=()), "no product"),
        (lambda f: _first(f, purl=""), "no package URL"),
        (lambda f: _first(f, purl="pkg:generic/x"), "no ecosystem"),
        (lambda f: _first(f, purl="nonsense"), "no package URL such as"),
        (lambda f: _first(f, affected=(">1.0",)), "starts behind a version"),
        (lambda f: _first(f, affected=(">=2.0, <1.0",)), "contains no version"),
        (lambda f: _first(f, affected=("*",)), "a * is no version"),
    ],
)
def test_what_it_cannot_say_is_said_in_a_sentence_and_never_written(
    change: Callable[[AdvisoryFacts], AdvisoryFacts], says: str
) -> None:
    assert says in osv_lacks(change(RECORD))
    with pytest.raises(InvalidDocument):
        write_osv(change(RECORD))


def _first(facts: AdvisoryFacts, **changes: Any) -> AdvisoryFacts:
    return replace(facts, products=(replace(facts.products[0], **changes), *facts.products[1:]))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda d: d.update(id="MUS-1"), "/id"),
        (lambda d: d.update(modified="2026-13-01T00:00:00Z"), "/modified"),
        (lambda d: d.update(modified="2026"), "/modified"),
        (lambda d: d.update(surplus=1), ""),
        (lambda d: d.pop("modified"), ""),
        (lambda d: d["severity"][0].update(score="CVSS:3.1/AV:Q"), "/severity/0/score"),
        (lambda d: d["severity"].append({"type": "CVSS_V2", "score": "?"}), "/severity/2/score"),
        (lambda d: d["severity"].append({"type": "Ubuntu", "score": "odd"}), "/severity/2/score"),
        (lambda d: d["references"][0].update(url="no address"), "/references/0/url"),
        (lambda d: d["affected"][0].update(severity=[]), "/affected/0/severity"),
        (lambda d: d["affected"][0]["package"].update(ecosystem="Other"), "/affected/0/package/ecosystem"),
        (lambda d: d["affected"][0].update(versions=["*"]), "/affected/0/versions/0"),
        (lambda d: _events(d, {"fixed": "1"}), "/affected/0/ranges/0/events"),
        (lambda d: _events(d, {"introduced": "*"}), "/affected/0/ranges/0/events/0/introduced"),
        (lambda d: _events(d, {"introduced": "0"}, {}), "/affected/0/ranges/0/events/1"),
        (
            lambda d: _events(d, {"introduced": "0"}, {"fixed": "2"}, {"last_affected": "1"}),
            "/affected/0/ranges/0/events",
        ),
        (lambda d: d["affected"][0]["ranges"][0].update(type="GIT"), "/affected/0/ranges/0"),
        (
            lambda d: d["affected"][0]["ranges"][0].update(type="GIT", repo="https://example.org/x"),
            "/affected/0/ranges/0/events/0/introduced",
        ),
    ],
)
def test_each_mistake_is_found_at_its_place(change: Callable[[dict[str, Any]], object], path: str) -> None:
    changed = document()
    change(changed)
    assert path in {finding.path for finding in validate_osv(json.dumps(changed).encode())}


def _events(found: dict[str, Any], *events: dict[str, str]) -> None:
    found["affected"][0]["ranges"][0]["events"] = list(events)


def test_only_a_thorough_look_names_what_readers_miss() -> None:
    content = b'{"id": "CVE-2026-1", "modified": "2026-01-01T00:00:00Z"}'
    assert validate_osv(content) == ()
    assert {finding.severity for finding in validate_osv(content, thorough=True)} == {"warning"}


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"id": NaN}', b"\xef\xbb\xbf{}", b"[" * 500])
def test_what_is_no_document_is_a_finding_and_a_refusal(content: bytes) -> None:
    assert validate_osv(content) != ()
    with pytest.raises(InvalidDocument):
        read_osv(content)


def test_a_date_beyond_the_calendar_is_a_refusal() -> None:
    told = document()
    told["database_specific"]["timeline"][0]["time"] = "0001-01-01T00:00:00+14:00"
    with pytest.raises(InvalidDocument):
        read_osv(json.dumps(told).encode())


def test_a_document_of_somebody_else_is_read_by_its_packages() -> None:
    foreign = {
        "id": "GHSA-xxxx-yyyy-zzzz",
        "modified": "2026-01-02T00:00:00Z",
        "aliases": ["CVE-2026-7777"],
        "summary": "A title",
        "details": "What it is.\n\nAnd more.",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "loader"},
                "ranges": [
                    {
                        "type": "ECOSYSTEM",
                        "events": [
                            {"introduced": "0"},
                            {"fixed": "1.4.1"},
                            {"introduced": "2.0"},
                            {"last_affected": "2.3"},
                            {"introduced": "3.0"},
                        ],
                    },
                    {"type": "GIT", "repo": "https://example.org/x", "events": [{"introduced": "0"}]},
                ],
            }
        ],
        "database_specific": {"cwe_ids": ["CWE-502"], "severity": "HIGH", "github_reviewed": True},
        "credits": [{"name": "Ada", "type": "ANALYST"}],
    }
    read = facts_in_osv(json.dumps(foreign).encode())
    assert read.products[0].affected == ("<1.4.1", ">=2.0, <=2.3", ">=3.0")
    assert read.products[0].fixed == ("1.4.1",)
    assert read.products[0].purl == "pkg:pypi/loader"
    assert (read.text.cve, read.cwe, read.credits[0].name) == ("CVE-2026-7777", "CWE-502", "Ada")
    assert (read.text.summary, read.text.details) == ("What it is.", "And more.")


def test_the_file_is_called_as_the_document() -> None:
    assert osv_file_name("MUS-2026-0000000") == "x_MUS-2026-0000000.osv.json"
    assert osv_file_name("CURL-2026-1") == "CURL-2026-1.osv.json"
