"""Strict JSON as a typed document, or where it is something else."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import Finding, pointer, sentence
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

T = TypeVar("T")
Read = TypeVar("Read")
_VALIDATE = "`embargo advisory validate` names what is wrong with it."
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


def read_typed(
    content: bytes, kind: type[T], read: Callable[[T], Read], *, called: str, advice: str = _VALIDATE
) -> Read:
    """What is read in the document; raises InvalidDocument where it is none of what it is `called`."""
    try:
        document, _ = decode_typed(content, kind)
        return read(document)
    except ValueError as error:
        raise InvalidDocument(f"The document cannot be read as {called}.", advice=advice) from error


def _finding(message: str) -> Finding:
    """Of msgspec's message, which ends with the place."""
    place = _PLACE.search(message)
    steps = _STEP.findall(place[2]) if place else []
    path = pointer(name or number for name, number in steps if name or number)
    return Finding("schema", "error", path, sentence(_PLACE.sub("", message).replace("`", "")) + ".")
