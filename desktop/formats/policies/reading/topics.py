"""What a duration is about: the deed in its own words, in the time before it, or in what it stands under."""

import re

from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import deeds_in
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.times import Time

_NEAR, _SHORT_ITEM = 60, 120
"""Characters behind a duration, and of an item that is little else."""
LABELLED = re.compile(r"^[^:.]{1,80}: ?")
_TAKES = re.compile(r"^(?:this|that|it|which)(?: \w+){0,2} takes?\b")
_JOINED = re.compile(
    r"\b(?:and|or|for|the|an?|all|any|of|with|within|in|at|severity|severities|issues?|ones?|bugs?|problems"
    r"|vulnerabilit\w+"
    r"|priority|rated|level|und|et|y|e|o|les|los|las|die|der|within|cvss|from|to|takes?|then|up|most|less"
    r"|than)\b|[\W\d_]"
)
"""What may stand between two times of one list beside severities."""
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
    heard = told == "ack" and time.span.kind == "every" and _HEARS.search(time.sentence.low)
    return "status" if heard else told


def _joins(between: str) -> bool:
    """Whether nothing between two times says that the second is about something else."""
    return ";" not in between and not _JOINED.sub("", between)


def _own_deed(before: str, after: str, *, leading: bool) -> str:
    """What the duration is about: the last deed before it, or the first after it where it leads."""
    earlier, later = deeds_in(before), deeds_in(after)
    if leading:
        return later[0].name if later else ""
    if earlier:
        return earlier[-1].name
    return later[0].name if later and later[0].begin < _NEAR else ""


def from_above(sentence: Sentence) -> str:
    """For an item that is little but a duration: what the heading or the introduction is about."""
    if not sentence.item or (len(sentence.low) > _SHORT_ITEM and not LABELLED.match(sentence.low)):
        return ""
    for heading in reversed(sentence.under[-2:]):
        deeds = [deed.name for deed in deeds_in(heading)]
        if deeds:
            return deeds[-1] if len({*deeds}) == 1 or "fix" not in deeds else "fix"
    return ""


def _from_lead(sentence: Sentence) -> str:
    """For `this takes us three days`: what the sentence before is about, where that is one thing."""
    if (
        not _TAKES.match(sentence.low)
        or w.CONDITIONAL.match(sentence.lead)
        or w.NEGATED.search(sentence.lead)
    ):
        return ""
    deeds = {deed.name for deed in deeds_in(sentence.lead)}
    return deeds.pop() if len(deeds) == 1 else ""
