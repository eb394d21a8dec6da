"""What the palette offers, and which of it somebody means."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.nearness import SURE, nearness

_OTHER = 4.0
"""How much less another word for it counts: still beyond doubt, where the word is typed or begun."""


class Entry(NamedTuple):
    """`name` is what it is remembered by; `title` is inert: a stranger's is given as `Untrusted.line`."""

    name: str
    title: str
    kind: str
    """What it is, in a word or two, and where it stands."""
    run: Callable[[], object]
    keys: str = ""
    why_not: str = ""
    """A sentence why it cannot be done now."""
    also: str = ""
    """Words that are not shown: what people call it who do not know our name for it."""

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(filter(None, (self.title, self.kind, self.keys, self.why_not)))


class Ranked(NamedTuple):
    """Those that are meant beyond doubt, and those that may be: each the nearest first."""

    sure: tuple[Entry, ...]
    perhaps: tuple[Entry, ...]


def ranked(typed: str, entries: Sequence[Entry], recent: Sequence[str]) -> Ranked:
    """What fits; of equals what was used last comes first, then what stands first."""
    used = {name: place for place, name in enumerate(recent)}
    scored = [(_score(typed, entry), entry) for entry in entries]
    found = [(score, entry) for score, entry in scored if score > 0]
    found.sort(key=lambda pair: (-round(pair[0]), used.get(pair[1].name, len(used))))
    sure = tuple(entry for score, entry in found if score >= SURE)
    return Ranked(sure, tuple(entry for score, entry in found if score < SURE))


def _score(typed: str, entry: Entry) -> float:
    """Its own name counts more than other words for it; what was typed may be some of each."""
    by_name = nearness(typed, entry.title)
    if not entry.also or by_name >= SURE:
        return by_name
    return max(by_name, nearness(typed, f"{entry.title} {entry.also}") - _OTHER)


def recent_first(entries: Sequence[Entry], recent: Sequence[str]) -> tuple[Entry, ...]:
    """All of them, what was used last in front."""
    used = {name: place for place, name in enumerate(recent)}
    return tuple(sorted(entries, key=lambda entry: used.get(entry.name, len(used))))
