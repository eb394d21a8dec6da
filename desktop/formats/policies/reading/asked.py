"""What reporters are asked to include, and through which channels they are asked not to report."""

import re
from collections.abc import Iterator
from typing import Any

from desktop.domain.policy.proposing import Proposed
from desktop.formats.policies.reading.doubtful import is_placeholder
from desktop.formats.policies.reading.sentences import Sentence

_INCLUDE = re.compile(
    r"\b(?:include|provide|contain|the following (?:information|details)|information (?:to include"
    r"|we need)|what to (?:include|report|send))\b|\bangeben\b|\binclu(?:re|ir|ez|ya)\b|包括|含め|포함"
    r"|укажите"
)
_OPTIONAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("if-possible", re.compile(r"\bif possible\b|\bwhen possible\b")),
    ("if-applicable", re.compile(r"\bif applicable\b|\bif relevant\b")),
    ("if-any", re.compile(r"\bif any\b|\bif available\b|^any\b")),
    ("optional", re.compile(r"\boptional\w*\b|\bif you (?:have|know|wish|like)\b|\bif known\b")),
)
_FORBIDDEN = re.compile(
    r"\b(?:do not|don't|never|please not|not|avoid|instead of)\b[^.;]{0,60}\b(?:public(?:ly)?|github"
    r"|gitlab|open(?:ing)?)\b[^.;]{0,30}\b(issues?|discussions?|pull requests?|tickets?|forums?"
    r"|mailing lists?|tracker)\b"
)
_PLACES = re.compile(r"issue|discussion|pull request|ticket|forum|mailing list|tracker")
_ARRIVED = "Move it to private intake and ask the reporter to remove the details."
_LONGEST = 300


def asked_in(sentence: Sentence) -> Iterator[Proposed]:
    """The fields and forbidden channels that a sentence names."""
    match = _FORBIDDEN.search(sentence.low) if _PLACES.search(sentence.low) else None
    if match:
        channel = f"a public {match[1].rstrip('s')}"
        value: dict[str, Any] = {
            "channel": channel,
            "on_arrival": _ARRIVED,
            "assumed": "The text forbids the channel; what to do with what arrives there is our reading.",
        }
        yield Proposed(
            id=f"forbidden:{channel}", table="forbidden", value=value, passages=(sentence.passage,)
        )
        return
    is_field = sentence.item and sentence.under and _INCLUDE.search(sentence.under[-1])
    if (
        is_field
        and len(sentence.text) <= _LONGEST
        and not is_placeholder(sentence.low)
        and not sentence.low.endswith(":")
    ):
        yield _field(sentence)


def _field(sentence: Sentence) -> Proposed:
    need = next((name for name, shape in _OPTIONAL if shape.search(sentence.low)), "")
    words = re.findall(r"[a-z0-9]+", sentence.low)
    name = "-".join(word for word in words if word not in _SMALL)[:40].strip("-") or f"line-{sentence.first}"
    value = {"id": name, "text": sentence.text.rstrip(".;,")} | ({"need": need} if need else {})
    return Proposed(id=f"fields:{name}", table="fields", value=value, passages=(sentence.passage,))


_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "to",
        "and",
        "or",
        "any",
        "your",
        "you",
        "if",
        "is",
        "it",
        "its",
        "in",
        "on",
        "for",
        "with",
    )
)
