"""Which lines of a TOML text open a table or give a key, so that one of them can be changed by itself."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from desktop.formats.policies.mistakes import TablePath

_NOTHING = re.compile(r"[ \t]*(#.*)?\r?$")
_HEADER = re.compile(r"[ \t]*\[")
_MOST_LINES = 400
"""How many lines one value may take: each is tried, and a text is never tried in its whole length."""


class Statement(NamedTuple):
    """Lines counted from 0, the last one included; the header of a table has no key."""

    first: int
    last: int
    path: TablePath
    key: str = ""


def statements(text: str) -> list[Statement]:
    """Every header and every key, in the order of a text that is valid TOML.

    Raises ValueError for a value that goes on for too long to be looked at.
    """
    return list(_read(text.split("\n")))


def _read(lines: list[str]) -> Iterator[Statement]:
    counts: dict[TablePath, int] = {}
    table: TablePath = ()
    number = 0
    while number < len(lines):
        line = lines[number]
        if _NOTHING.match(line):
            number += 1
        elif _HEADER.match(line):
            table = _opened(line, counts)
            yield Statement(number, number, table)
            number += 1
        else:
            last, names = _key_at(lines, number)
            yield Statement(number, last, (*table, *names[:-1]), names[-1])
            number = last + 1


def _opened(line: str, counts: dict[TablePath, int]) -> TablePath:
    *outer, name = _names(tomllib.loads(line))
    path: TablePath = ()
    for part in outer:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, name)
    if line.lstrip().startswith("[["):
        counts[path] = counts.get(path, 0) + 1
        path = (*path, counts[path] - 1)
    return path


def _key_at(lines: list[str], first: int) -> tuple[int, list[str]]:
    """The last line of the value that begins here, and the names of its key."""
    for last in range(first, min(first + _MOST_LINES, len(lines))):
        try:
            found = tomllib.loads("\n".join(lines[first : last + 1]))
        except tomllib.TOMLDecodeError:
            continue
        return last, _names(found, lines[first])
    raise ValueError("a value goes on for too long")


def _names(table: dict[str, Any], written: str = "") -> list[str]:
    """The names of a header or of a key; those within an inline table belong to the value."""
    names: list[str] = []
    inner: Any = table
    dots = _dots(written) if written else None
    while isinstance(inner, dict) and len(inner) == 1 and (dots is None or len(names) <= dots):
        name, inner = next(iter(inner.items()))
        names.append(name)
        if isinstance(inner, list) and not written:
            inner = inner[0]
    return names


def _dots(line: str) -> int:
    """How many dots the key of a line has, outside of quotes."""
    count, quote = 0, ""
    for letter in line:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter == "=":
            break
        elif letter == ".":
            count += 1
    return count
