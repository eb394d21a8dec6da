"""CSAF 2.0: written, judged by the `csaf` package, read back."""

import importlib.util
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.failures import InvalidDocument, Unreadable
from desktop.formats.advisories import comparing
from desktop.formats.advisories.claims import claims_of
from desktop.formats.advisories.csaf import package, validation
from desktop.formats.advisories.csaf.head import csaf_file_name
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.csaf.reading import read_csaf
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.formats.advisories.prose.markdown import write_markdown
from desktop.formats.advisories.prose.saying import missing_facts, words_of_markdown
from desktop.formats.advisories.strict_json import SIZE_LIMIT, VALUE_LIMIT
from tests.formats.advisories import FACTS, facts

replace = msgspec.structs.replace


def document(of: AdvisoryFacts = FACTS) -> dict[str, Any]:
    return json.loads(write_csaf(of))


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    found = document()
    change(found)
    return json.dumps(found).encode()


# --- written -------------------------------------------------------------------------------------------


def differences(facts: AdvisoryFacts, content: bytes) -> tuple[str, ...]:
    return comparing.differences(claims_of(facts), read_csaf(content))


def test_the_document_is_valid_and_says_what_the_case_says() -> None:
    content = write_csaf(FACTS)
    assert errors_of(validate_csaf(content, thorough=True)) == ()
    assert differences(FACTS, content) == ()


@settings(max_examples=20, deadline=None)
@given(facts())
def test_any_facts_make_a_document_without_mandatory_findings(generated: AdvisoryFacts) -> None:
    content = write_csaf(generated)
    assert validate_csaf(content) == ()
    assert differences(generated, content) == ()
    assert write_csaf(generated) == content


def test_its_only_warnings_are_those_that_need_more_facts() -> None:
    found = {finding.test for finding in validate_csaf(write_csaf(FACTS), thorough=True)}
    # self reference, identification helper; CVE, version ranges
    assert found <= {"6.2.11", "6.2.16", "6.3.3", "6.3.9", "6.3.10"}


def test_exact_versions_and_ranges_stand_as_what_they_are() -> None:
    vendor = document()["product_tree"]["branches"][0]
    leaves = [
        (leaf["category"], leaf["name"]) for product in vendor["branches"] for leaf in product["branches"]
    ]
    assert leaves == [
        ("product_version_range", "vers:generic/>=1.2|<1.4.1"),
        ("product_version", "1.1.7"),
        ("product_version", "1.4.1"),
        ("product_version", "1.5.0"),
        ("product_version_range", "vers:generic/2.4.X"),
    ]


def test_a_product_without_a_fix_says_so() -> None:
    remediations = document()["vulnerabilities"][0]["remediations"]
    assert [(r["category"], r["details"]) for r in remediations] == [
        ("vendor_fix", "Update Platform to 1.4.1 (branch 1.4).\nRestart afterwards."),
        ("vendor_fix", "Update Platform to 1.5.0.\nRestart afterwards."),
        ("none_available", "No fix is available yet.\nRestart afterwards."),
        ("workaround", "Load only your own models."),
    ]


@pytest.mark.parametrize(
    ("tlp", "label"), [("CLEAR", "WHITE"), ("GREEN", "GREEN"), ("AMBER", "AMBER"), ("RED", "RED")]
)
def test_tlp_has_its_old_labels(tlp: str, label: str) -> None:
    found = document(replace(FACTS, text=replace(FACTS.text, tlp=tlp)))["document"]["distribution"]
    assert (found["tlp"]["label"], found["text"]) == (label, f"TLP:{tlp}")


def test_a_cvss_4_vector_stands_in_a_note() -> None:
    vector = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    of = replace(FACTS, cvss="", cvss4=vector)
    vulnerability = document(of)["vulnerabilities"][0]
    assert "scores" not in vulnerability
    assert {"category": "other", "title": "CVSS 4.0", "text": f"{vector} (9.3, critical)"} in vulnerability[
        "notes"
    ]
    assert differences(of, write_csaf(of)) == ()


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    bare = document(replace(FACTS, cvss="", cwe="", credits=(), severity="", contact=""))
    assert not {"scores", "cwe", "acknowledgments"} & set(bare["vulnerabilities"][0])
    assert "aggregate_severity" not in bare["document"]


