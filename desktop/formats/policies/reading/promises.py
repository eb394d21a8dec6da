"""Promises in running text and lists: who does what within which time."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.policy.item import Force
from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import (
    DISCLOSING,
    clause_before,
    deeds_in,
    force_of,
    severities_in,
    vendor_part,
)
from desktop.formats.policies.reading.conditions import condition_before, is_exploitation
from desktop.formats.policies.reading.disclosure import earlier_in
from desktop.formats.policies.reading.extension import extension_in
from desktop.formats.policies.reading.found import KINDS, Deed, Found, left
from desktop.formats.policies.reading.levels import OTHERS, Levels
from desktop.formats.policies.reading.refusals import condition_of, why_no_promise, why_nothing_of_it
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import MOST_TIMES, NEXT_DAY, Span, spans_of
from desktop.formats.policies.reading.times import Time, times_of
from desktop.formats.policies.reading.topics import PUBLISHES_FIX, TO_REPORTER, from_above, topic_of
from desktop.formats.policies.reading.weekdays import moves_dates

_NEAR = 60
"""Characters behind a duration that still belong to it."""
_HEDGED = re.compile(
    r"(?:normally|typically|usually|generally|ideally|in general|as a rule|where possible|if possible)\b"
)
_ANALYSED = re.compile(
    r"\backnowledg\w* and (?:then )?(?:analy[sz]|assess|evaluat|triag|review|investigat)\w*"
)
_WITH = re.compile(
    r"\b(?:respon|repl|answer)\w*\b.{0,60}\bwith (?:our|an?|the) (?:\w+ )?(?:evaluation|assessment)\b"
    r"|\bresponse (?:\w+ ){0,3}(?:indicating|outlining|describing|with) (?:the |our )?next steps\b"
)
"""Both by the same time: `acknowledged and analysed`, `we respond with our evaluation`."""
_ENDS = (",", ";", ".", " and ", " und ", " et ", " y ", " e ")
_ROUTINES = ("ack", "assess", "confirm", "fix")
"""What is done every day or week is no promise for a report."""


def promises_in(sentence: Sentence) -> Iterator[Found | LeftOut]:
    """The dated promises of a sentence, and the durations in it that are none."""
    release = _release_in(sentence)
    spans = [span for span in spans_of(sentence.low) if not (release and _overlaps(span, release))]
    if not spans:
        yield from _with_release(sentence)
    elif _is_told_elsewhere(sentence, spans):
        return
    elif len(spans) > MOST_TIMES:
        yield left("too-long", "More times than a sentence has.", sentence.passage)
    elif reason := why_nothing_of_it(sentence):
        if any(deed.name in KINDS for deed in deeds_in(sentence.low)):
            yield reason
    else:
        yield from _each(sentence, spans)
        if release and release.start() > spans[-1].end:
            yield from _others_with_release(sentence, spans[-1].end, release)


def _is_told_elsewhere(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """Whether its times move an embargo, tell some people early, or move dates off a weekend."""
    next_days = all(NEXT_DAY.match(sentence.low, span.begin) for span in spans)
    moved = next_days and moves_dates(sentence.low)
    return moved or extension_in(sentence) is not None or earlier_in(sentence) is not None


def _release_in(sentence: Sentence) -> re.Match[str] | None:
    """The release that a fix waits for; a weekly update that a reporter gets is news."""
    release = w.NEXT_RELEASE.search(sentence.low)
    return None if release and TO_REPORTER.search(sentence.low, 0, release.start()) else release


def _each(sentence: Sentence, spans: Sequence[Span]) -> Iterator[Found | LeftOut]:
    levels = Levels(sentence.low, spans)
    first = deeds_in(clause_before(sentence.low, spans[0].begin))
    leading = not any(deed.name != "else" for deed in first)
    previous, last = "", None
    for place, time in enumerate(times_of(sentence, spans, levels)):
        topic = topic_of(time, previous, leading=leading) or _closing(sentence.low, spans, place, levels)
        if topic == "disclose":
            previous = ""
        if topic == "disclose" or (topic in _ROUTINES and time.span.kind == "every"):
            continue
        listed = last is not None and time.goes_on and not deeds_in(time.own)
        previous = topic if topic in KINDS else previous
        if refused := why_no_promise(time, topic, listed=listed):
            yield refused
        elif not (_is_aside(time, spans) or _is_hold(time, topic)):
            severities = levels.of(place)
            if severities is None:
                yield left("unclear", "Which severities this is for cannot be told.", sentence.passage)
                continue
            force = last.force if last and listed and last.force == "target" else _force(time)
            last = _found(time, topic, severities, force)
            last = msgspec.structs.replace(
                last, others=levels.is_for_others(place), **_hanging(condition_of(time), last)
            )
            yield last
            yield from _both(last, time)


def _found(time: Time, topic: str, severities: tuple[str, ...], force: Force) -> Found:
    sentence, span = time.sentence, time.span
    above = severities_in(sentence.under[-1]) if sentence.item and sentence.under else ()
    return Found(
        kind=topic,  # type: ignore[arg-type]  # one of KINDS, or it was refused
        written=span.written,
        every=span.kind == "every",
        passage=sentence.passage,
        severities=severities or above,
        force=force,
        start=time.start or ("received" if span.kind == "counted" else ""),
        deed=deed_of(sentence.low),
        assumed=span.assumed,
    )


def _both(found: Found, time: Time) -> Iterator[Found]:
    """The other one of an answer and an assessment that come by the same time."""
    together = _WITH.search(f"{time.clause}{time.after}")
    if found.kind == "ack" and (together or _ANALYSED.search(time.clause)):
        yield msgspec.structs.replace(found, kind="assess")
    elif found.kind == "assess" and together:
        yield msgspec.structs.replace(found, kind="ack")


def _closing(low: str, spans: Sequence[Span], place: int, levels: Levels) -> str:
    """The deed behind a list of severities: `kritische in 7, hohe in 30 Tagen behoben`."""
    if not all(levels.goes_on(later) for later in range(place + 1, len(spans))):
        return ""
    deeds = deeds_in(low[spans[-1].end :][:_NEAR])
    return deeds[0].name if deeds and place + 1 < len(spans) else ""


def _hanging(said: str, found: Found) -> dict[str, Any]:
    """The condition of a promise: exploitation is an event that begins it, any other is a question."""
    if not said:
        return {}
    return {"start": found.start or "exploited"} if is_exploitation(said) else {"when": said}


def _force(time: Time) -> Force:
    """How firmly it is meant, by its own words and those that a sentence begins with."""
    if _HEDGED.match(time.sentence.low):
        return "target"
    ends = [time.after.find(mark) for mark in _ENDS] + [deed.begin for deed in deeds_in(time.after)]
    own = time.after[: min((end for end in ends if end >= 0), default=_NEAR)]
    return force_of(vendor_part(time.clause), own, time.sentence.above)


def deed_of(text: str) -> Deed:
    """Which event ends a fix, by the words for it."""
    if w.DEPLOYED.search(text):
        return "both"
    return "remedied" if w.REMEDIED.search(text) else "released"


def _is_aside(time: Time, spans: Sequence[Span]) -> bool:
    """Whether another duration of the sentence is the promise, and this one tells the usual or the worst."""
    before = time.sentence.low[: time.span.begin]
    return len(spans) > 1 and bool(w.USUAL.search(before) or w.RARELY.search(before))


def _is_hold(time: Time, topic: str) -> bool:
    """Whether the fix only says how long nobody tells: that is a hold, and no promise to fix."""
    publishes = PUBLISHES_FIX.match(time.after) is not None
    return topic == "fix" and not publishes and DISCLOSING.search(time.clause) is not None


def _overlaps(span: Span, release: re.Match[str]) -> bool:
    return span.begin < release.end() and release.start() < span.end


def _others_with_release(sentence: Sentence, begin: int, release: re.Match[str]) -> Iterator[Found | LeftOut]:
    """Behind the times of some severities the rest: `all others with the next release`."""
    low = sentence.low
    between = low[begin : release.start()]
    deeds = {deed.name for deed in deeds_in(low[:begin])} & {*KINDS}
    if (
        deeds != {"fix"}
        or deeds_in(between)
        or w.NEGATED.search(between)
        or condition_before(low, release.start())[0]
    ):
        return
    named = severities_in(low[:begin])
    rest = severities_in(between)
    if not rest and named and OTHERS.search(between):
        rest = tuple(level for level, _ in w.SEVERITIES if level not in named)
    if rest and not {*rest} & {*named}:
        force = force_of(between, "", sentence.above)
        yield Found(
            kind="fix",
            written=RELEASE,
            passage=sentence.passage,
            severities=rest,
            force=force,
            deed=deed_of(low),
        )


def _with_release(sentence: Sentence) -> Iterator[Found | LeftOut]:
    """A fix that comes with a release: `Medium/Low severity: next scheduled release`."""
    low = sentence.low
    if not (release := w.NEXT_RELEASE.search(low)):
        return
    deeds = [deed.name for deed in deeds_in(low)]
    deed = "fix" if "fix" in deeds or from_above(sentence) == "fix" else ""
    severities = severities_in(low)
    if deed != "fix" or not (severities or sentence.item or "will" in low):
        return
    if w.NEGATED.search(low[: release.start()]) or w.CONDITIONAL.match(low) or "disclose" in deeds:
        return
    yield Found(
        kind="fix",
        written=RELEASE,
        passage=sentence.passage,
        severities=severities,
        force=force_of(low[: release.start()], "", sentence.above),
        deed=deed_of(low),
    )
