"""Versions and ranges told apart, so that an advisory says one thing of each."""

import re
from collections.abc import Iterable, Iterator

from desktop.domain.matrix.proposal import read_range
from desktop.domain.versions.ranges import Range, lies_within, overlap

_NOUGHTS = re.compile(r"(\.0+)+$")


class Said:
    """Versions of which something is said, to be asked whether others share any with them."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        self._ranges: list[Range] = []
        self._exact: dict[tuple[str, str], Range] = {}
        self.add(written)

    def add(self, written: Iterable[str]) -> None:
        """Something is said of these too."""
        for one in _read(written):
            if one.is_exact:
                self._exact[_key(one)] = one
            else:
                self._ranges.append(one)

    def holds(self, one: Range) -> bool:
        """Whether all of it is said for certain."""
        return (one.is_exact and _key(one) in self._exact) or any(
            lies_within(one, other) for other in self._ranges
        )

    def may_share(self, one: Range) -> bool:
        """Thousands of single versions are told apart by their names alone."""
        if any(overlap(one, other) is not False for other in self._ranges):
            return True
        if one.is_exact:
            return _key(one) in self._exact
        return any(overlap(one, other) is not False for other in self._exact.values())


def apart(found: dict[str, str], said: Said) -> tuple[dict[str, str], list[str]]:
    """Those that share no version with what is said already nor with each other, and those that may.

    What lies within one of them for certain says nothing new.
    """
    kept: dict[str, str] = {}
    unclear, own = [], Said()
    for version, why in found.items():
        one = read_range(version)
        if one is None or own.holds(one):
            continue
        if said.may_share(one) or own.may_share(one):
            unclear.append(version)
            continue
        kept[version] = why
        own.add((version,))
    return kept, unclear


def _key(one: Range) -> tuple[str, str]:
    """1.4 and 1.4.0 are the same."""
    return one.scheme, _NOUGHTS.sub("", one.versions[0])


def _read(written: Iterable[str]) -> Iterator[Range]:
    """Without what is no version at all: the lint says so."""
    return (one for text in written if (one := read_range(text)) is not None)
