"""How a message is built: each of its parts with its depth, type, name and size, outermost first."""

import msgspec

from desktop.domain.inert import Untrusted
from desktop.formats.mail.fields import Fields
from desktop.formats.mail.reading import BOX_LINE
from desktop.formats.mail.tree import Entity, read_tree


class OutlinedPart(msgspec.Struct, frozen=True):
    """One part; `size` is in bytes as it came, headers included."""

    depth: int
    media_type: str
    size: int
    name: Untrusted
    encoding: Untrusted


def read_outline(raw: bytes) -> tuple[OutlinedPart, ...]:
    """The parts of a message or MIME entity; raises what `read_tree` raises."""
    box_line = BOX_LINE.match(raw)
    found: list[OutlinedPart] = []
    _outline(read_tree(raw[box_line.end() :] if box_line else raw), 0, found)
    return tuple(found)


def _outline(part: Entity, depth: int, found: list[OutlinedPart]) -> None:
    found.append(
        OutlinedPart(
            depth=depth,
            media_type=part.media_type,
            size=part.end - part.start,
            name=Untrusted(_name(part.fields)),
            encoding=Untrusted(part.fields.head("content-transfer-encoding")),
        )
    )
    for child in part.children:
        _outline(child, depth + 1, found)


def _name(fields: Fields) -> str:
    """What its sender calls it (RFC 2183 §2.3, else RFC 2045)."""
    disposed = fields.parameters("content-disposition").get("filename", "")
    return disposed or fields.parameters("content-type").get("name", "")
