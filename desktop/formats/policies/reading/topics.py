"""What a duration is about: the deed in its own words, in the time before it, or in what it stands under."""

import re

from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import deeds_in
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import spans_of
from desktop.formats.policies.reading.times import Time, goes_on_from_lead

_NEAR, _SHORT_ITEM, _FEW, _BARE = 60, 120, 6, 3
"""Characters behind a duration and of an item that is little else; words of such an item and of an answer."""
LABELLED = re.compile(r"^[^:.]{1,80}: ?")
_LABEL = re.compile(r"[\w /&-]{3,40}[.:]")
_NEWS = re.compile(r"(?:status |progress )?updates?\b")
_TAKES = re.compile(r"^(?:this|that|it|which)(?: \w+){0,2} takes?\b")
_JOINED = re.compile(
    r"\b(?:and|or|for|the|an?|all|any|of|with|within|in|at|from|to|then|up|most|less|than|takes?|severity"
    r"|severities|priority|rated|level|cvss|issues?|ones?|bugs?|problems|vulnerabilit\w+|und|et|y|e|o|les|los"
    r"|las|die|der)\b|[\W\d_]"
)
"""What may stand between two times of one list beside severities."""
PUBLISHES_FIX = re.compile(
    r" (?:an?|the|eine?n?) (?:\w+ )?(?:version|update|patch|fix|release|korrektur|sicherheitsupdate)\b"
)
"""What is published behind such a time is the fix itself."""
_CONFIRMS = re.compile(
    r"\bconfirm(?:s|ation)?(?: to you)? (?:within|in|no later than|by|after)?(?: at most)? ?$"
)
_RECEIPT = re.compile(
    r" (?:the )?(?:receipt|arrival)\b| that (?:we|it|your|the)\b[^.;,]{0,30}\b(?:received|got|arrived)\b"
)
_UPDATED = re.compile(r" (?:status |progress )?(?:updates?|news)\b")
TO_REPORTER = re.compile(
    r"\b(?:you|reporters?)(?:'ll)? (?:\w+ ){0,2}(?:gets?|receives?|are sent)\b|\bsend you\b"
)
_HEARS = re.compile(
    r"\b(?:you|reporters?|they) (?:\w+ ){0,2}hears?\b|\b(?:contact|in touch with) (?:you|the reporter)\b"
    r"|\bmelden uns\b"
)
"""Who hears again and again is told of progress, and not that a report came."""


def topic_of(time: Time, previous: str, *, leading: bool) -> str:
    """The name of the deed, `previous` being that of the time before; empty where nothing tells."""
    told = _own_deed(time.own, time.after.partition(";")[0], leading=leading)
    if not told and (time.goes_on or _joins(time.between)):
        told = previous
    told = told or from_above(time.sentence) or _from_lead(time.sentence)
    if not told and time.span.kind == "every" and _HEARS.search(time.own):
        told = "status"
    if not told and time.span.kind == "every" and _UPDATED.match(time.after) and TO_REPORTER.search(time.own):
        told = "status"
    if told == "disclose" and PUBLISHES_FIX.match(time.after):
        told = "fix"
    heard = told == "ack" and time.span.kind == "every" and _HEARS.search(time.sentence.low)
    return "status" if heard else told


def _joins(between: str) -> bool:
    """Whether nothing between two times says that the second is about something else."""
    return ";" not in between and not _JOINED.sub("", between)


def _own_deed(before: str, after: str, *, leading: bool) -> str:
    """What the duration is about: the last deed before it, or the first after it where it leads."""
    if _CONFIRMS.search(before) and _RECEIPT.match(after):
        return "ack"
    earlier, later = deeds_in(before), deeds_in(after)
    if leading:
        return later[0].name if later else ""
    if earlier:
        return earlier[-1].name
    return later[0].name if later and later[0].begin < _NEAR else ""


def from_above(sentence: Sentence) -> str:
    """For an item, or the answer to a question, that is little but a duration: what it stands under."""
    listed = sentence.item and (LABELLED.match(sentence.low) or _is_label(sentence.low, _FEW))
    answers = not sentence.lead and (_is_label(sentence.low, _BARE) or _answers(sentence))
    if not (listed or answers):
        return ""
    for heading in reversed(sentence.under[-2:]):
        deeds = [deed.name for deed in deeds_in(heading)]
        if deeds:
            return deeds[-1] if len({*deeds}) == 1 or "fix" not in deeds else "fix"
    return ""


def _answers(sentence: Sentence) -> bool:
    """Whether it is a short answer to the question above it."""
    asked = bool(sentence.under) and sentence.under[-1].endswith("?")
    return asked and len(sentence.low) <= _SHORT_ITEM


def _is_label(low: str, words: int) -> bool:
    """Whether it has no more words of its own beside a time and what it is for."""
    return len(low) <= _SHORT_ITEM and len(_JOINED.sub(" ", low).split()) <= words


def _from_lead(sentence: Sentence) -> str:
    """For `this takes us three days`: what the sentence before is about, where that is one thing."""
    lead = sentence.lead
    if _LABEL.fullmatch(lead) and len(lead.split()) <= _BARE:
        named = deeds_in(lead)
        return named[-1].name if named else "status" if _NEWS.match(lead) else ""
    if goes_on_from_lead(sentence):
        before = deeds_in(lead[: spans_of(lead)[0].begin]) if spans_of(lead) else ()
        return before[-1].name if before else ""
    if not _TAKES.match(sentence.low) or w.CONDITIONAL.match(lead) or w.NEGATED.search(lead):
        return ""
    deeds = {deed.name for deed in deeds_in(lead)}
    return deeds.pop() if len(deeds) == 1 else ""
