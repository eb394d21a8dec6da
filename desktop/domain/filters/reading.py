"""From what a person typed to a filter, or to a sentence about why that cannot be."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from desktop.domain.case_id import normalise
from desktop.domain.filters import sentences
from desktop.domain.filters.keys import CHOICES, KEYS
from desktop.domain.filters.spans import amount_of, day_of
from desktop.domain.filters.terms import Filter, Kind, Term

MOST_CHARACTERS, MOST_TERMS = 1_000, 50

_PIECE = re.compile(
    r"""\s*
    (?P<minus>-?)
    (?:(?P<key>[A-Za-z][A-Za-z-]*):(?!//|:))?   # an address and a C++ name are words
    (?:"(?P<phrase>[^"]*)(?P<closing>"?) | (?P<word>[^\s"]*))
    """,
    re.VERBOSE,
)
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters: they can neither be sent nor stored."""
_QUOTES = str.maketrans("\u201c\u201d\u201e\u201f", '""""')
"""Typographic quotation marks, as phones and mail programs make them, are meant as plain ones."""


class Misread(msgspec.Struct, frozen=True):
    """A filter that cannot be read: what is wrong and what is allowed, for people."""

    sentence: str


def read_filter(written: str) -> Filter | Misread:
    """Read the filter language; whatever is typed, nothing is raised.

    Words are looked for at the beginnings of words, phrases in quotation marks as they stand; a minus
    negates; a key asks for a fact. What other programs call operators are words here.
    """
    if len(written) > MOST_CHARACTERS:
        return Misread(sentences.too_long(MOST_CHARACTERS))
    terms: list[Term] = []
    plain = _SURROGATES.sub("\ufffd", written).translate(_QUOTES).strip()
    for piece in _pieces(plain):
        term = _term(piece)
        if isinstance(term, Misread):
            return term
        if term is not None:
            terms.append(term)
    if len(terms) > MOST_TERMS:
        return Misread(sentences.too_many(MOST_TERMS))
    return Filter(tuple(terms))


def _pieces(written: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(written):
        piece = _PIECE.match(written, place)
        assert piece is not None  # every part of the pattern may be empty
        yield piece
        place = piece.end()


def _term(piece: re.Match[str]) -> Term | Misread | None:
    minus, key, phrase, word = piece["minus"], piece["key"], piece["phrase"], piece["word"]
    if phrase is not None and not piece["closing"]:
        return Misread(sentences.unfinished(phrase))
    if key is not None:
        return _fact(key.lower(), (phrase or word or "").strip(), negated=bool(minus))
    if phrase is not None:
        return Term("phrase", phrase, negated=bool(minus)) if phrase.strip() else None
    return Term("word", word, negated=bool(minus)) if word else Term("word", minus)


def _fact(key: str, value: str, *, negated: bool) -> Term | Misread:
    known = next((kind for kind in KEYS if kind == key), None)
    if known is None:
        return Misread(sentences.unknown_key(key))
    if not value:
        return Misread(sentences.no_value(known))
    read = _dated(known, value) if known in ("due", "received") else _plain(known, value)
    if isinstance(read, Misread):
        return read
    return msgspec.structs.replace(read, negated=negated)


def _plain(kind: Kind, value: str) -> Term | Misread:
    if kind in CHOICES:
        chosen = next((choice for choice in CHOICES[kind] if choice.lower() == value.lower()), None)
        return Term(kind, chosen) if chosen else Misread(sentences.no_choice(kind, value))
    if kind == "case":
        return Term(kind, normalise(value) or value.upper())
    return Term(kind, value.lower() if kind in ("severity", "policy") else value)


def _dated(kind: Kind, value: str) -> Term | Misread:
    if kind == "due" and value.lower() == "overdue":
        return Term(kind, "overdue")
    sign: Literal["", "<", ">"] = "<" if value[0] == "<" else ">" if value[0] == ">" else ""
    rest = value[len(sign) :].strip().lower()
    day = day_of(rest)
    if day is not None:
        return Term(kind, day.isoformat(), sign)
    if amount_of(rest) is None:
        return Misread(sentences.no_date(kind, value))
    return Term(kind, rest, sign) if sign else Misread(sentences.no_sign(kind, rest))
