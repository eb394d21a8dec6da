"""When details may be told: windows, waiting for the fix, agreement, who hears earlier, what comes later."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from desktop.domain.policy.proposing import LeftOut, Passage, Reason
from desktop.formats.policies.reading import disclosure_wordings as when
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import (
    AS_REPORTER,
    clause_before,
    deeds_in,
    severities_in,
    speaks_of_disclosure,
)
from desktop.formats.policies.reading.conditions import COUNTED, condition_before
from desktop.formats.policies.reading.extension import Extended, extension_in
from desktop.formats.policies.reading.found import Start, left
from desktop.formats.policies.reading.sentences import Sentence
from desktop.formats.policies.reading.spans import MOST_TIMES, Span, spans_of
from desktop.formats.policies.reading.starts import SINCE, start_of
from desktop.formats.policies.reading.topics import PUBLISHES_FIX

_NOT_PROMISED = "The text says that this is not promised."

Rule = Literal["window", "fixed", "reasonable", "agreed", "fixed-and-agreed"]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one sentence says of when details may be told."""

    rule: Rule
    passage: Passage
    written: str = ""
    start: Start = ""
    first: bool = False
    """Whether the fix ends it earlier."""
    at_least: bool = False
    deed: str = "released"
    waiver: bool = False
    request: bool = False
    coordinated: bool = False
    publish: bool = False
    """Whether the text says that details are published by then."""


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """How long after the fix details are published."""

    after: str
    severities: tuple[str, ...]
    passage: Passage


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """Who hears before the public, and how long before."""

    audience: str
    written: str
    at_most: bool
    passage: Passage


