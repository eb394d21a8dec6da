"""When a hold ends, back from the words that our own document says it in."""

import re
from typing import Any

from desktop.formats.publishing.promises import Unclear, amount_in, event_in

_OPS = {"the first of these happens: ": "min", "the last of these happens: ": "max"}
_OVER = re.compile(r"the time of this promise is over: “([^”]*)”")
_AGREED = re.compile(r"both sides agree on a date \((.*)\)", re.DOTALL)
_PASSED = re.compile(r"(.+) have passed from when (.+)", re.DOTALL)
_PARTS = re.compile(r"(?:“[^”]*”|[^;“])+")


class Unreadable(ValueError):  # noqa: N818 - says what the words are, as every failure is named here
    """These words are no term as it is written here."""


def read_term(words: str, clocks: dict[str, str]) -> dict[str, Any]:
    """The term; `clocks` gives the id of a clock by its sentence. Raises Unreadable."""
    for beginning, op in _OPS.items():
        if words.startswith(beginning):
            return {"op": op, "of": _several(words.removeprefix(beginning), clocks)}
    if match := _OVER.fullmatch(words):
        if match[1] not in clocks:
            raise Unreadable
        return {"clock": clocks[match[1]]}
    if match := _AGREED.fullmatch(words):
        return {"judgement": match[1]}
    try:
        if match := _PASSED.fullmatch(words):
            return {"start": event_in(match[2]), "after": amount_in(match[1])}
        return {"event": event_in(words)}
    except Unclear as error:
        raise Unreadable from error


def _several(words: str, clocks: dict[str, str]) -> list[dict[str, Any]]:
    """Terms between semicolons; a choice within a choice takes all that follows it."""
    parts = [part.strip() for part in _PARTS.findall(words)]
    found: list[dict[str, Any]] = []
    for place, part in enumerate(parts):
        if part.startswith(tuple(_OPS)):
            return [*found, read_term("; ".join(parts[place:]), clocks)]
        found.append(read_term(part, clocks))
    return found
