"""The parts of a filter, and how they are written: what is printed reads back as the same filter."""

from typing import Literal

import msgspec

from desktop.domain.filters.folding import tokens

Kind = Literal[
    "word",
    "phrase",
    "name",
    "from",
    "handler",
    "stage",
    "severity",
    "policy",
    "case",
    "is",
    "has",
    "due",
    "received",
]


class Term(msgspec.Struct, frozen=True):
    """One condition; `sign` is < or > before a date or a span of time."""

    kind: Kind
    value: str
    sign: Literal["", "<", ">"] = ""
    negated: bool = False

    def __str__(self) -> str:
        """As a person would type it."""
        quoted = self.kind == "phrase" or any(c.isspace() for c in self.value)
        value = f'"{self.value}"' if quoted else self.value
        key = "" if self.kind in ("word", "phrase") else f"{self.kind}:"
        return f"{'-' if self.negated else ''}{key}{self.sign}{value}"

    @property
    def tokens(self) -> tuple[str, ...]:
        """What is looked for in the text; empty for a word of nothing but signs, which asks for nothing."""
        return tokens(self.value)

    @property
    def is_text(self) -> bool:
        """Whether it is looked for in texts rather than among facts."""
        return self.kind in ("word", "phrase", "name", "from", "handler")

    @property
    def open_ended(self) -> bool:
        """Whether its last word may go on: only a quoted phrase, or a single character, is meant as it is."""
        return self.kind != "phrase" and len(self.tokens[-1]) > 1


class Filter(msgspec.Struct, frozen=True):
    """All of its terms must hold; without any, every case is meant."""

    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        """The canonical text."""
        return " ".join(map(str, self.terms))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def texts(self, *, negated: bool = False) -> tuple[Term, ...]:
        """The terms that are looked for in texts, or those that must not be found there."""
        return tuple(t for t in self.terms if t.is_text and t.negated == negated and t.tokens)

    @property
    def facts(self) -> tuple[Term, ...]:
        """The terms about what a case is."""
        return tuple(term for term in self.terms if not term.is_text)
