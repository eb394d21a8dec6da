"""Bytes that may leave: values that only the gate can make."""

from typing import Any, Literal, NoReturn

ClearedKind = Literal[
    "advisory",
    "signature",
    "checksum",
    "public-key",
    "letter",
    "timeline",
    "case-sheet",
    "calendar",
    "figures",
    "record",
    "journal",
    "bundle",
    "acknowledgements",
    "provider",
    "policy",
    "approval-request",
    "approval-answer",
    "verifier",
]

_GATE = object()


class _OfTheGate:
    """Made with the gate's token; cannot be changed, copied, pickled or decoded.

    Whoever holds one holds the gate's word for its very bytes.
    """

    __slots__ = ()

    def _settle(self, token: object, values: dict[str, object]) -> None:
        if token is not _GATE:
            raise TypeError("only the gate clears what leaves")
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise TypeError("what is cleared cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise TypeError("what is cleared cannot be changed")

    def __reduce_ex__(self, *_: Any) -> NoReturn:
        raise TypeError("what is cleared cannot be copied")


class Cleared(_OfTheGate):
    """Exactly these bytes may leave, for this audience; it cannot be subclassed."""

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
        from desktop.domain.digest import sha256  # noqa: PLC0415 - the clipboard names this type, and hashes nothing

        values = {
            "content": content,
            "sha256": sha256(content),
            "file_name": file_name,
            "tlp": tlp,
            "kind": kind,
            "audience": audience,
            "encrypted": encrypted,
        }
        self._settle(token, values)

    def __init_subclass__(cls) -> None:
        raise TypeError("what is cleared has one type")


class ClearedFile(_OfTheGate):
    """The file of this hash and size may leave; its bytes, up to 1 GiB, are never held whole."""

    __slots__ = ("file_name", "sha256", "size")

    sha256: str
    size: int
    file_name: str

    def __init__(self, token: object, sha256: str, *, size: int, file_name: str) -> None:
        self._settle(token, {"sha256": sha256, "size": size, "file_name": file_name})

    def __init_subclass__(cls) -> None:
        raise TypeError("what is cleared has one type")