@pytest.mark.parametrize("wrong", ["1.*", "", ">= ", "1 2"])
def test_a_version_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidDocument, match="cannot be written"):
        write_csaf(replace(FACTS, products=(ProductFacts("A", "B", (wrong,)),)))


def test_an_unknown_weakness_is_found() -> None:
    findings = validate_csaf(write_csaf(replace(FACTS, cwe="CWE-99999")))
    assert [finding.test for finding in findings] == ["6.1.11"]


def test_cwe_names_are_the_newest() -> None:
    assert cwe_name("CWE-79") == (
        "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')"
    )
    assert cwe_name("CWE-99999") is None


def test_the_file_name_follows_the_standard() -> None:
    assert csaf_file_name("MUS-2026-ABC") == "mus-2026-abc.json"
    assert csaf_file_name("RHBA 2019:0024/ü+x") == "rhba_2019_0024_+x.json"


# --- judged --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "test"),
    [
        (lambda d: d["document"].pop("title"), "schema"),
        (lambda d: d["document"]["tracking"].update(current_release_date="yesterday"), "schema"),
        (lambda d: d["document"]["publisher"].update(namespace="no uri"), "schema"),
        (lambda d: d["vulnerabilities"][0]["product_status"]["fixed"].append("X-1"), "6.1.1"),
        (lambda d: d["vulnerabilities"][0]["scores"][0]["cvss_v3"].update(baseScore=1.0), "6.1.9"),
        (lambda d: d["vulnerabilities"][0]["cwe"].update(name="XSS"), "6.1.11"),
        (lambda d: d["document"]["tracking"].update(version="3"), "6.1.16"),
        (lambda d: d.pop("product_tree"), "6.1.1"),
    ],
)
def test_a_broken_document_is_found_out(change: Callable[[dict[str, Any]], object], test: str) -> None:
    findings = validate_csaf(changed(change))
    assert test in {finding.test for finding in findings}
    assert {finding.severity for finding in findings} == {"error"}
    assert all(finding.path.startswith("/") and finding.message for finding in findings)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no JSON"),
        (b"%PDF-1.7", "no JSON"),
        (b"[NaN]", "no JSON"),
        (b"[1e999]", "no JSON"),
        (b"[1" + b"0" * 5000 + b"]", "no JSON"),
        (b'"\\ud800"', "no JSON"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"document": {"a": 1, "\\u0061": 2}}', "stands twice"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b'{"a": "\xe9"}', "UTF-8"),
        (b"[" * 100_000 + b"]" * 100_000, "nested deeper"),
        (b"[" * 500 + b"]" * 500, "nested deeper"),
        (b"[" + b"1," * VALUE_LIMIT + b"1]", "more than 2,000,000 values"),
        (b'"' + b"a" * SIZE_LIMIT + b'"', "larger than 32 MiB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_bytes_end_in_one_sentence(content: bytes, words: str) -> None:
    (finding,) = validate_csaf(content, thorough=True)
    assert (finding.test, finding.severity, finding.path) == ("json", "error", "")
    assert words in finding.message


@pytest.mark.parametrize("content", [b"{}", b"[]", b"null", b"1", b'"text"', b'{"document": {}}'])
def test_other_json_does_not_fit_the_schema(content: bytes) -> None:
    assert {finding.test for finding in validate_csaf(content)} == {"schema"}


def test_a_long_message_is_cut() -> None:
    findings = validate_csaf(json.dumps({"document": "x" * 100_000}).encode())
    assert max(len(finding.message) for finding in findings) <= 400


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
)


@settings(max_examples=60, deadline=None)
@given(_json, st.data())
def test_no_json_brings_the_validator_down(value: object, data: st.DataObject) -> None:
    found = document()
    place = found[data.draw(st.sampled_from(sorted(found)))]
    if isinstance(place, list):
        place = place[0]
    place[data.draw(st.sampled_from(sorted(place)))] = value
    for finding in validate_csaf(json.dumps(found).encode(), thorough=True):
        assert finding.message


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_bring_the_validator_down(content: bytes) -> None:
    assert validate_csaf(content)


