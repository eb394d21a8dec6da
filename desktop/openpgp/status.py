"""gpg's status lines, read into words (GnuPG doc/DETAILS, "Format of the --status-fd output")."""

from collections.abc import Iterable

import msgspec

_PREFIX = b"[GNUPG:] "
UNREADABLE = "?"
"""The word of a line that is no status line; no verdict allows it."""


class Status(msgspec.Struct, frozen=True):
    """One status line: its word and its arguments, split at single spaces."""

    word: str
    arguments: tuple[str, ...] = ()

    def argument(self, position: int) -> str:
        """An argument by its position, or "" when there are fewer."""
        return self.arguments[position] if position < len(self.arguments) else ""


def read_status(raw: bytes) -> tuple[Status, ...]:
    """All lines of a status descriptor; what is cut off or foreign becomes an unreadable line."""
    *lines, last = raw.split(b"\n")
    read = tuple(_read_line(line) for line in lines)
    return (*read, Status(UNREADABLE)) if last else read


def _read_line(line: bytes) -> Status:
    if not line.startswith(_PREFIX):
        return Status(UNREADABLE)
    word, *arguments = line.removeprefix(_PREFIX).decode("utf-8", "replace").rstrip(" ").split(" ")
    return Status(word or UNREADABLE, tuple(arguments))


def words(lines: Iterable[Status]) -> tuple[str, ...]:
    """The words alone, in order."""
    return tuple(line.word for line in lines)


def find(lines: Iterable[Status], word: str) -> tuple[Status, ...]:
    """The lines that carry this word."""
    return tuple(line for line in lines if line.word == word)
