"""Whether a document is OpenVEX 0.2.0: its types, and the rules that its schema adds to them."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop.formats.advisories.findings import Finding, pointer
from desktop.formats.advisories.openvex.document import Statement, Subcomponent, VexDocument
from desktop.formats.advisories.openvex.writing import CONTEXT
from desktop.formats.advisories.typed_json import Mistyped, decode_typed
from desktop.formats.advisories.written_json import nuls_in

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_IRIS = frozenset({"@id", "@context"})
_TIMES = frozenset({"timestamp", "last_updated", "action_statement_timestamp"})
_Found = Iterator[Finding]


def validate_openvex(content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong with the document; `thorough` adds what readers miss. Never raises."""
    try:
        document, raw = decode_typed(content, VexDocument)
    except Mistyped as error:
        return (error.finding,)
    found = (*nuls_in(content, raw), *_in_words(raw, ()), *_in_document(document, raw))
    return (*found, *_missed(document)) if thorough else found


def _error(test: str, path: str, message: str) -> Finding:
    return Finding(test, "error", path, message)


def _in_words(value: Any, path: tuple[object, ...]) -> _Found:
    """Addresses, times and lists without doubles, wherever they stand; the document is not deeply nested."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in steps:
        here = (*path, key)
        if key in _IRIS and not _IRI.fullmatch(child):
            yield _error("schema", pointer(here), "This is no address and no URN.")
        if key in _TIMES and not _is_time(child):
            yield _error("schema", pointer(here), "This is no date and time (RFC 3339).")
        if isinstance(child, list) and len({*map(_alike, child)}) < len(child):
            yield _error("schema", pointer(here), "Something stands twice in the list.")
        yield from _in_words(child, here)


def _in_document(document: VexDocument, raw: dict[str, Any]) -> _Found:
    if raw["@context"] != CONTEXT:
        yield _error("context", "/@context", f"The context of OpenVEX 0.2.0 is {CONTEXT}.")
    for number, statement in enumerate(document.statements):
        path = f"/statements/{number}"
        yield from _in_statement(statement, path)
        for place, product in enumerate(statement.products):
            yield from _in_components((product,), f"{path}/products", first=place)
            yield from _in_components(product.subcomponents, f"{path}/products/{place}/subcomponents")


def _in_statement(statement: Statement, path: str) -> _Found:
    reasons = (statement.justification, statement.impact_statement)
    if statement.status == "not_affected" and not any(isinstance(reason, str) for reason in reasons):
        yield _error("reason", path, "Who is not affected learns why: a justification or impact statement.")
    if statement.status == "affected" and not isinstance(statement.action_statement, str):
        yield _error("action", path, "Who is affected learns what to do: an action statement.")


def _in_components(components: Sequence[Subcomponent], path: str, first: int = 0) -> _Found:
    for number, component in enumerate(components, start=first):
        names = component.identifiers
        if not isinstance(component.id, str) and not names:
            yield _error("component", f"{path}/{number}", "It has neither an id nor identifiers.")
        if names and not any(isinstance(one, str) for one in (names.purl, names.cpe22, names.cpe23)):
            yield _error("component", f"{path}/{number}/identifiers", "There is no identifier among them.")


def _missed(document: VexDocument) -> _Found:
    for number, statement in enumerate(document.statements):
        if not statement.products:
            message = "The statement names no product: readers cannot tell what it is about."
            yield Finding("lint", "warning", f"/statements/{number}", message)


def _alike(value: Any) -> bytes:
    """The same for values that JSON calls equal, whatever the order of their names."""
    return msgspec.json.encode(value, order="deterministic")


def _is_time(written: str) -> bool:
    try:
        return datetime.fromisoformat(written).tzinfo is not None and "T" in written.upper()
    except ValueError:
        return False
