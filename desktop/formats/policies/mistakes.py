"""What is wrong with a profile, and where: the table, the key, the line."""

import difflib
from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec

from desktop.domain.inert import escape_invisible

TablePath = tuple[str | int, ...]
"""Where a table stands: ("clocks", 3) is the fourth [[clocks]], () the profile itself."""

_SHOWN = 60
_NEAR = 0.5
_MOST_KNOWN = 400
"""Words among which the nearest is looked for: each takes its time."""


class Flaw(msgspec.Struct, frozen=True):
    """Something wrong with a key of a table; without a key, with the table itself."""

    path: TablePath
    key: str
    message: str


class Mistake(msgspec.Struct, frozen=True):
    """A flaw as people and scripts read it; lines count from 1, tables of a list from 0."""

    table: str
    key: str
    message: str
    line: int | None = None
    path: TablePath = ()
    """Where the table stands, for a form that shows it."""

    @property
    def sentence(self) -> str:
        """Place and message on one line."""
        place = ", ".join(part for part in (self.table, self.key) if part)
        line = f" (line {self.line})" if self.line else ""
        return f"{place}{line}: {self.message}" if place else f"{self.message.rstrip('.')}{line}."


def shown(value: object, longest: int = _SHOWN) -> str:
    """A value from the file as a message may repeat it: short, on one line, nothing hidden."""
    text = escape_invisible(" ".join(str(value).split()))
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The nearest known word as the end of a sentence, or only its full stop."""
    near = nearest(word, known, 1)
    return f"; did you mean {near[0]}?" if near else "."


def nearest(word: str, known: Iterable[str], most: int) -> list[str]:
    """The known words that are most like it, the nearest first."""
    among = list(islice(known, _MOST_KNOWN))
    return difflib.get_close_matches(word[:_SHOWN], among, n=most, cutoff=_NEAR)


def label_of(path: TablePath, raw: Any) -> str:
    """The table as a person finds it: `clocks[3] "fix-high"`."""
    words: list[str] = []
    for part in path:
        raw = _inside(raw, part)
        if isinstance(part, str):
            words.append(f".{part}" if words else part)
            continue
        words.append(f"[{part}]")
        if isinstance(raw, dict) and isinstance(raw.get("id"), str):
            words.append(f' "{shown(raw["id"])}"')
    return "".join(words)


def _inside(raw: Any, part: str | int) -> Any:
    """What stands there in the file, or None where it is of another shape."""
    if isinstance(raw, dict):
        return raw.get(part)
    return raw[part] if isinstance(raw, list) and isinstance(part, int) else None
