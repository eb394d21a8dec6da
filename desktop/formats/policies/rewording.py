"""How long a promise gives, as its sentence says it, also once a person has corrected the time."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.formats.publishing.promises import spelled

_UNDATED = "undated:"
_TIMES = ("within", "every", "at_least", "at_most")
"""The keys by which promises give a time, and notices before the public one."""


def duration_words(written: str) -> str:
    """`48h` as `48 hours`; what has no number as the words that stand for it."""
    if written.startswith(_UNDATED):
        return f"“{_undated(written)}”, without a number"
    return "the next scheduled release" if written.startswith("next:") else spelled(written)


def time_words(written: str, *, every: bool = False) -> str:
    """When something is done: within 48 hours, every 7 days, with the next scheduled release."""
    words = duration_words(written)
    if written.startswith(_UNDATED):
        return words
    if written.startswith("next:"):
        return f"with {words}"
    return f"every {words}" if every else f"within {words}"


def untimed_words(said: str) -> str:
    """What ends a sentence about a duty for which the text has no time but these words."""
    return f": the text says “{said}”, and no date"


def resaid(was: Mapping[str, Any], corrected: Mapping[str, Any]) -> dict[str, str]:
    """The sentence with the corrected time, where that changes it."""
    sentence = before = str(was.get("sentence", ""))
    for key in _TIMES:
        old, new = was.get(key), corrected.get(key)
        if isinstance(old, str) and isinstance(new, str) and old and new:
            sentence = _with_time(sentence, old, new, every=key == "every")
    return {"sentence": sentence} if sentence != before else {}


def _with_time(sentence: str, old: str, new: str, *, every: bool) -> str:
    """The sentence with the new time in the place of the old one; as it is where it names no time."""
    for said, meant in _ways(old, new, every=every):
        begin, end = (r"\b" if edge.isalnum() else "" for edge in (said[0], said[-1]))
        whole = re.compile(f"{begin}{re.escape(said)}{end}")  # 5 days do not stand in 15 days
        if whole.search(sentence):
            return whole.sub(lambda _, meant=meant: meant, sentence)  # type: ignore[misc]  # bound now
    return sentence


def _ways(old: str, new: str, *, every: bool) -> Iterator[tuple[str, str]]:
    """How a sentence may say the old time, the longest way first, and the new one in its place."""
    then = time_words(new, every=every)
    yield time_words(old, every=every), then
    yield duration_words(old), duration_words(new)
    if said := _undated(old):
        yield untimed_words(said), f" {then}"
        yield said, then


def _undated(written: str) -> str:
    """The words that stand for a time; empty for a time with a number."""
    return written.removeprefix(_UNDATED).strip() if written.startswith(_UNDATED) else ""
