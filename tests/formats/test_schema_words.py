"""Errors of a schema in the words of who wrote the document."""

import json
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest

from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.formats.advisories.schema_words import schema_finding
from tests.formats.advisories import FACTS


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (lambda d: d["document"].pop("title"), "/document", "“title” is missing here."),
        (
            lambda d: d["document"].update(title=3),
            "/document/title",
            "Here must stand text in quotation marks",
        ),
        (
            lambda d: d["document"]["tracking"].update(status="done"),
            "/document/tracking/status",
            "Here must stand “draft”, “final” or “interim”.",
        ),
        (
            lambda d: d["document"]["tracking"].update(initial_release_date="yesterday"),
            "/document/tracking/initial_release_date",
            "a date and time with its zone",
        ),
        (
            lambda d: d["document"]["publisher"].update(namespace="nowhere"),
            "/document/publisher/namespace",
            "a whole address such as https://example.org/page",
        ),
        (lambda d: d["document"]["publisher"].update(name=""), "/document/publisher/name", "no less than 1"),
        (
            lambda d: d["document"]["tracking"].update(version="first"),
            "/document/tracking/version",
            "not written as the standard asks",
        ),
        (
            lambda d: d["document"]["tracking"].update(revision_history=[]),
            "/document/tracking/revision_history",
            "Here must stand no less than 1 item.",
        ),
        (lambda d: d["document"].update(csaf_version="9"), "/document/csaf_version", "“2.0” only"),
    ],
)
def test_the_commonest_errors_are_sentences(
    change: Callable[[dict[str, Any]], object], path: str, words: str
) -> None:
    document = json.loads(write_csaf(FACTS))
    change(document)
    (finding,) = validate_csaf(json.dumps(document).encode())
    assert (finding.test, finding.path) == ("schema", path)
    assert words in finding.message


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        (
            {"properties": {"y": {}}, "additionalProperties": False},
            {"x": 1},
            "The standard knows no “x” here.",
        ),
        ({"const": 3}, 4, "Here must stand “3”, nothing else."),
        ({"enum": list("abcdefghij")}, "z", "or one of 2 more"),
        ({"type": ["integer", "null"]}, "x", "Here must stand null or a whole number"),
        ({"maxLength": 1}, "xyz", "no more than 1 character."),
        ({"minProperties": 1}, {}, "no less than 1 field."),
        ({"minimum": 0}, -1, "This number is 0 at least."),
        ({"maximum": 0}, 1, "This number is 0 at most."),
        ({"uniqueItems": True}, [1, 1], "twice"),
        ({"not": {}}, 1, ""),
    ],
)
def test_the_others_are_too(schema: dict[str, Any], value: object, words: str) -> None:
    (error,) = jsonschema_rs.validator_for(schema).iter_errors(value)
    message = schema_finding(error).message
    assert message[0].isupper() or not message[0].isalpha()
    assert words in message
