"""JSON as it is written, and U+0000, which JSON can escape and many programs cut a text off at.

It is found in what comes from anywhere, and written in nothing.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.findings import Finding, pointer

_NUL = "\0"
_ESCAPED = b"\\u0000"
"""Its only spelling (RFC 8259 §7); the same bytes behind another backslash are none."""


def encode_document(document: Any) -> bytes:
    """Sorted and indented, in UTF-8: the same document is always the same bytes.

    Raises InvalidDocument for a text that holds U+0000.
    """
    encoded = msgspec.json.encode(document, order="sorted")
    if _ESCAPED in encoded and (found := nuls_in(encoded, msgspec.json.decode(encoded))):
        raise InvalidDocument(
            f"The document cannot be written: a text holds the character U+0000 ({found[0].path}).",
            advice="Take the character out of the case's texts.",
        )
    return msgspec.json.format(encoded, indent=2) + b"\n"


def nuls_in(content: bytes, document: Any) -> tuple[Finding, ...]:
    """Every place of the decoded document where it stands; `content` are its bytes, for a quick no."""
    return tuple(_found(document, ())) if _ESCAPED in content else ()


def _found(value: Any, path: tuple[object, ...]) -> Iterator[Finding]:
    if isinstance(value, str):
        if _NUL in value:
            message = "This text holds the character U+0000, at which many programs cut it off."
            yield Finding("lint", "error", pointer(path), message)
        return
    if isinstance(value, dict) and any(_NUL in name for name in value):
        message = "A name in this object holds the character U+0000, at which many programs cut it off."
        yield Finding("lint", "error", pointer(path), message)
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in steps:
        yield from _found(child, (*path, step))
