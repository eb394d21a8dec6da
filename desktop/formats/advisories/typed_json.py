"""Strict JSON as a typed document, or where it is something else."""

import re
from typing import Any, TypeVar

import msgspec

from desktop.formats.advisories.findings import Finding, pointer, sentence
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

T = TypeVar("T")
_PLACE = re.compile(r" - at `(key in )?\$(.*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\[\.\.\.\]")


class Mistyped(ValueError):  # noqa: N818 - says what the bytes are not, as every failure is named here
    """The bytes are no such document; `finding` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def decode_typed(content: bytes, kind: type[T]) -> tuple[T, Any]:
    """The document, and the same as plain values. Raises Mistyped."""
    try:
        value = decode_strict(content)
    except NotStrict as error:
        raise Mistyped(Finding("json", "error", "", sentence(str(error)))) from error
    return typed(value, kind), value


def typed(value: Any, kind: type[T]) -> T:
    """Decoded values as the document that they are. Raises Mistyped."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Mistyped(_finding(str(error))) from error


def _finding(message: str) -> Finding:
    """Of msgspec's message, which ends with the place."""
    place = _PLACE.search(message)
    steps = _STEP.findall(place[2]) if place else []
    path = pointer(name or number for name, number in steps if name or number)
    return Finding("schema", "error", path, sentence(_PLACE.sub("", message).replace("`", "")) + ".")
