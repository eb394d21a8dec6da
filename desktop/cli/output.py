"""How the command line speaks: data to stdout, words to stderr, nothing that a terminal would obey."""

import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desktop.cli.streams import put, tell
from desktop.domain.failures import Failure
from desktop.domain.inert import escape_invisible, is_hidden

ID_DIGITS = 12
"""How much of an event's id, or of a hash, is shown; as much names it in a command."""
_NARROWEST = 40
"""Characters below which a column of sentences cannot be read."""


def print_json(document: object, *, must_arrive: bool = False) -> None:
    """One JSON document; what was a stranger's text is given raw, but for what a terminal would act on.

    Raises WriteFailed.
    """
    encoded = msgspec.json.encode(document, enc_hook=_plain)
    written = msgspec.json.format(encoded, indent=2).decode()
    shown = _escape_hidden(written) if sys.stdout.isatty() else written
    put(_escape_unknown(shown, sys.stdout.encoding) + "\n", must_arrive=must_arrive)


def print_line(document: object) -> None:
    """One JSON document on one line, of many that come one after another. Raises WriteFailed."""
    written = msgspec.json.encode(document, enc_hook=_plain).decode()
    shown = _escape_hidden(written) if sys.stdout.isatty() else written
    put(_escape_unknown(shown, sys.stdout.encoding) + "\n")


def print_text(text: str, *, must_arrive: bool = False) -> None:
    """Text for people: control and format characters escaped when a terminal would act on them.

    Raises WriteFailed.
    """
    put((escape_invisible(text) if sys.stdout.isatty() else text) + "\n", must_arrive=must_arrive)


def shown_path(path: str | Path) -> str:
    r"""A path to be printed: the bytes of a name that are no UTF-8 stand as \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def say(words: str) -> None:
    """Tell the person something that is not data."""
    tell(escape_invisible(words) + "\n")


def say_failure(failure: Failure) -> None:
    """What happened, whether anything was written, what to do."""
    say(f"embargo: {failure}")


def table(rows: Sequence[tuple[str, ...]], headings: tuple[str, ...]) -> str:
    """Columns as wide as their widest cell; the last one is folded where a terminal would break it."""
    widths = [max(len(row[i]) for row in (headings, *rows)) for i in range(len(headings))]
    lines = []
    for row in (headings, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        lines.append(_folded("".join(f"{cell}  " for cell in cells), row[-1]))
    return "\n".join(lines)


def _folded(before: str, last: str) -> str:
    """A line of a table; into a file or a pipe it goes whole, so that others can search it."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    if len(before) + len(last) <= columns or not columns:
        return f"{before}{last}".rstrip()
    if columns - len(before) >= _NARROWEST:
        first, *rest = textwrap.wrap(last, columns - len(before))
        return "\n".join([f"{before}{first}", *(" " * len(before) + line for line in rest)])
    inner = textwrap.wrap(last, max(columns, _NARROWEST), initial_indent="    ", subsequent_indent="    ")
    return "\n".join([before.rstrip(), *inner])


def when(instant: datetime | None) -> str:
    """An instant as a person reads it, always with its zone."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%MZ") if instant else "-"


class ProgressBar:
    """Steps of long work on stderr, when that is a terminal; never cancelled but by Ctrl+C."""

    cancelled = False

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show where the work stands."""
        if self._shown:
            count = f" {done}/{total}" if total else ""
            tell(f"\r\x1b[K{escape_invisible(words)}{count}")

    def finish(self) -> None:
        """Leave an empty line behind."""
        if self._shown:
            tell("\r\x1b[K")


def _escape_hidden(document: str) -> str:
    r"""The same JSON, with every hidden character as \uXXXX: they stand in strings only (RFC 8259 §7)."""
    return "".join(_as_units(c) if is_hidden(c) else c for c in document)


def _escape_unknown(document: str, encoding: str) -> str:
    """The same JSON, in ASCII when the output's character set lacks some of it."""
    try:
        document.encode(encoding)
    except UnicodeEncodeError:
        return "".join(c if c.isascii() else _as_units(c) for c in document)
    return document


def _as_units(character: str) -> str:
    units = character.encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _plain(value: object) -> object:
    raise TypeError(f"{type(value).__name__} is no JSON value")
