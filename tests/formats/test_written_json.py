"""U+0000 in a text of a document for programs: found wherever it comes from, and written by none of us."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.advisories.lint import flaws_in
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import Finding, errors_of, pointer
from desktop.formats.advisories.forms import FORMS
from desktop.formats.advisories.standards import READ_BACK
from desktop.workflows.publication.validate_advisory import validate_advisory
from tests.formats.advisories import FULL


@pytest.mark.parametrize("name", READ_BACK)
def test_a_text_that_programs_would_cut_off_is_an_error_wherever_it_stands(name: FormName) -> None:
    document = json.loads(FORMS[name].write(FULL))
    for path, spoil in {path[-2:]: (path, spoil) for path, spoil in texts_in(document)}.values():
        spoilt = findings(spoil("cut\0off"))
        assert ("error", pointer(path)) in cut_off(spoilt) or any(
            found.path == pointer(path) and found.test == "schema" for found in errors_of(spoilt)
        ), "one of a few words stands here, and nothing else"
    title = next(
        spoil for path, spoil in texts_in(document) if path[-1] in ("title", "summary", "impact_statement")
    )
    assert len(cut_off(findings(title("cut\0off")))) == 1
    assert cut_off(findings(title("cut\\u0000off"))) == [], "a backslash and some letters"


def findings(document: Any) -> tuple[Finding, ...]:
    return validate_advisory("a.json", json.dumps(document).encode()).findings


def cut_off(found: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(one.severity, one.path) for one in found if "many programs cut it off" in one.message]


def texts_in(value: Any) -> Iterator[tuple[tuple[object, ...], Callable[[str], Any]]]:
    """Every place of a text, and the document with another one there; where formats are told it stays."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        if isinstance(child, str) and step not in {"@context", "dataType", "schema_version", "csaf_version"}:
            yield (step,), partial(with_another, value, step)
        for deeper, spoil in texts_in(child):
            yield (step, *deeper), partial(within_another, value, step, spoil)


def with_another(value: Any, step: Any, child: Any) -> Any:
    changed = value.copy()
    changed[step] = child
    return changed


def within_another(value: Any, step: Any, spoil: Callable[[str], Any], words: str) -> Any:
    return with_another(value, step, spoil(words))


def test_a_name_that_programs_would_cut_off_is_an_error_at_its_object() -> None:
    document = json.loads(FORMS["osv"].write(FULL))
    document["database_specific"] = {"a": {"cut\0off": 1}}
    assert cut_off(findings(document)) == [("error", "/database_specific/a")]


@pytest.mark.parametrize("name", READ_BACK)
@pytest.mark.parametrize("field", ["title", "summary", "details", "remediation", "workaround"])
def test_no_text_that_programs_would_cut_off_is_written(name: FormName, field: str) -> None:
    facts = replace(FULL, text=replace(FULL.text, **{field: "cut\0off"}))
    assert [flaw.field for flaw in flaws_in(facts, bool) if "U+0000" in flaw.sentence] == [field]
    try:
        written = FORMS[name].write(facts)
    except InvalidDocument as refused:
        written = refused.message.encode()
    assert b"\\u0000" not in written
    assert (b"U+0000" in written) == (FORMS[name].write(with_words(field)) != FORMS[name].write(FULL))


def with_words(field: str) -> AdvisoryFacts:
    return replace(FULL, text=replace(FULL.text, **{field: "Other words."}))
