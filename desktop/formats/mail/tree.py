"""A message cut into its parts by offsets, so that the bytes of a signed part stay exactly as they came."""

import re

import msgspec

from desktop.domain.failures import Malformed
from desktop.formats.mail import limits
from desktop.formats.mail.fields import Fields, read_fields
from desktop.formats.mail.transfer import decode_transfer

MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
_DELIMITER_END = re.compile(rb"(--)?[ \t\r]*$", re.MULTILINE)
_LONGEST_BOUNDARY = 200


class Entity(msgspec.Struct, frozen=True):
    """One part of a message: where it stands in `source`, its fields, and the parts in it."""

    source: bytes
    start: int
    body_start: int
    end: int
    fields: Fields
    media_type: str
    children: tuple["Entity", ...] = ()

    @property
    def raw(self) -> bytes:
        """The part as it came, headers included."""
        return self.source[self.start : self.end]

    @property
    def content(self) -> bytes:
        """The body with its transfer encoding undone."""
        body = self.source[self.body_start : self.end]
        return decode_transfer(body, self.fields.head("content-transfer-encoding"))

    @property
    def parameters(self) -> dict[str, str]:
        """Parameters of the content type."""
        return self.fields.parameters("content-type")


class _Count:
    """How many parts were met so far, over the whole message."""

    def __init__(self) -> None:
        self.parts = 0


def read_tree(source: bytes) -> Entity:
    """Cut a message or MIME entity into parts.

    Raises TooLarge, TooDeep beyond the limits, Malformed for a part with two content types.
    """
    limits.check_size(source)
    return _entity(source, 0, len(source), 1, _Count())


def _entity(source: bytes, start: int, end: int, depth: int, count: _Count) -> Entity:
    limits.check_depth(depth)
    count.parts += 1
    limits.check_parts(count.parts)
    fields, body_start = read_fields(source, start, end)
    media_type = _media_type(fields)
    children: tuple[Entity, ...] = ()
    boundary = fields.parameters("content-type").get("boundary", "")
    if media_type.startswith("multipart/"):
        if not 0 < len(boundary) <= _LONGEST_BOUNDARY:
            raise Malformed("A part of the message names no boundary between its parts.")
        spans = _spans(source, body_start, end, boundary.encode("utf-8", "replace"))
        children = tuple(_entity(source, a, b, depth + 1, count) for a, b in spans)
    return Entity(
        source=source,
        start=start,
        body_start=body_start,
        end=end,
        fields=fields,
        media_type=media_type,
        children=children,
    )


def _media_type(fields: Fields) -> str:
    """Two content types would let two readers see two messages: refused (RFC 2045 §5.2 for none)."""
    if len(fields.values("content-type")) > 1:
        raise Malformed("A part of the message has two contradictory content types.")
    written = fields.head("content-type")
    if not written:
        return "text/plain"
    return written if MEDIA_TYPE.fullmatch(written) else "application/octet-stream"


def _spans(source: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Where the parts stand; the line break before a delimiter belongs to it (RFC 2046 §5.1.1)."""
    delimiter = b"\n--" + boundary
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    found = source.find(delimiter, max(start - 1, 0), end)
    while found >= 0:
        after = found + len(delimiter)
        if match := _DELIMITER_END.match(source, after, end):
            if opened is not None:
                spans.append((opened, max(opened, _before_line_break(source, found))))
                limits.check_parts(len(spans))
            if match[1]:
                return spans
            opened = min(match.end() + 1, end)
        found = source.find(delimiter, after, end)
    if opened is not None:
        spans.append((opened, end))
    return spans


def _before_line_break(source: bytes, line_feed: int) -> int:
    return line_feed - 1 if source.endswith(b"\r", 0, line_feed) else line_feed
