"""How far the end of a hold may be moved: `we may extend this period by 30 days once`."""

import re

import msgspec

from desktop.domain.policy.proposing import Passage
from desktop.formats.policies.reading.clauses import deeds_in, speaks_of_disclosure
from desktop.formats.policies.reading.found import KINDS
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import Span, spans_of

_EXTENDED = re.compile(
    r"\b(?:exten(?:d|ds|ded|sions?)|prolong\w*|postpone\w*|verlänger\w*|verschieb\w*)\b[^.;]{0,60}?"
    r"\b(?:by|of|for|um) (?:up to|at most|a maximum of|no more than|another|an additional|a further"
    r"|weitere|bis zu"
    r"|höchstens|maximal)? ?(?:additional |further |weitere )?$"
    r"|\b(?:an?|one) (?:additional |further |single )?$"
)
_ADJECTIVE = re.compile(r"^(?:-| )?(?:day |week |month )?exten(?:sions?|d)\b")
_AGREED = re.compile(
    r"\b(?:you|reporters?|submitters?|researchers?|finders?|both sides|both parties"
    r"|we both)(?: both)? agree\w*"
    r"|\b(?:with|by|in|upon) (?:your |the reporter's |mutual |joint )?(?:agreement|consent)\b"
    r"|\bmutual\w*\b|\btogether\b"
    r"|\b(?:einvernehm\w+|zustimm\w+|absprache|abstimmung)\b"
)
_ONCE = re.compile(r"\b(?:once|one time|a single time|einmal\w*)\b")
_SPECIAL = re.compile(
    r"\b(?:in|under) (?:exceptional|special|complex|rare|justified|extraordinary) (?:cases?|circumstances?)\b"
    r"|\bif (?:a |the )?(?:fix|patch|update) is (?:\w+ )?(?:done|ready|close|complex|imminent)\b"
)
_DATED = re.compile(r"\b(?:embargo\w*|deadline|period|date|it|this|frist|zeitraum)\b")


class Extended(msgspec.Struct, frozen=True, kw_only=True):
    """By how much at most, and what that needs, in the words of the text."""

    longest: str
    needs: tuple[str, ...]
    passage: Passage


def extension_in(sentence: Sentence) -> Extended | None:
    """The extension that a sentence allows; None where it tells of none, or of another date in its place."""
    if not _is_of_disclosure(sentence):
        return None
    spans = [span for span in spans_of(sentence.low) if span.kind == "once" and _is_added(sentence.low, span)]
    if len(spans) != 1 or _is_of_deed(sentence.low[: spans[0].begin]):
        return None
    needs = [match[0] for shape in (_SPECIAL, _ONCE) if (match := shape.search(sentence.low))]
    agreed = ["both sides agree"] if _AGREED.search(sentence.low) else []
    return Extended(longest=spans[0].written, needs=(*agreed, *needs), passage=sentence.passage)


def _is_added(low: str, span: Span) -> bool:
    found = _EXTENDED.search(low[: span.begin])
    if found is None:
        return False
    return found[0].startswith(("ext", "pro", "pos", "ver")) or _ADJECTIVE.match(low[span.end :]) is not None


def _is_of_deed(before: str) -> bool:
    """Whether the time for an answer or a fix is moved, and not that for telling."""
    return any(deed.name in KINDS for deed in deeds_in(before)) and not speaks_of_disclosure(before)


def _is_of_disclosure(sentence: Sentence) -> bool:
    if not any(stem in sentence.low for stem in ("exten", "prolong", "postpone", "verlänger", "verschieb")):
        return False
    above = sentence.under[-1] if sentence.under else ""
    if speaks_of_disclosure(sentence.low):
        return True
    near = speaks_of_disclosure(sentence.lead) or speaks_of_disclosure(above)
    return near and ("extension" in sentence.low or _DATED.search(sentence.low) is not None)
