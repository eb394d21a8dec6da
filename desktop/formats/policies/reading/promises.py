"""Promises in running text and lists: who does what within which time, and what only looks like one."""

import re
from collections.abc import Iterator

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.policy.proposing import LeftOut, Reason
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import (
    DISCLOSING,
    clause_before,
    deeds_in,
    force_of,
    is_bounded,
    is_reporters,
    severities_in,
    start_of,
    vendor_part,
)
from desktop.formats.policies.reading.conditions import COUNTED, condition_after, condition_before
from desktop.formats.policies.reading.found import Deed, Found, Start, left
from desktop.formats.policies.reading.levels import Levels
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import MOST_TIMES, Span, spans_of
from desktop.formats.policies.reading.subjects import why_not_ours

_AFTER, _NEAR, _SHORT_ITEM = 160, 60, 120
"""Characters after a duration that are looked at for what it is about."""
_LABELLED = re.compile(r"^[^:.]{1,80}: ?")
_EXTENDED = re.compile(r"\bexten(?:d|ded|sions?)\b")
_HEDGED = re.compile(
    r"(?:normally|typically|usually|generally|ideally|in general|as a rule|where possible|if possible)\b"
)
_KINDS = ("ack", "assess", "confirm", "status", "fix")
_ENDS = (",", ";", ".", " and ", " und ", " et ", " y ", " e ")
_HEARS = re.compile(
    r"\b(?:you|reporters?|they) (?:\w+ ){0,2}hears?\b|\b(?:contact|in touch with) (?:you|the reporter)\b"
)
"""Who hears again and again is told of progress, and not that a report came."""
_ROUTINES = ("ack", "assess", "confirm", "fix")
"""What is done every day or week is no promise for a report."""


def promises_in(sentence: Sentence) -> Iterator[Found | LeftOut]:
    """The dated promises of a sentence, and the durations in it that are none."""
    release = w.NEXT_RELEASE.search(sentence.low)
    spans = [span for span in spans_of(sentence.low) if not (release and _overlaps(span, release))]
    if not spans:
        yield from _with_release(sentence)
        return
    if len(spans) > MOST_TIMES:
        yield left("too-long", "More times than a sentence has.", sentence.passage)
        return
    if reason := _all_of_it(sentence):
        if any(deed.name in _KINDS for deed in deeds_in(sentence.low)):
            yield reason
        return
    yield from _each(sentence, spans)


def _all_of_it(sentence: Sentence) -> LeftOut | None:
    """Why no duration of the sentence is a promise, whatever it belongs to."""
    low = sentence.low
    if w.NO_PROMISE.search(low):
        return left("no-promise", "The text says that this is not promised.", sentence.passage)
    if w.STATISTIC.search(low):
        return left("no-promise", "This tells what mostly happens, and promises nothing.", sentence.passage)
    if w.EXAMPLE.search(low) or w.EXAMPLE.search(sentence.above):
        return left("example", "An example promises nothing.", sentence.passage)
    if w.OTHERS_ACT.search(low) and not re.search(r"\bwe (?:will|aim|commit|promise)\b", low):
        return left("other-organisation", "This binds others, not whoever handles reports.", sentence.passage)
    return None


def _each(sentence: Sentence, spans: list[Span]) -> Iterator[Found | LeftOut]:
    low, previous = sentence.low, ""
    levels, last = Levels(low, spans), None
    first = deeds_in(clause_before(low, spans[0].begin))
    leading = not any(deed.name != "else" for deed in first)
    for place, span in enumerate(spans):
        begin = spans[place - 1].end if place else 0
        end = spans[place + 1].begin if place + 1 < len(spans) else len(low)
        clause = clause_before(low, span.begin)
        before = clause[max(0, len(clause) - (span.begin - begin)) :]
        start, after = start_of(low[: span.begin], low[span.end : end][:_AFTER])
        start = start or condition_before(low, span.begin)[1] or _start_of_list(low, spans, place, levels)
        inherited = previous if levels.goes_on(place) or ";" not in low[begin : span.begin] else ""
        deed = _deed(before, after.partition(";")[0], leading=leading) or inherited or _from_above(sentence)
        if deed == "ack" and span.kind == "every" and _HEARS.search(low):
            deed = "status"
        if deed == "disclose":
            previous = ""
            continue
        if deed in _ROUTINES and span.kind == "every":
            continue
        goes_on = last is not None and levels.goes_on(place) and not deeds_in(before)
        refused = _refusal(sentence, span, clause, deed, goes_on=goes_on) or _hangs(
            sentence, span, start, end
        )
        if refused:
            yield refused
            previous = deed if deed in _KINDS else previous
            continue
        if deed not in _KINDS or _is_aside(low, span, spans) or _is_hold(clause, deed):
            continue
        previous = deed
        severities = levels.of(place)
        if severities is None:
            yield left("unclear", "Which severities this is for cannot be told.", sentence.passage)
            continue
        force = force_of(vendor_part(clause), _own(after), sentence.above)
        if (goes_on and last is not None and last.force == "target") or _HEDGED.match(low):
            force = "target"
        last = Found(
            kind=deed,  # type: ignore[arg-type]
            written=span.written,
            every=span.kind == "every",
            passage=sentence.passage,
            severities=severities or _above_severities(sentence),
            force=force,
            start=start or ("received" if span.kind == "counted" else ""),
            deed=deed_of(low),
            assumed=span.assumed,
        )
        yield last


def _start_of_list(low: str, spans: list[Span], place: int, levels: Levels) -> Start:
    """What the end of a list of severities says that all from this place on are counted from."""
    if all(levels.goes_on(later) for later in range(place + 1, len(spans))):
        return start_of("", low[spans[-1].end :][:_AFTER])[0]
    return ""


