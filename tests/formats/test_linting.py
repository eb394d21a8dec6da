"""The lint sees what no schema does, and says it so that a person understands."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.formats.advisories.csaf.stating import statements_in
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.formats.advisories.linting import Said, SaidScore, Statements, lint
from desktop.formats.advisories.standards import recognise
from desktop.workflows.publication.validate_advisory import validate_advisory
from tests.formats.advisories import FACTS

NOW = datetime(2026, 12, 1, tzinfo=UTC)
VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"


def found(**said: object) -> list[tuple[str, str]]:
    return [(f.severity, f.message) for f in lint(Statements(**said), NOW)]  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["vers:generic/>=2.0|<1.0", ">=2, <1", "<1.0, >1.0"])
def test_a_range_whose_ends_are_the_wrong_way_round_is_an_error(written: str) -> None:
    ((severity, message),) = found(versions=(Said("/a", written),))
    assert severity == "error"
    assert "wrong way round" in message


@pytest.mark.parametrize(
    "written", ["1.0", "vers:generic/>=1.0|<2.0", ">=1, <2", "all before the fix", "1.x"]
)
def test_a_range_that_holds_versions_is_none(written: str) -> None:
    assert found(versions=(Said("/a", written),)) == []


def test_a_star_is_no_version() -> None:
    assert [s for s, _ in found(versions=(Said("/a", "vers:all/*"), Said("/b", "1.*")))] == ["warning"] * 2


@pytest.mark.parametrize("weakness", ["CWE-99999", "nothing"])
def test_a_weakness_that_the_catalogue_does_not_know_is_told(weakness: str) -> None:
    assert found(weaknesses=(Said("/a", weakness), Said("/b", "CWE-79"))) == [
        ("warning", "The CWE catalogue knows no weakness of this number.")
    ]


def test_a_release_before_the_first_one_is_an_error() -> None:
    first, then = Said("/i", "2026-03-02T00:00:00Z"), Said("/c", "2026-03-01T00:00:00Z")
    ((severity, message),) = found(initial=first, current=then)
    assert (severity, "before the initial" in message) == ("error", True)
    assert found(initial=then, current=first) == []


def test_a_date_may_lie_a_day_ahead_and_no_more() -> None:
    soon, late = NOW + timedelta(hours=23), NOW + timedelta(hours=25)
    assert found(dates=(Said("/a", soon.isoformat()),)) == []
    assert found(dates=(Said("/a", late.isoformat()),)) == [
        ("warning", "This lies in the future: 2026-12-02.")
    ]
    assert found(dates=(Said("/a", "whenever"), Said("/b", "2030-01-01"))) == []


def test_a_vector_that_disagrees_with_its_score_or_severity_is_an_error() -> None:
    assert found(scores=(SaidScore("/a", VECTOR, 9.8, "CRITICAL"),)) == []
    wrong = found(scores=(SaidScore("/a", VECTOR, 5.0, "LOW"),))
    assert [s for s, _ in wrong] == ["error", "error"]
    assert "9.8" in wrong[0][1]
    assert "critical" in wrong[1][1]
    assert found(scores=(SaidScore("/a", "CVSS:3.1/nonsense", 5.0),)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It has a CVSS v3.1 base score of 9.8.", False),
        ("CVSS 3.1: 7.5 (high)", True),
        ("CVSS base score 10.0", True),
        ("Version 7.5 is affected, CVSS or not", False),
        (f"The vector is {VECTOR}", False),
    ],
)
def test_a_score_in_the_text_that_no_vector_has_is_told(text: str, wrong: bool) -> None:
    told = found(texts=(Said("/a", text),), scores=(SaidScore("/b", VECTOR, 9.8),))
    assert bool(told) is wrong


@pytest.mark.parametrize("name", ["Plat\u202eform", "Plat\x00form", "Plat\x1b[31mform", "Pl\u200bat"])
def test_a_name_with_characters_that_nobody_sees_is_an_error(name: str) -> None:
    ((severity, message),) = found(names=(Said("/a", name),))
    assert severity == "error"
    assert name not in message


def csaf_with(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(write_csaf(FACTS))
    change(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (
            lambda d: d["product_tree"]["branches"][0].update(name="Mu\u202eshin"),
            "/product_tree/branches/0/name",
        ),
        (
            lambda d: d["vulnerabilities"][0].update(release_date="2030-01-01T00:00:00Z"),
            "/vulnerabilities/0/release_date",
        ),
        (
            lambda d: d["vulnerabilities"][0]["notes"][0].update(text="CVSS 3.1 score: 1.1"),
            "/vulnerabilities/0/notes/0/text",
        ),
    ],
)
def test_a_finding_in_a_csaf_document_says_where(
    change: Callable[[dict[str, Any]], object], path: str
) -> None:
    validation = validate_advisory("a.json", csaf_with(change), now=NOW)
    assert path in {finding.path for finding in validation.findings if finding.test == "lint"}


def test_what_the_standard_says_already_is_not_said_twice() -> None:
    content = csaf_with(lambda d: d["vulnerabilities"][0]["cwe"].update(id="CWE-99999"))
    found = validate_advisory("a.json", content, now=NOW).findings
    assert [f.test for f in found if f.path.startswith("/vulnerabilities/0/cwe")] == ["6.1.11"]


def test_our_own_documents_are_clean() -> None:
    assert validate_advisory("a.json", write_csaf(FACTS), now=NOW).valid
    assert not lint(statements_in(json.loads(write_csaf(FACTS))), NOW)


def test_the_lint_calls_no_document_wrong_that_the_standard_calls_right() -> None:
    spec = find_spec("csaf")
    assert spec is not None
    assert spec.submodule_search_locations
    data = Path(next(iter(spec.submodule_search_locations))) / "csaf/v20/data"
    seen = 0
    for path in sorted(data.rglob("*.json")):
        content = path.read_bytes()
        known = recognise(path.name, content)
        if known.standard is None:
            continue
        seen += 1
        if errors_of(lint(statements_in(known.document), NOW)):
            assert errors_of(validate_csaf(content)), path.name
    assert seen > 200


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
)


@settings(max_examples=60, deadline=None)
@given(_json, st.data())
def test_no_document_brings_the_lint_down(value: object, data: st.DataObject) -> None:
    document = json.loads(write_csaf(FACTS))
    place = document
    for _ in range(data.draw(st.integers(0, 4))):
        steps = list(place) if isinstance(place, dict) else list(range(len(place)))
        step = data.draw(st.sampled_from(steps)) if steps else None
        if step is None or not isinstance(place[step], dict | list) or not place[step]:
            break
        place = place[step]
    place[data.draw(st.sampled_from(list(place) if isinstance(place, dict) else [0]))] = value
    lint(statements_in(document), NOW)
