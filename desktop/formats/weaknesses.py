"""Weaknesses as people write them, by number or name; the catalogue knows which there are."""

import difflib
import re
from functools import cache

import msgspec

from desktop.domain.assessing.severity import read_cwe
from desktop.formats.advisories.csaf.package import cwe_names

_QUOTED = re.compile(r"'([^']+)'")
_NUMBER = re.compile(r"[^0-9]*[0-9]+\s*")
_ID_FIRST = re.compile(r"\W*(cwe[\s:_-]*[0-9]+)(?![0-9A-Za-z])", re.IGNORECASE)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_WORD = re.compile(r"[a-z0-9]+")
_NEAR, _MOST_NEAR = 0.5, 3
_LONGEST = 300


class Weakness(msgspec.Struct, frozen=True):
    """An entry of the catalogue (CWE 4.20): its canonical id and its newest name."""

    id: str
    name: str

    @property
    def words(self) -> str:
        """Both, as a sentence names it."""
        return f"{self.id} {self.name}"


def find_weakness(written: str) -> Weakness:
    """The weakness that was meant by a number in any spelling, alone or before a name, or by a name.

    The usual name within the catalogue's one will do. Raises ValueError with the nearest ones, as part of a
    sentence, and Unreadable without the catalogue.
    """
    text = " ".join(written[:_LONGEST].translate(_HYPHENS).split())
    if first := _ID_FIRST.match(text):
        return _by_number(read_cwe(first[1]))
    if _NUMBER.fullmatch(text):
        return _by_number(read_cwe(text))
    named = _by_name().get(text.casefold(), ())
    if len(named) == 1:
        return named[0]
    near = named or nearest_weaknesses(text)
    raise ValueError(f"{text!r} is no name in the catalogue of weaknesses (CWE 4.20){_offer(near)}")


def nearest_weaknesses(words: str) -> tuple[Weakness, ...]:
    """Those whose names share most words with these, or else look most like them; the nearest first."""
    wanted = set(_WORD.findall(words.casefold()))
    shared = [(len(wanted & words), weakness) for weakness, words in _words_of_all()]
    best = sorted((pair for pair in shared if pair[0]), key=lambda pair: (-pair[0], len(pair[1].name)))
    if best:
        return tuple(weakness for _, weakness in best[:_MOST_NEAR])
    alike = difflib.get_close_matches(words.casefold(), _by_name(), n=_MOST_NEAR, cutoff=_NEAR)
    return tuple(_by_name()[name][0] for name in alike)


def _by_number(cwe: str) -> Weakness:
    number = int(cwe.removeprefix("CWE-"))
    name = cwe_names().get(str(number))
    if name is not None:
        return Weakness(cwe, name)
    near = sorted(_all(), key=lambda w: abs(int(w.id.removeprefix("CWE-")) - number))[:_MOST_NEAR]
    raise ValueError(f"there is no weakness {cwe} in the catalogue (CWE 4.20){_offer(tuple(near))}")


def _offer(near: tuple[Weakness, ...]) -> str:
    return f"; close to it are {'; '.join(weakness.words for weakness in near)}" if near else ""


@cache
def _all() -> tuple[Weakness, ...]:
    return tuple(Weakness(f"CWE-{number}", name) for number, name in cwe_names().items())


@cache
def _words_of_all() -> tuple[tuple[Weakness, frozenset[str]], ...]:
    return tuple((weakness, frozenset(_WORD.findall(weakness.name.casefold()))) for weakness in _all())


@cache
def _by_name() -> dict[str, tuple[Weakness, ...]]:
    """Weaknesses by their names, and by the usual names that stand in quotes within them."""
    found: dict[str, tuple[Weakness, ...]] = {}
    for weakness in _all():
        for name in {weakness.name, *_QUOTED.findall(weakness.name)}:
            found[name.casefold()] = (*found.get(name.casefold(), ()), weakness)
    return found
