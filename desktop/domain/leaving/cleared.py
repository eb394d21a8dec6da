"""Bytes that may leave: a value that only the gate can make."""

import hashlib
from typing import Any, Literal, NoReturn

ClearedKind = Literal[
    "advisory",
    "signature",
    "checksum",
    "public-key",
    "letter",
    "timeline",
    "calendar",
    "figures",
    "record",
    "bundle",
]

_GATE = object()


class Cleared:
    """Exactly these bytes may leave, for this audience.

    The constructor wants the gate's token; it cannot be subclassed, changed, copied, pickled or decoded, so
    that whoever holds one holds the gate's word for its very bytes.
    """

    __slots__ = ("audience", "content", "encrypted", "file_name", "kind", "sha256", "tlp")

    content: bytes
    sha256: str
    file_name: str
    tlp: str
    kind: ClearedKind
    audience: str
    encrypted: bool
    """Whether only the holder of a key can read the bytes."""

    def __init__(
        self,
        token: object,
        content: bytes,
        *,
        file_name: str,
        tlp: str,
        kind: ClearedKind,
        audience: str,
        encrypted: bool = False,
    ) -> None:
        if token is not _GATE:
            raise TypeError("only the gate clears what leaves")
        values = {
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "file_name": file_name,
            "tlp": tlp,
            "kind": kind,
            "audience": audience,
            "encrypted": encrypted,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __init_subclass__(cls) -> None:
        raise TypeError("what is cleared has one type")

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError("what is cleared cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError("what is cleared cannot be changed")

    def __reduce_ex__(self, *_: Any) -> NoReturn:
        raise TypeError("what is cleared cannot be copied")
