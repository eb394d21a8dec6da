"""A duration in its place: its clause, what goes before and after, what it is counted from."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.formats.policies.reading.clauses import clause_before, deeds_in, severities_in
from desktop.formats.policies.reading.conditions import condition_before, start_of_introduction
from desktop.formats.policies.reading.found import Start
from desktop.formats.policies.reading.levels import Levels
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import Span, spans_of
from desktop.formats.policies.reading.starts import COUNTING, STARTED, counted_from, start_of

_PERIODS = re.compile(
    r"\b(?:these|the following|following|below) (?:\w+ )?(?:periods?|times?|time ?frames?|deadlines?|days)\b"
)
_CONTINUES = re.compile(r"(?:for|with|für|bei|pour|para) ")
_AFTER = 160
"""Characters after a duration that are looked at for what it is about."""


class Time(msgspec.Struct, frozen=True):
    """One duration of a sentence."""

    sentence: Sentence
    span: Span
    clause: str
    """The words of its clause before it."""
    own: str
    """Of these the ones behind the duration before it, without what it is counted from."""
    between: str
    """All words since the duration before it."""
    behind: str
    """All words up to the next duration."""
    after: str
    """Of these the next ones, without what it is counted from."""
    start: Start
    goes_on: bool
    """Whether it is the next of a list of severities."""


def times_of(sentence: Sentence, spans: Sequence[Span], levels: Levels) -> Iterator[Time]:
    """The durations of a sentence, each in its place."""
    low = sentence.low
    last: Start = ""
    for place, span in enumerate(spans):
        begin = spans[place - 1].end if place else 0
        end = spans[place + 1].begin if place + 1 < len(spans) else len(low)
        clause = clause_before(low, span.begin)
        start, after = start_of(low[: span.begin], low[span.end : end][:_AFTER])
        last = (
            start
            or condition_before(low, span.begin)[1]
            or (last if levels.goes_on(place) else "")
            or _start_of_list(low, spans, place, levels)
            or (start_above(sentence.under) if sentence.item else "")
            or counted_from(low)
            or _start_of_lead(sentence)
        )
        own = STARTED.sub("", clause[max(0, len(clause) - (span.begin - begin)) :])
        yield Time(
            sentence=sentence,
            span=span,
            clause=clause,
            own=start_of("", own)[1] if place else own,
            between=low[begin : span.begin],
            behind=low[span.end : end],
            after=after[: counted.start()] if (counted := COUNTING.search(after)) else after,
            start=last,
            goes_on=levels.goes_on(place),
        )


def start_above(under: tuple[str, ...]) -> Start:
    """What the line above a list says that its times are counted from."""
    if not under:
        return ""
    said = _PERIODS.search(under[-1])
    return (
        start_of_introduction(under)
        or counted_from(under[-1])
        or (start_of("", under[-1][said.end() :])[0] if said else "")
    )


def goes_on_from_lead(sentence: Sentence) -> bool:
    """Whether it only gives other severities their times: `For medium and low ones our goal is 90 days.`."""
    low = sentence.low
    return bool(sentence.lead and _CONTINUES.match(low) and severities_in(low) and not deeds_in(low))


def _start_of_lead(sentence: Sentence) -> Start:
    spans = spans_of(sentence.lead) if goes_on_from_lead(sentence) else []
    return start_of("", sentence.lead[spans[-1].end :][:_AFTER])[0] if spans else ""


def _start_of_list(low: str, spans: Sequence[Span], place: int, levels: Levels) -> Start:
    """What the end of a list of severities says that all from this place on are counted from."""
    if all(levels.goes_on(later) for later in range(place + 1, len(spans))):
        return start_of("", low[spans[-1].end :][:_AFTER])[0]
    return ""
