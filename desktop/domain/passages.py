"""A stranger's text in pieces that a window can lay out at once: parts, lines, how deep each is quoted."""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.inert import Untrusted, escape_invisible

PART_CHARACTERS = 100_000
PART_LINES = 3_000
LINE_CHARACTERS = 2_000
"""A longer line is laid out in pieces; they belong together when they are copied."""
_QUOTED = re.compile(r"(?:[ \t]?>)+")
_BOX_LINE = re.compile(r">+From ")
"""What a mailbox writes before a line that begins with "From " is no quote (RFC 4155)."""


class Line(msgspec.Struct, frozen=True):
    """A line as it is shown, or a piece of one; `level` tells how deep it is quoted."""

    text: str
    level: int = 0
    goes_on: bool = False
    """Whether the next one is a piece of the same line."""


def parts_of(text: Untrusted) -> tuple[Untrusted, ...]:
    """Cut a text into parts, behind a line break where one is near; there is always one."""
    whole = text.raw.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Untrusted] = []
    start, size = 0, PART_CHARACTERS
    while start < len(whole):
        size = min(2 * size, PART_CHARACTERS)
        while whole.count("\n", start, start + size) > PART_LINES:
            size //= 2
        end = start + size
        if end < len(whole):
            end = whole.rfind("\n", start + size // 2, end) + 1 or end
        found.append(Untrusted(whole[start:end]))
        start = end
    return tuple(found) or (Untrusted(""),)


def lines_of(text: Untrusted) -> Iterator[Line]:
    """The lines of a part with every hidden character as its code point."""
    for written in escape_invisible(text.raw).split("\n"):
        level = quote_level(written)
        for at in range(0, max(len(written), 1), LINE_CHARACTERS):
            end = at + LINE_CHARACTERS
            yield Line(written[at:end], level, goes_on=end < len(written))


def quote_level(line: str) -> int:
    """How many signs of quoting begin the line (RFC 3676 §4.5), each after a space at most."""
    if _BOX_LINE.match(line):
        return 0
    found = _QUOTED.match(line)
    return found[0].count(">") if found else 0
