"""JSON from anywhere, decoded without surprises: what two programs could read differently is refused.

RFC 8259 leaves doubled names, NaN and byte order marks to the reader; a signed document must mean one thing.
"""

import json
from typing import Any

import msgspec

SIZE_LIMIT = 32 * 1024 * 1024
"""The largest document, in bytes."""
DEPTH_LIMIT = 96
"""Levels of nesting; the deepest product tree that CSAF 2.0 recommends has 30 branches of two levels each."""
VALUE_LIMIT = 2_000_000
"""Values in one document; a schema check needs some 100 bytes for each, whatever their size in the file."""

_BOM = b"\xef\xbb\xbf"


class NotStrict(ValueError):  # noqa: N818 - says what the bytes are not, as every failure is named here
    """The bytes are no JSON that every reader reads alike; the text says why and quotes nothing."""


def decode_strict(content: bytes) -> Any:
    """The decoded value. Raises NotStrict."""
    if len(content) > SIZE_LIMIT:
        raise NotStrict(f"the document is larger than {SIZE_LIMIT // (1024 * 1024)} MiB")
    if content.startswith(_BOM):
        raise NotStrict("the document starts with a byte order mark")
    try:
        content.decode()
        value = msgspec.json.decode(content)
        json.loads(content, object_pairs_hook=_refuse_doubles)
    except UnicodeDecodeError as error:
        raise NotStrict("the document is not encoded in UTF-8") from error
    except RecursionError as error:
        raise NotStrict(f"the document is nested deeper than {DEPTH_LIMIT} levels") from error
    except msgspec.MsgspecError as error:
        raise NotStrict(f"the document is no JSON: {error}") from error
    _refuse_mass(value)
    return value


def _refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotStrict("a name stands twice in one object")
    return found


def _refuse_mass(value: Any) -> None:
    level = [value]
    count = 0
    for _ in range(DEPTH_LIMIT):
        level = [child for parent in level for child in _children(parent)]
        count += len(level)
        if count > VALUE_LIMIT:
            raise NotStrict(f"the document holds more than {VALUE_LIMIT:,} values")
        if not level:
            return
    raise NotStrict(f"the document is nested deeper than {DEPTH_LIMIT} levels")


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
