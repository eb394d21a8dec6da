"""Durations that only look like promises, and why: what others do, what nobody promises, what is in doubt."""

import re

from desktop.domain.policy.proposing import LeftOut, Reason
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import (
    AS_REPORTER,
    is_bounded,
    is_reporters,
    severities_in,
    vendor_part,
)
from desktop.formats.policies.reading.conditions import (
    COUNTED,
    condition_after,
    condition_before,
    is_exploitation,
    is_question,
)
from desktop.formats.policies.reading.found import KINDS, left
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import spans_of
from desktop.formats.policies.reading.starts import COUNTING, LATER, SINCE, UNANSWERED
from desktop.formats.policies.reading.stems import Words
from desktop.formats.policies.reading.subjects import why_not_ours
from desktop.formats.policies.reading.times import Time
from desktop.formats.policies.reading.topics import LABELLED

_EXTENDED = re.compile(r"\bexten(?:d|ded|sions?)\b")
_REPORTERS_PART = re.compile(
    r"\b(?:your|(?:the )?(?:reporters?|researchers?|finders?)'?s?'?) (?:commitments?|dut(?:y|ies)"
    r"|obligations?|responsibilit\w+|part|side|promises?)\b"
    r"|\b(?:we|you should) (?:ask|expect|need|want|require|request) (?:of|from) (?:you|reporters|researchers"
    r"|finders)\b"
    r"|\bwas wir (?:von ihnen |von dir )?erwarten|\bce que nous (?:attendons|vous demandons)"
    r"|\bqué esperamos de|\bo que esperamos de"
)
"""A heading below which the reporter acts."""
_OUT_OF_SCOPE = re.compile(
    r"\bout[- ]of[- ]scope\b|\bnot in scope\b|\bexclu(?:ded|sions?)\b|\bnon-qualifying\b"
    r"|\b(?:not |in)eligible\b"
)
_STRAY = re.compile(
    r"\b(?:in|within|after|or|and|en|em|y|e|ou|und|bis|binnen) \d{1,3}"
    r"(?=[ ,;.()]*$|[,;.)] | \(| (?:and|or|y|e|ou|und) )"
)
"""A number whose unit stands at another one: critical in 7 days, high in 30."""
OTHER_DESKS = re.compile(
    r"\b(?:abuse|complaints|phishing|fraud|sales|press|privacy|legal|dpo|jobs|helpdesk)@"
)
_WE_DO = re.compile(r"\bwe(?:'ll| will| shall| commit\w* to| promise(?: to)?| aim to| try to)?$")
"""A line above a list of what whoever handles reports does."""
_AFTER = re.compile(r" (?:after|following) ")
_WE_TOO = re.compile(r"\bwe (?:will|aim|commit|promise)\b")
_WHEN = re.compile(r"\b(?:after|if|when|without)\b")
_AFTER_SILENCE = "This says what a reporter may do after a silence."


def why_nothing_of_it(sentence: Sentence) -> LeftOut | None:
    """Why no duration of the sentence is a promise, whatever it belongs to."""
    low, above = sentence.low, sentence.above
    reasons: tuple[tuple[bool, Reason, str], ...] = (
        (_has(w.NO_PROMISE, low), "no-promise", "The text says that this is not promised."),
        (_has(w.STATISTIC, low), "no-promise", "This tells what mostly happens, and promises nothing."),
        (_has(w.EXAMPLE, low) or _has(w.EXAMPLE, above), "example", "An example promises nothing."),
        (_has(_REPORTERS_PART, above), "reporters-duty", "What stands here binds the reporter."),
        (_has(_OUT_OF_SCOPE, above), "no-promise", "What stands here is out of scope."),
        (_has(AS_REPORTER, low), "other-organisation", "The writers speak of what they report to others."),
        (_has(OTHER_DESKS, low), "other-organisation", "This is about another desk than that for reports."),
        (
            _has(_STRAY, low) and bool(severities_in(low)),
            "unclear",
            "It names numbers without saying of what.",
        ),
        (
            _has(w.OTHERS_ACT, low) and not _has(_WE_TOO, low),
            "other-organisation",
            "This binds others, not whoever handles reports.",
        ),
    )
    found = next(((reason, words) for holds, reason, words in reasons if holds), None)
    return left(*found, sentence.passage) if found else None


