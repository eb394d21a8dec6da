"""Bounds that a message must keep; they are checked before the work that they bound."""

from desktop.domain.failures import TooDeep, TooLarge

MESSAGE_BYTES = 64 * 1024 * 1024
HEADER_BYTES = 64 * 1024
"""Of the headers of one part, the outermost included."""
HEADER_FIELDS = 1000
DEPTH = 50
PARTS = 200
ENCODED_WORDS = 200
"""Per field; those beyond stay as they are written."""
MARKS = 250_000
"""Tags and character references of all HTML of one layer: about a second of work."""
BLOCKS = 20
"""Armoured blocks of one text."""


def check_size(raw: bytes) -> None:
    """Refuse a message that is larger than `MESSAGE_BYTES`."""
    if len(raw) > MESSAGE_BYTES:
        raise TooLarge(f"The message is larger than {MESSAGE_BYTES // 1024 // 1024} MiB.")


def check_depth(depth: int) -> None:
    """Refuse parts nested deeper than `DEPTH`."""
    if depth > DEPTH:
        raise TooDeep(f"The parts of the message are nested more than {DEPTH} deep.")


def check_parts(count: int) -> None:
    """Refuse a message of more than `PARTS` parts."""
    if count > PARTS:
        raise TooLarge(f"The message has more than {PARTS} parts.")


def check_headers(size: int, fields: int) -> None:
    """Refuse the headers of a part beyond `HEADER_BYTES` or `HEADER_FIELDS`."""
    if size > HEADER_BYTES:
        raise TooLarge(f"The headers of the message are larger than {HEADER_BYTES // 1024} KiB.")
    if fields > HEADER_FIELDS:
        raise TooLarge(f"The message has more than {HEADER_FIELDS} header fields.")


def check_marks(count: int) -> None:
    """Refuse HTML of more than `MARKS` tags and character references."""
    if count > MARKS:
        raise TooLarge(f"The message has more than {MARKS:,} pieces of HTML markup.")