def _own(after: str) -> str:
    """Of the words after a duration those that still belong to it."""
    ends = [after.find(mark) for mark in _ENDS] + [deed.begin for deed in deeds_in(after)]
    return after[: min((end for end in ends if end >= 0), default=_NEAR)]


def deed_of(text: str) -> Deed:
    """Which event ends a fix, by the words for it."""
    if w.DEPLOYED.search(text):
        return "both"
    return "remedied" if w.REMEDIED.search(text) else "released"


def _above_severities(sentence: Sentence) -> tuple[str, ...]:
    return severities_in(sentence.under[-1]) if sentence.item and sentence.under else ()


def _deed(before: str, after: str, *, leading: bool) -> str:
    """What the duration is about: the last deed before it, or the first after it where it leads."""
    earlier, later = deeds_in(before), deeds_in(after)
    if leading:
        return later[0].name if later else ""
    if earlier:
        return earlier[-1].name
    return later[0].name if later and later[0].begin < _NEAR else ""


def _from_above(sentence: Sentence) -> str:
    """For an item that is little but a duration: what the heading or the introduction is about."""
    if not sentence.item or (len(sentence.low) > _SHORT_ITEM and not _LABELLED.match(sentence.low)):
        return ""
    for heading in reversed(sentence.under[-2:]):
        deeds = [deed.name for deed in deeds_in(heading)]
        if deeds:
            return deeds[-1] if len({*deeds}) == 1 or "fix" not in deeds else "fix"
    return ""


def _hangs(sentence: Sentence, span: Span, start: str, end: int) -> LeftOut | None:
    """Why a clock would lose what this duration hangs on."""
    low, passage = sentence.low, sentence.passage
    after = low[span.end : end]
    if condition_before(low, span.begin)[0] or condition_after(after):
        return left("unclear", "This holds under a condition, which a clock would lose.", passage)
    if start == "released" or (not start and COUNTED.match(after)):
        return left("unclear", "What this time is counted from is not read.", passage)
    clause = clause_before(low, span.begin)
    if _EXTENDED.search(clause):
        return left("unclear", "How far the date may be moved is not read.", passage)
    labelled = sentence.item and _LABELLED.match(low) is not None
    if words := why_not_ours(clause, after, low[span.begin : span.end], labelled=labelled):
        return left("unclear", words, passage)
    return None


def _refusal(sentence: Sentence, span: Span, clause: str, deed: str, *, goes_on: bool) -> LeftOut | None:
    """Why this duration is no promise to the reporter."""
    passage = sentence.passage
    if reason := _somebody_elses(sentence, span, clause, deed):
        return left(*reason, passage)
    if deed not in _KINDS:
        return left("unclear", "A duration of something else than an answer or a fix.", passage)
    if w.NEGATED.search(vendor_part(clause)):
        return left("no-promise", "The sentence denies it.", passage)
    if not (goes_on or is_bounded(sentence.low, span) or _is_bare(sentence, span)):
        return left("unclear", "A duration that bounds nothing.", passage)
    if span.written.startswith("0"):
        return left("unclear", "No time is left here: nobody could keep this.", passage)
    return None


def _somebody_elses(sentence: Sentence, span: Span, clause: str, deed: str) -> tuple[Reason, str] | None:
    """What a reporter may or has to do, in a duration that only looks like a promise."""
    low = sentence.low
    if w.CONDITIONAL.match(low) and span.begin < _end_of_condition(low):
        if deed in _KINDS or w.SILENCE.search(low) or w.REPORTER_ACTS.search(low):
            return "reporters-right", "This says what a reporter may do after a silence."
        return "unclear", "A duration within a condition is no promise."
    if is_reporters(clause):
        return "reporters-duty", "Here the reporter acts or waits, not whoever handles reports."
    if w.SILENCE.search(clause) and re.search(r"\b(?:after|if|when|without)\b", clause):
        return "reporters-right", "This says what a reporter may do after a silence."
    return None


def _end_of_condition(low: str) -> int:
    comma = low.find(",")
    then = re.search(r"\b(?:then|please|you (?:may|can|are))\b|，|、", low)
    ends = [place for place in (comma, then.start() if then else -1) if place > 0]
    return min(ends, default=len(low))


def _is_bare(sentence: Sentence, span: Span) -> bool:
    """Whether an item is the duration and what it is about, as in `48 hours: first answer`."""
    return sentence.item and (span.begin <= 1 or sentence.low[: span.begin].rstrip()[-1:] in ":-=>")


def _is_aside(low: str, span: Span, spans: list[Span]) -> bool:
    """Whether another duration of the sentence is the promise, and this one tells the usual or the worst."""
    if len(spans) == 1:
        return False
    before = low[: span.begin]
    return bool(w.USUAL.search(before) or w.RARELY.search(before))


def _is_hold(clause: str, deed: str) -> bool:
    """Whether the fix only says how long nobody tells: that is a hold, and no promise to fix."""
    return deed == "fix" and DISCLOSING.search(clause) is not None


def _overlaps(span: Span, release: re.Match[str]) -> bool:
    return span.begin < release.end() and release.start() < span.end


def _with_release(sentence: Sentence) -> Iterator[Found | LeftOut]:
    """A fix that comes with a release: `Medium/Low severity: next scheduled release`."""
    low = sentence.low
    if not (release := w.NEXT_RELEASE.search(low)):
        return
    deeds = [deed.name for deed in deeds_in(low)]
    deed = "fix" if "fix" in deeds or _from_above(sentence) == "fix" else ""
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
