"""Promises and holds in sentences: nobody who reads a terminal has to know the keys of a profile."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from desktop.domain.clocks.words import happens
from desktop.domain.policy import Clock, Disclosure, Predisclosure, Term
from desktop.formats.policies.rewording import duration_words

_ANSWERS = frozenset({"ack.sent", "question.sent", "assessment.sent", "rejection.sent"})
_SEVERAL = 3
_PARTY = {"vendor": "the organisation", "reporter": "the reporter", "both": "both sides"}
_FORCE = {
    "commit": "Promised by {}.",
    "target": "A target of {}, no promise.",
    "expect": "Expected of {}.",
    "request": "Asked of {}.",
    "rule": "A rule for {}: it ends, and is never overdue.",
    "legal": "The law asks it of {}.",
}


def when_words(events: Sequence[str]) -> str:
    """Any of several events, as a clause; the letters that answer a reporter are told as one."""
    answers = [name for name in events if name in _ANSWERS]
    if len(answers) < _SEVERAL:
        return happens(tuple(events))
    others = tuple(name for name in events if name not in _ANSWERS)
    told = "any answer is sent to the reporter"
    return f"{told} or {happens(others)}" if others else told


def span_words(clock: Clock) -> str:
    """How long a clock gives and from when, as a sentence."""
    start = f"from when {when_words(clock.starts)}"
    if (clock.every or clock.within).startswith("undated:"):
        again = " again and again" if clock.every else ""
        return f"{duration_words(clock.every or clock.within)},{again} {start}."
    if clock.every:
        return f"Every {duration_words(clock.every)}, {start}."
    if clock.within.startswith("next:"):
        return f"With {duration_words(clock.within)}, {start}."
    within = duration_words(clock.within)
    return f"{within[:1].upper()}{within[1:]} {start}."


def clock_words(clock: Clock, asked: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """All that a clock says beside its sentence; `asked` gives the question behind the id of a condition."""
    done = "It ends" if clock.every or clock.force == "rule" else "It is kept"
    kept = f" {done} once {when_words(clock.stops)}." if clock.stops else ""
    yield f"{span_words(clock)}{kept}"
    owed = f" It is owed to: {clock.audience}." if clock.audience else ""
    if (clock.force, clock.owed_by) != ("commit", "vendor") or owed:
        yield f"{_FORCE[clock.force].format(_PARTY[clock.owed_by])}{owed}"
    if clock.severities:
        yield f"Only for severity {' or '.join(clock.severities)}."
    if clock.when:
        yield f"Only once the question “{asked.get(clock.when, clock.when)}” is answered with yes."
    if clock.outer:
        question = asked.get(clock.outer_when, clock.outer_when)
        only = f", where “{question}” is answered with yes" if question else ""
        yield f"No longer than {duration_words(clock.outer)}{only}."
    if clock.rollover != "none":
        yield f"At a weekend or on a holiday it moves to the {clock.rollover} business day."
    for pause in clock.pauses:
        yield (
            f"Time does not count from when {when_words((pause.since,))} until {when_words((pause.until,))}."
        )
    if clock.waiver:
        yield "A dated agreement of both sides replaces the date."


def disclosure_words(disclosure: Disclosure, clocks: Sequence[Clock]) -> Iterator[str]:
    """When the hold ends and what follows, a sentence each."""
    if disclosure.hold is not None:
        yield f"Details are held until {until_words(disclosure.hold, clocks)}."
    if disclosure.publish_by is not None:
        yield f"They are published at the latest when {until_words(disclosure.publish_by, clocks)}."
    for after in disclosure.publish_after:
        yield f"For severity {after.severity} they are published {duration_words(after.after)} after the fix."
    yield from (notice_words(notice) for notice in disclosure.predisclosure)
    if disclosure.extension is not None:
        yield f"An agreement may move the end by {duration_words(disclosure.extension.longest)} at most."
    if disclosure.waiver:
        yield "A dated agreement of both sides replaces the date."
    if disclosure.hold is not None and disclosure.force == "request":
        yield "It is asked of reporters, not promised to them."


def notice_words(notice: Predisclosure) -> str:
    """Who hears before the public, and how long before."""
    bound = "at least" if notice.at_least else "at most"
    span = duration_words(notice.at_least or notice.at_most)
    return f"Told before the public, {bound} {span}: {notice.audience}."


def until_words(term: Term, clocks: Sequence[Clock]) -> str:
    """When something ends, as a clause."""
    if term.op:
        which = "first" if term.op == "min" else "last"
        return f"the {which} of these: {'; '.join(until_words(part, clocks) for part in term.of)}"
    if term.judgement:
        return f"people judge that it is time ({term.judgement}); only an agreement gives a date"
    if term.clock:
        clock = next((one for one in clocks if one.id == term.clock), None)
        if clock is None:
            return f"the time of the clock {term.clock} is over"
        return f"{duration_words(clock.within)} have passed from when {when_words(clock.starts)}"
    if term.event:
        return when_words((term.event,))
    return f"{duration_words(term.after)} have passed from when {when_words((term.start,))}"