def why_no_promise(time: Time, topic: str, *, listed: bool) -> LeftOut | None:
    """Why this duration is no promise that a clock can keep; `listed` stands for the next one of a list."""
    found = _somebody_elses(time, topic) or _nobodys(time, topic, listed=listed) or _hangs(time, topic)
    return left(*found, time.sentence.passage) if found else None


def _somebody_elses(time: Time, topic: str) -> tuple[Reason, str] | None:
    """What a reporter may or has to do, in a duration that only looks like a promise."""
    low, clause = time.sentence.low, time.clause
    if w.CONDITIONAL.match(low) and time.span.begin < _end_of_condition(low):
        if topic in KINDS or w.SILENCE.search(low) or w.REPORTER_ACTS.search(low):
            return "reporters-right", _AFTER_SILENCE
        return "unclear", "A duration within a condition is no promise."
    if is_reporters(clause):
        return "reporters-duty", "Here the reporter acts or waits, not whoever handles reports."
    if UNANSWERED.search(low[time.span.end :]) or (w.SILENCE.search(clause) and _WHEN.search(clause)):
        return "reporters-right", _AFTER_SILENCE
    return None


def _nobodys(time: Time, topic: str, *, listed: bool) -> tuple[Reason, str] | None:
    """What is no bound of an answer or a fix at all."""
    if topic not in KINDS:
        return "unclear", "A duration of something else than an answer or a fix."
    if w.NEGATED.search(vendor_part(time.clause)):
        return "no-promise", "The sentence denies it."
    if not (listed or is_bounded(time.sentence.low, time.span) or _is_bare(time) or _is_dated(time, topic)):
        return "unclear", "A duration that bounds nothing."
    if time.span.written.startswith("0"):
        return "unclear", "No time is left here: nobody could keep this."
    return None


def _hangs(time: Time, topic: str) -> tuple[Reason, str] | None:
    """Why a clock would lose what this duration hangs on."""
    low, span, behind = time.sentence.low, time.span, time.behind
    said = condition_of(time)
    alone = len(spans_of(low)) == 1
    if said and not (alone and (is_exploitation(said) or is_question(said))):
        return "unclear", "This holds under a condition, which a clock would lose."
    unread = COUNTED.match(behind) or SINCE.search(behind) or SINCE.search(low[: span.begin])
    if time.start == "released" or (not time.start and (unread or COUNTING.search(low))):
        return "unclear", "What this time is counted from is not read."
    if time.start in LATER.get(topic, ()):
        return "unclear", "It is counted from what comes after it."
    if _EXTENDED.search(time.clause):
        return "unclear", "How far the date may be moved is not read."
    above = time.sentence.under[-1] if time.sentence.under else ""
    labelled = time.sentence.item and (LABELLED.match(low) is not None or _has(_WE_DO, above))
    title = time.sentence.under[0] if time.sentence.under else ""
    clause = time.clause.partition(f"{said},")[2] if said and f"{said}," in time.clause else time.clause
    words = why_not_ours(clause, time.after, low[span.begin : span.end], title=title, labelled=labelled)
    return ("unclear", words) if words else None


def condition_of(time: Time) -> str:
    """The words of what a promise hangs on, if it does."""
    return condition_before(time.sentence.low, time.span.begin)[0] or condition_after(time.behind)


def _end_of_condition(low: str) -> int:
    comma = min((place for place in (low.find(","), low.find(": ")) if place > 0), default=-1)
    then = re.search(r"\b(?:then|please|you (?:may|can|are))\b|，|、", low)
    ends = [place for place in (comma, then.start() if then else -1) if place > 0]
    return min(ends, default=len(low))


def _is_dated(time: Time, topic: str) -> bool:
    """Whether a fix or an answer is told for a day: `a fix is released 45 days after we confirmed it`."""
    begun = time.start in ("received", "acknowledged", "assessed", "confirmed")
    firm = w.NOT_A_BOUND.search(time.sentence.low[: time.span.begin]) is None
    return (
        begun
        and firm
        and topic in ("ack", "assess", "confirm", "fix")
        and _AFTER.match(time.behind) is not None
    )


def _is_bare(time: Time) -> bool:
    """Whether an item is the duration and what it is about, as in `48 hours: first answer`."""
    begin = time.span.begin
    return time.sentence.item and (begin <= 1 or time.sentence.low[:begin].rstrip()[-1:] in ":-=>")


def _has(shape: re.Pattern[str] | Words, text: str) -> bool:
    return shape.search(text) is not None
