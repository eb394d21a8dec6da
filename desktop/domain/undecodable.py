"""What msgspec raises for bytes that are not what they should be: more than its own exceptions."""

from typing import TypeVar

import msgspec

UNDECODABLE = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""Text that is no UTF-8, and values within values without end, end in exceptions of Python's own."""

_T = TypeVar("_T")
_U = TypeVar("_U")


def decoded(kept: bytes, kind: type[_T], otherwise: _U) -> _T | _U:
    """What was kept as JSON; `otherwise` where nothing was, or what this version cannot read.

    For what a person does not miss much: half-typed words, sizes, filters. A damaged one stops nothing.
    """
    try:
        return msgspec.json.decode(kept, type=kind) if kept else otherwise
    except UNDECODABLE:
        return otherwise