class Waived(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides may agree on another date, as a sentence of its own says."""

    passage: Passage


Said = Held | Later | Earlier | Extended | Waived
"""What sentences say of disclosure."""


def disclosure_in(sentence: Sentence) -> Iterator[Said | LeftOut]:
    """What a sentence says of disclosure; of anything else nothing."""
    low = sentence.low
    if aside := extension_in(sentence) or earlier_in(sentence):
        yield aside
        if isinstance(aside, Extended) and len(spans_of(low)) > 1:
            yield from _of_disclosure(sentence)
    elif not _is_about(sentence):
        if speaks_of_disclosure(sentence.lead) and when.AGREED.search(low) and not spans_of(low):
            yield Waived(passage=sentence.passage)
    elif w.EXAMPLE.search(low) or AS_REPORTER.search(low) or when.THEIRS.search(low):
        return
    elif (w.CONDITIONAL.match(low) and when.FREE.search(low)) or (
        w.SILENCE.search(low) and (when.FREE.search(low) or w.CONDITIONAL.match(low))
    ):
        yield left("reporters-right", "This says what a reporter may do after a silence.", sentence.passage)
    elif not spans_of(low) and when.SOONER.search(low):
        yield Held(rule="fixed", passage=sentence.passage, deed=_deed(low), **_manner(sentence))
    else:
        yield from _of_disclosure(sentence)


def _of_disclosure(sentence: Sentence) -> Iterator[Said | LeftOut]:
    """What a sentence about disclosure says, by its first time for that."""
    low = sentence.low
    kinds = ("once", "counted") if sentence.item else ("once",)
    times = spans_of(low)
    if len(times) > MOST_TIMES:
        return
    spans = [
        span
        for n, span in enumerate(times)
        if span.kind in kinds
        and (_belongs(low, times[n - 1].end if n else 0, span) or _waits(sentence, span))
    ]
    if spans:
        asked = [span for span in times if when.ASKED.search(clause_before(low, span.begin))]
        yield from _with_span(sentence, asked[0] if asked and when.ELSEWHERE.match(low) else spans[0])
    elif behind := next((span for span in times if when.AFTER_FIX.search(low[span.end :])), None):
        yield _behind_the_fix(sentence, behind)
    else:
        yield from _without_span(sentence)


def _behind_the_fix(sentence: Sentence, span: Span) -> Later | LeftOut:
    """A time after the fix, of which nothing but a wait says that it is for telling."""
    if when.WAITS.search(clause_before(sentence.low, span.begin)):
        return Later(after=span.written, severities=severities_in(sentence.low), passage=sentence.passage)
    return left("unclear", "What this time after the fix is for cannot be told.", sentence.passage)


def _is_about(sentence: Sentence) -> bool:
    """Whether it speaks of disclosure itself, or stands under a heading that does and says until when."""
    if speaks_of_disclosure(sentence.low):
        return not re.search(
            r"\b(?:information|credential|data|privacy|path|source code) disclosure", sentence.low
        )
    said = when.UNTIL.search(sentence.low) or when.WAITS.search(sentence.low)
    return said is not None and _is_headed(sentence)


def _is_headed(sentence: Sentence) -> bool:
    """Whether it stands under a heading about disclosure."""
    above = sentence.under[-1] if sentence.under else ""
    return speaks_of_disclosure(above) or when.TALKS.search(above) is not None


def _waits(sentence: Sentence, span: Span) -> bool:
    """Whether a reporter waits for so long, of which the heading says what for."""
    return _is_headed(sentence) and when.WAITS.search(clause_before(sentence.low, span.begin)) is not None


def _belongs(low: str, begin: int, span: Span) -> bool:
    """Whether the nearest deed is telling, not answering or fixing; `begin` ends the time before it."""
    if PUBLISHES_FIX.match(low, span.end):
        return False
    if when.OUT_FOR.search(low[: span.begin]):
        return True
    clause = clause_before(low, span.begin)
    near = deeds_in(clause[max(0, len(clause) - (span.begin - begin)) :])
    before = [deed.name for deed in near or deeds_in(clause)]
    told = deeds_in(low[span.end : span.end + 60])
    after = [deed.name for deed in told]
    joined = bool(told) and when.AND.search(low[span.end : span.end + told[0].begin]) is not None
    if (
        after
        and after[0] == "disclose"
        and not joined
        and re.match(r"^[ -]|[^\x00-\x7f]", low[span.end : span.end + 1] or " ")
    ):
        return True
    named = [name for name in before if name in ("ack", "assess", "confirm", "status", "disclose")]
    if named and named[-1] != "disclose":
        return False
    if named or not before:
        return (
            bool(named)
            or not after
            or after[0] == "disclose"
            or ("disclose" in after and when.GIVEN.search(clause) is not None)
        )
    return "disclose" in after and not joined


def _with_span(sentence: Sentence, span: Span) -> Iterator[Held | Later | LeftOut]:
    low = sentence.low
    before, after = low[: span.begin], low[span.end :]
    start, rest = start_of(before, after)
    fixed = bool(
        start == "released"
        or (start == "next" and when.FIXED.search(sentence.lead))
        or when.OUT_FOR.search(before)
        or (when.AFTER_FIX.search(after) and not when.FIRST.search(low))
    )
    if words := _why_not_told(low, span, start, rest, fixed=fixed):
        reason: Reason = "no-promise" if words == _NOT_PROMISED else "unclear"
        yield left(reason, words, sentence.passage)
    elif fixed or (when.ADDED.search(before) and not start):
        own = max((match.start() for match in when.ASKED.finditer(before)), default=0)
        yield Later(after=span.written, severities=severities_in(low[own:]), passage=sentence.passage)
    else:
        yield Held(
            rule="window",
            passage=sentence.passage,
            written=span.written,
            start=start or condition_before(low, span.begin)[1],
            first=bool(when.FIRST.search(low)),
            at_least=bool(when.AT_LEAST.search(before)),
            deed=_deed(low),
            publish=bool(
                when.WE_PUBLISH.search(low) or (when.POLICY.search(low) and not when.PRIVATE.search(low))
            ),
            **_manner(sentence),
        )


def _why_not_told(low: str, span: Span, start: Start, rest: str, *, fixed: bool) -> str:
    """Why a duration does not tell until when details are kept; `fixed` where it is counted from the fix."""
    before, after = low[: span.begin], low[span.end :]
    if w.NO_PROMISE.search(low):
        return _NOT_PROMISED
    if when.EXTENDED.search(clause_before(low, span.begin)):
        return "How far the date may be moved is not read."
    held, since = condition_before(low, span.begin)
    if held and not fixed:
        return "This holds under a condition, which a clock would lose."
    asked = (
        when.GIVEN.search(low)
        or when.WAITS.search(low)
        or (when.PRIVATE.search(low) and not when.TOLD_EARLY.search(low))
    )
    if when.NOTICE.match(after.lstrip()) and not asked:
        return "Who hears so long before is not read."
    if start == "next":
        return "" if fixed else "What this time is counted from is not read."
    added = not start and when.ADDED.search(before) is not None
    unread = (added and not when.FIXED.search(before)) or (
        start == "released" and not speaks_of_disclosure(f"{before} {rest}")
    )
    if not (start or since or fixed or added):
        counted = COUNTED.match(after) or SINCE.search(after) or SINCE.search(before)
        told = when.NOTICE.match(after.lstrip()) or when.FIRST.search(low)
        unread = bool((counted and not told) or when.BEGINS.search(after))
    return "What this time is counted from is not read." if unread else ""


def _without_span(sentence: Sentence) -> Iterator[Held | Waived]:
    low = sentence.low
    dated = when.DATE_AGREED.search(low) is not None
    private = when.UNTIL.search(low) and when.PRIVATE.search(low)
    if not private and not when.REASONABLE.search(low) and not dated and not when.LABELLED_FIX.match(low):
        if when.AGREED.search(low):
            yield Waived(passage=sentence.passage)
        return
    if when.LAST.search(low):
        rule: Rule = "fixed-and-agreed"
    elif dated:
        rule = "agreed"
    elif when.REASONABLE.search(low):
        rule = "reasonable"
    elif when.FIXED.search(low) or (when.THEN.search(low) and when.FIXED.search(sentence.lead)):
        rule = "fixed"
    elif when.COORDINATED.search(low):
        rule = "agreed"
    else:
        return
    yield Held(rule=rule, passage=sentence.passage, deed=_deed(low), **_manner(sentence))


def _manner(sentence: Sentence) -> dict[str, Any]:
    asked = re.search(
        r"\b(?:ask|request|please|kindly|would appreciate|bitten?)\b", f"{sentence.above} {sentence.low}"
    )
    coordinated = when.COORDINATED.search(sentence.low) is not None
    return {
        "waiver": when.AGREED.search(sentence.low) is not None,
        "request": asked is not None,
        "coordinated": coordinated,
    }


def _deed(low: str) -> str:
    if w.DEPLOYED.search(low) and "releas" in low:
        return "both"
    if re.search(r"\breleas\w+|\bpatch\w*|\bfix\w*|\bupdate", low) and not re.search(r"\bremediat", low):
        return "released"
    return "remedied" if w.REMEDIED.search(low) else "released"


def earlier_in(sentence: Sentence) -> Earlier | None:
    """A notice that goes out before the public hears, to somebody who is named."""
    low = sentence.low
    spans = [span for span in spans_of(low) if span.kind == "once"]
    if not spans or not when.NOTICE.search(low) or not when.PUBLIC.search(low):
        return None
    audience = when.AUDIENCE.search(low)
    if audience is None:
        return None
    if w.NEGATED.search(low.replace("no more than", "").replace("not more than", "")) or w.CONDITIONAL.match(
        low
    ):
        return None
    span = spans[0]
    return Earlier(
        audience=audience[1].strip(),
        written=span.written,
        at_most=bool(when.AT_MOST.search(low[: span.begin])),
        passage=sentence.passage,
    )


def held_first(found: Sequence[Held]) -> list[Held]:
    """The windows, then what else holds, each rule once with the passage that says it first."""
    windows = [held for held in found if held.rule == "window"]
    return [*windows, *(held for held in found if held.rule != "window")]
