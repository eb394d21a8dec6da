"""What is said of a filter that cannot be read: what is wrong, what is allowed, what may have been meant."""

import difflib
from collections.abc import Iterable

from desktop.domain.filters.keys import CHOICES, EXAMPLES, KEYS
from desktop.domain.filters.terms import Kind
from desktop.domain.inert import Untrusted

_SHOWN = 40
_NEAR = 0.5


def unknown_key(key: str) -> str:
    """A word before a colon that is no key."""
    behind = ":"
    keys = tuple(f"{known}{behind}" for known in KEYS)
    return (
        f"There is no key {_shown(key + behind)}{_meant(key, KEYS, behind)} A filter knows {_listed(keys)}; "
        "text with a colon is searched in quotation marks."
    )


def unfinished(phrase: str) -> str:
    """A quotation mark that opens and never closes."""
    begun = f" after {_shown(phrase)}" if phrase.strip() else ""
    return f'A quotation mark is not closed: put another "{begun}.'


def no_value(kind: Kind) -> str:
    """A key with nothing behind it."""
    return f"{kind}: needs a value right behind it, such as {EXAMPLES[kind]}."


def no_choice(kind: Kind, value: str) -> str:
    """A value that a key does not take."""
    choices = tuple(choice.lower() for choice in CHOICES[kind])
    allowed = _listed(choices) if len(choices) > 1 else f"only {choices[0]}"
    return f"{kind}: does not know {_shown(value)}{_meant(value, choices)} It takes {allowed}."


def no_date(kind: Kind, value: str) -> str:
    """Neither a day nor a span of time."""
    return (
        f"{kind}: cannot read {_shown(value)}. It takes a day (2026-01-31) or hours, days or weeks "
        f"(36h, 3d, 2w) behind < or >, such as {EXAMPLES[kind]}."
    )


def no_sign(kind: Kind, amount: str) -> str:
    """A span of time without a word on which side of it is meant."""
    return f"{kind}: needs < or > before {amount}: {kind}:<{amount} or {kind}:>{amount}."


def too_long(most: int) -> str:
    """More than anybody types."""
    return f"The filter is longer than {most:,} characters: search for a few of its words."


def too_many(most: int) -> str:
    """More conditions than anybody means."""
    return f"The filter has more than {most} words: search for a few of them."


def _shown(written: str) -> str:
    line = Untrusted(written).line
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"


def _meant(word: str, known: Iterable[str], behind: str = "") -> str:
    near = difflib.get_close_matches(word.lower()[:_SHOWN], list(known), n=1, cutoff=_NEAR)
    return f"; did you mean {near[0]}{behind}?" if near else "."


def _listed(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}"