def test_the_package_leaves_no_log_handler_and_is_imported_late() -> None:
    code = (
        "import logging, sys\n"
        "from desktop.formats.advisories.csaf.validation import validate_csaf\n"
        "from tests.formats.advisories import FACTS\n"
        "from desktop.formats.advisories.csaf.writing import write_csaf\n"
        "content = write_csaf(FACTS)\n"
        "assert 'csaf' not in sys.modules\n"
        "assert validate_csaf(content) == ()\n"
        "assert 'csaf' in sys.modules\n"
        "print(logging.getLogger().handlers, logging.getLogger().level)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"[] {logging.WARNING}\n"
    assert done.stderr == ""


# --- read back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (
            lambda d: d["document"]["tracking"].update(current_release_date="2026-03-04T10:30:16Z"),
            "current_release",
        ),
        (lambda d: d["document"]["aggregate_severity"].update(text="low"), "severity"),
        (lambda d: d["vulnerabilities"][0]["product_status"].pop("fixed"), "fixed branches"),
        (lambda d: d["vulnerabilities"][0]["product_status"]["known_affected"].pop(), "affected"),
        (lambda d: d["vulnerabilities"][0].pop("acknowledgments"), "credit roles"),
        (
            lambda d: d["vulnerabilities"][0]["scores"][0]["cvss_v3"].update(vectorString="CVSS:3.1/AV:N"),
            "cvss",
        ),
        (lambda d: d["document"]["distribution"]["tlp"].update(label="RED"), "tlp"),
    ],
)
def test_a_document_that_says_otherwise_is_noticed(
    change: Callable[[dict[str, Any]], object], names: str
) -> None:
    assert differences(FACTS, changed(change)) == tuple(names.split())


@pytest.mark.parametrize("content", [b"{}", b"[]", b"x", b'{"document": [], "vulnerabilities": [1]}'])
def test_what_is_no_advisory_cannot_be_read(content: bytes) -> None:
    with pytest.raises(InvalidDocument):
        read_csaf(content)


def test_the_official_test_documents_are_judged_as_the_standard_says() -> None:
    root = Path(importlib.util.find_spec("csaf").submodule_search_locations[0]) / "csaf" / "v20"
    catalogue = json.loads((root / "rules" / "catalog.json").read_bytes())["tests"]
    tests = [t for t in catalogue if t["id"].startswith("6.") and t["id"] not in ("6.3.6", "6.3.7")]
    wrong = []
    for test in tests:
        for fixture in test.get("fixtures", {}).get("failing", []):
            found = {f.test for f in validate_csaf((root / "data" / fixture).read_bytes(), thorough=True)}
            # The schema refers to those of CVSS, so that it finds what 6.1.8 would.
            expected = {test["id"], "schema"} if test["id"] == "6.1.8" else {test["id"]}
            wrong += [] if expected & found else [fixture]
        for fixture in test.get("fixtures", {}).get("valid", []):
            found = {f.test for f in validate_csaf((root / "data" / fixture).read_bytes(), thorough=True)}
            wrong += [fixture] if test["id"] in found or "schema" in found else []
    assert wrong == []


def test_versions_in_another_notation_are_compared_as_they_stand() -> None:
    def rename(found: dict[str, Any]) -> None:
        found["product_tree"]["branches"][0]["branches"][0]["branches"][0]["name"] = "all before 2"

    assert differences(FACTS, changed(rename)) == ("affected",)


def test_a_rule_that_stumbles_is_a_finding() -> None:
    finding = validation._run(
        validation._Test("6.1.0", "error", lambda document: document["missing"]), document()
    )
    assert [(f.test, f.message) for f in finding] == [("6.1.0", "The test could not be decided (KeyError)")]


def test_handlers_that_an_import_left_are_taken_away_again() -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.addHandler(logging.NullHandler())
    root.setLevel(logging.DEBUG)
    validation._take_away_handlers(before, level)
    assert (root.handlers, root.level) == (before, level)


def test_a_missing_file_of_the_package_is_said() -> None:
    with pytest.raises(Unreadable, match="csaf package"):
        package._decode("v20", "nothing.json")


def test_both_cvss_versions_are_said_side_by_side() -> None:
    four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    both = replace(FACTS, cvss4=four)
    assert document(both)["vulnerabilities"][0]["scores"][0]["cvss_v3"]["vectorString"] == FACTS.cvss
    assert differences(both, write_csaf(both)) == ()
    assert differences(FACTS, write_csaf(both)) == ("cvss4",)
    text = words_of_markdown(write_markdown(both))
    assert "CVSS 3.1: 9.8 (critical)" in text
    assert "CVSS 4.0: 9.3 (critical)" in text
    assert missing_facts(both, text) == ()
    assert missing_facts(both, words_of_markdown(write_markdown(FACTS))) == ("cvss4",)
