"""What a JSON schema's validator says, in the words of who wrote the document."""

from collections.abc import Callable, Sequence
from typing import Any

import jsonschema_rs

from desktop.formats.advisories.findings import Finding, pointer, sentence

_TYPES = {
    "string": "text in quotation marks",
    "array": "a list in brackets",
    "object": "an object in braces",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_FORMATS = {
    "uri": "a whole address such as https://example.org/page",
    "date-time": "a date and time with its zone, such as 2026-03-02T10:30:00Z",
    "email": "a mail address",
}
_SHOWN = 8
"""Choices that are named."""


def schema_finding(error: jsonschema_rs.ValidationError) -> Finding:
    """The finding for one error of the schema; what is missing is looked for where it should stand."""
    words = _WORDS.get(error.kind.name)
    message = words(error.kind.value) if words is not None else error.message
    return Finding("schema", "error", pointer(error.instance_path), sentence(message))


def _missing(name: Any) -> str:
    return f"“{name}” is missing here."


def _type(kinds: Any) -> str:
    names = kinds if isinstance(kinds, list) else [kinds]
    return f"Here must stand {' or '.join(_TYPES.get(str(kind), str(kind)) for kind in names)}, nothing else."


def _choice(options: Any) -> str:
    return (
        f"Here must stand {_any_of(options)}."
        if len(options) > 1
        else f"Here must stand {_any_of(options)} only."
    )


def _any_of(options: Sequence[Any]) -> str:
    shown = [f"“{option}”" for option in options[:_SHOWN]]
    rest = f", or one of {len(options) - _SHOWN} more" if len(options) > _SHOWN else ""
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) + rest


def _unexpected(names: Any) -> str:
    return f"The standard knows no {_any_of(names)} here."


def _at_least(what: str) -> Callable[[Any], str]:
    return lambda limit: f"Here must stand no less than {limit} {what}{_s(limit)}."


def _at_most(what: str) -> Callable[[Any], str]:
    return lambda limit: f"Here must stand no more than {limit} {what}{_s(limit)}."


def _s(count: Any) -> str:
    return "" if count == 1 else "s"


_WORDS: dict[str, Callable[[Any], str]] = {
    "required": _missing,
    "type": _type,
    "enum": _choice,
    "const": lambda value: f"Here must stand “{value}”, nothing else.",
    "format": lambda name: f"Here must stand {_FORMATS.get(name, name)}.",
    "pattern": lambda pattern: f"This is not written as the standard asks: it has to fit {pattern}",
    "additionalProperties": _unexpected,
    "minLength": _at_least("character"),
    "maxLength": _at_most("character"),
    "minItems": _at_least("item"),
    "maxItems": _at_most("item"),
    "minProperties": _at_least("field"),
    "minimum": lambda limit: f"This number is {limit} at least.",
    "maximum": lambda limit: f"This number is {limit} at most.",
    "falseSchema": lambda _: "The standard knows nothing of this name here.",
    "uniqueItems": lambda _: "An item stands twice in this list.",
}
"""By the keyword of the schema."""
