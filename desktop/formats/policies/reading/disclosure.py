"""When details may be told: windows, waiting for the fix, agreement, who hears earlier, what comes later."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from desktop.domain.policy.proposing import LeftOut, Passage, Reason
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

_FIRST = re.compile(
    r"\buntil [^.;]{0,40}\b(?:fix|patch|release)\w*[^.;]{0,40}\b(?:and|but|or) (?:for )?(?:at (?:the )?most"
    r"|up to"
    r"|(?:no|not) (?:more|longer) than)\b"
    r"|\bwhichever (?:is |comes |happens |occurs )*(?:sooner|first|earlier)\b|\bthe (?:earlier|earliest"
    r"|sooner|first) of\b|\bor (?:upon|until|when|once|as soon as|after) (?:a |the |an )?(?:fix|patch"
    r"|release|issue|vulnerability)\w*|\bor (?:a|the) (?:fix|patch|release) (?:is |has |was |gets )*"
    r"(?:been )?(?:shipped|ships|released|available|out|published)"
    r"|\bje nachdem\b|\bwas (?:zuerst|früher)\b|\b(?:lo que ocurra|o que ocorrer) (?:primero|antes"
    r"|primeiro)\b"
    r"|\bla première (?:échéance|éventualité|des deux)\b|早い方|先到者|以(?:较早|先)|먼저"
)
_LAST = re.compile(
    r"\bwhichever (?:is |comes )*(?:later|last)\b|\bthe (?:later|latest|last) of\b|\b(?:fixed|patched"
    r"|released|resolved)\b[^.;]{0,30} and (?:a |the |we )[^.;]{0,30}\b(?:date|agreed)\b"
)
_AGREED = re.compile(
    r"\bunless (?:otherwise|we|both|the parties|mutually|agreed|you and)[^.;]{0,40}\b(?:agree\w*"
    r"|arranged)\b|\bunless otherwise agreed\b|\bmutual(?:ly)? agree\w*|\bby agreement\b"
    r"|\b(?:may|can) agree (?:on|to) (?:an? )?(?:\w+ )?(?:longer|different|other|another|shorter|earlier"
    r"|later)\b"
    r"|\bsofern nicht(?:s)? ander(?:es|s) vereinbart|\bsauf accord|\bsalvo acuerdo|\bsalvo acordo"
)
_FIXED = re.compile(
    r"\b(?:fix(?:ed|es)?|patch(?:ed|es)?|release[ds]?|updates?|remediat\w+|resolv\w+|resolutions?"
    r"|address(?:ed)?"
    r"|solv\w+|mitigat\w+|behoben|geschlossen|behebung|sicherheitsupdate\w*|korrektur\w*|corrig\w+"
    r"|corregid\w+|correc(?:ci|ti|ç)\w+)\b|исправ\w+|修复|修正|수정|패치"
)
_UNTIL = re.compile(
    r"\b(?:until|before|prior to|till|unless and until|bis|bevor|solange|avant|jusqu'à|antes de|hasta|até)\b"
    r"|до (?:тех пор|выхода|выпуска|релиза|исправления)|之前|まで|때까지|전에"
)
_PRIVATE = re.compile(
    r"\b(?:do not|don't|not to|(?:must|should|shall|may|can) not|refrain|avoid|please|ask|request|keep"
    r"|never|without|private\w*"
    r"|confidential\w*|nicht|keine?n?|bitten|vertraulich\w*|ne pas|no (?:divulg|public|revel)\w+|não)\b"
    r"|не |请|不要|お願い|控え|않|말아"
)
_REASONABLE = re.compile(
    r"\breasonable (?:amount of )?(?:time|period|timeframe|opportunity)\b|\bsufficient time\b"
    r"|\bangemessene\w* (?:zeit|frist)|\bdélai raisonnable|\bplazo razonable|\bprazo razoável|合理的?时间"
    r"|合理的な"
)
_DATE_AGREED = re.compile(
    r"\b(?:date|timing|time) (?:of|for) (?:the |public |its )*(?:disclosure|publication|release"
    r"|announcement)\b[^.;]{0,40}"
    r"\b(?:agreed|negotiated|coordinated)\b|\b(?:disclosure|publication|release) date (?:is"
    r"|will be) (?:agreed|negotiated|coordinated)"
    r"|\b(?:coordinate|agree(?: on| upon)?|decide|negotiate|set) (?:\w+ ){0,3}?(?:date|timing|time|day"
    r"|schedule)"
    r" (?:of|for) (?:the |public |its |any )*(?:disclosure|publication|release|announcement|advisory)\b"
    r"|\b(?:disclos\w+|publi(?:sh|cation)\w*|advisor\w+)\b[^.;]{0,60}\b(?:coordinated (?:with|between)"
    r"|in (?:coordination"
    r"|consultation|agreement) with|together with|jointly with|agreed (?:with|between)) (?:you"
    r"|the (?:reporter|researcher"
    r"|finder|submitter|discoverer)|both|reporters?)"
    r"|\bveröffentlich\w*[^.;]{0,80}\b(?:(?:in|nach) (?:enger )?(?:absprache|abstimmung)|gemeinsam"
    r"|einvernehmlich"
    r"|stimm(?:en|t) (?:wir|ihr)|abgestimmt)\b"
    r"|\b(?:(?:in|nach) (?:enger )?(?:absprache|abstimmung)|gemeinsam|einvernehmlich"
    r"|stimmen wir)\b[^.;]{0,60}"
    r"\bveröffentlich\w*"
)
_TOLD_EARLY = re.compile(
    r"\b(?:notif\w+|send|sends|sent|inform\w*|announce\w*|receives?|gets?|tells?|shares?|shared)\b"
)
_COORDINATED = re.compile(
    r"\bmutual(?:ly)? agree\w*|\bagreed (?:date|time)\b|\bcoordinat\w+\b|\bagreed (?:up)?on\b|\bagree on\b"
    r"|\bjointly\b|\btogether with\b|\bcvd\b"
)
_NOTICE = re.compile(r"\b(?:before|prior to|ahead of|ahead|in advance|advance|notice|beforehand)\b")
_PUBLIC = re.compile(r"\b(?:disclos\w*|releas\w*|announc\w*|public\w*|publish\w*|embargo\w*|advisor\w+)\b")
_AUDIENCE = re.compile(
    r"\b((?:(?:linux |downstream |trusted |affected |major |private |our |the |registered "
    r"|package )*)(?:distributors?|distributions?|distros?|packagers?|vendors?|downstreams?|maintainers"
    r"|members|partners|customers|subscribers|integrators|consumers|operators)(?: list)?)\b"
)
_AT_MOST = re.compile(
    r"\b(?:no more than|not more than|at most|up to|not earlier than|no earlier than|maximum(?: of)?"
    r"|no sooner than)(?: the)? ?$"
)
_AFTER_FIX = re.compile(
    r"^[^,.;]{0,24}\b(?:after|following|from|of)\b[^,.;]{0,24}\b(?:fix|patch|release|update|available"
    r"|availability|published|advisory)\w*"
)
_AND = re.compile(r"[,;]| (?:and|und|et|y|e|и) ")
_BEGINS = re.compile(
    r"\b(?:begins?|beginning|starts?|starting|counted|runs?|counting) (?:when|with|from|once|on|at)\b"
)
_WAITS = re.compile(r"\b(?:wait|hold (?:back|off)|withhold|refrain)\b")
_POLICY = re.compile(
    r"\b(?:coordinated|responsible)? ?(?:vulnerability )?(?:disclosure|embargo) (?:policy|timeline"
    r"|deadline|window|period|process)\b|\bdisclosure\b"
)
_WE_PUBLISH = re.compile(
    r"\b(?:we|team|advisory|advisories|details|vulnerabilit\w+|issues?|it)\b[^.;]{0,50}\b(?:will |be "
    r"|are |is |to )?(?:publicly |fully )?(?:disclos\w+|publish\w*|made public)\b"
)
_FREE = re.compile(
    r"\b(?:free|welcome|entitled|allowed|at liberty) to (?:\w+ ){0,2}(?:disclose|publish|go public)\b"
    r"|\byou (?:may|can) (?:\w+ ){0,3}(?:disclose|publish|go public)\b"
)
_AT_LEAST = re.compile(
    r"\b(?:at least|minimum(?: of)?|no (?:less|fewer) than|not less than|no earlier than|mindestens"
    r"|al menos|pelo menos|au moins)(?: the)? ?$"
)
_GIVEN = re.compile(
    r"\b(?:giv(?:e|ing)|allow\w*|wait\w*|grant\w*|provid(?:e|ing)|leav(?:e|ing))"
    r" (?:us |the |maintainers |at least |for |up to |\d)"
    r"|\b(?:gib|gebt|geben sie|lassen sie|lass|lasst) uns\b"
)
"""Time that a reporter leaves before telling: the fix in it is only what the time is for."""
_ASKED = re.compile(r"\b(?:we|you|please|reporters?) (?:\w+ )?(?:ask|request|please|wait|keep|hold)\b")
_ELSEWHERE = re.compile(
    r"^(?!it |we |that |this |the |he |she |team )[\w.-]+ (?:publishes|discloses|releases)\b"
)
"""Somebody is named who publishes: beside what is asked of reporters that is another's time."""
_EXTENDED = re.compile(r"\bexten(?:d|ded|sion)\b")

_ADDED = re.compile(r"(?:\bplus|\+) ?(?:an? )?(?:additional |further |another )?$")

_OUT_FOR = re.compile(
    r"\b(?:fix\w*|patch\w*|release\w*|version)\b[^,.;]{0,30}\b(?:out|available|public) for (?:at least )?$"
)
_THEIRS = re.compile(
    r"\b(?:its|their) own (?:rules?|polic\w+|terms|timelines?|deadlines?)\b"
    r"|\bwhose (?:\w+ )?(?:embargo|polic\w+|deadline)\b|\blinux-distros\b"
)
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
    if aside := extension_in(sentence) or _earlier(sentence):
        yield aside
    elif not _is_about(sentence):
        if speaks_of_disclosure(sentence.lead) and _AGREED.search(low) and not spans_of(low):
            yield Waived(passage=sentence.passage)
    elif w.EXAMPLE.search(low) or AS_REPORTER.search(low) or _THEIRS.search(low):
        return
    elif (w.CONDITIONAL.match(low) and _FREE.search(low)) or (
        w.SILENCE.search(low) and (_FREE.search(low) or w.CONDITIONAL.match(low))
    ):
        yield left("reporters-right", "This says what a reporter may do after a silence.", sentence.passage)
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
        if span.kind in kinds and _belongs(low, times[n - 1].end if n else 0, span)
    ]
    if spans:
        asked = [span for span in times if _ASKED.search(clause_before(low, span.begin))]
        yield from _with_span(sentence, asked[0] if asked and _ELSEWHERE.match(low) else spans[0])
    elif behind := next((span for span in times if _AFTER_FIX.search(low[span.end :])), None):
        yield _behind_the_fix(sentence, behind)
    else:
        yield from _without_span(sentence)


def _behind_the_fix(sentence: Sentence, span: Span) -> Later | LeftOut:
    """A time after the fix, of which nothing but a wait says that it is for telling."""
    if _WAITS.search(clause_before(sentence.low, span.begin)):
        return Later(after=span.written, severities=severities_in(sentence.low), passage=sentence.passage)
    return left("unclear", "What this time after the fix is for cannot be told.", sentence.passage)


def _is_about(sentence: Sentence) -> bool:
    """Whether it speaks of disclosure itself, or stands under a heading that does and says until when."""
    if speaks_of_disclosure(sentence.low):
        return not re.search(
            r"\b(?:information|credential|data|privacy|path|source code) disclosure", sentence.low
        )
    return bool(
        sentence.under
        and (speaks_of_disclosure(sentence.under[-1]) or _TALKS.search(sentence.under[-1]))
        and _UNTIL.search(sentence.low)
    )


_TALKS = re.compile(
    r"\b(?:talk|blog|write|tweet|post|speak|tell) (?:\w+ ){0,3}(?:about|of)\b|\bvertraulich\w*"
    r"|\bgeheimhaltung\b"
)


def _belongs(low: str, begin: int, span: Span) -> bool:
    """Whether the nearest deed is telling, not answering or fixing; `begin` ends the time before it."""
    clause = clause_before(low, span.begin)
    near = deeds_in(clause[max(0, len(clause) - (span.begin - begin)) :])
    before = [deed.name for deed in near or deeds_in(clause)]
    told = deeds_in(low[span.end : span.end + 60])
    after = [deed.name for deed in told]
    joined = bool(told) and _AND.search(low[span.end : span.end + told[0].begin]) is not None
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
            or ("disclose" in after and _GIVEN.search(clause) is not None)
        )
    return "disclose" in after and not joined


def _with_span(sentence: Sentence, span: Span) -> Iterator[Held | Later | LeftOut]:
    low = sentence.low
    before, after = low[: span.begin], low[span.end :]
    start, rest = start_of(before, after)
    fixed = bool(
        start == "released"
        or _OUT_FOR.search(before)
        or (_AFTER_FIX.search(after) and not _FIRST.search(low))
    )
    if words := _why_not_told(low, span, start, rest, fixed=fixed):
        reason: Reason = "no-promise" if words == _NOT_PROMISED else "unclear"
        yield left(reason, words, sentence.passage)
    elif fixed or (_ADDED.search(before) and not start):
        own = max((match.start() for match in _ASKED.finditer(before)), default=0)
        yield Later(after=span.written, severities=severities_in(low[own:]), passage=sentence.passage)
    else:
        yield Held(
            rule="window",
            passage=sentence.passage,
            written=span.written,
            start=start or condition_before(low, span.begin)[1],
            first=bool(_FIRST.search(low)),
            at_least=bool(_AT_LEAST.search(before)),
            deed=_deed(low),
            publish=bool(_WE_PUBLISH.search(low) or (_POLICY.search(low) and not _PRIVATE.search(low))),
            **_manner(sentence),
        )


def _why_not_told(low: str, span: Span, start: Start, rest: str, *, fixed: bool) -> str:
    """Why a duration does not tell until when details are kept; `fixed` where it is counted from the fix."""
    before, after = low[: span.begin], low[span.end :]
    if w.NO_PROMISE.search(low):
        return _NOT_PROMISED
    if _EXTENDED.search(clause_before(low, span.begin)):
        return "How far the date may be moved is not read."
    held, since = condition_before(low, span.begin)
    if held and not fixed:
        return "This holds under a condition, which a clock would lose."
    asked = _GIVEN.search(low) or _WAITS.search(low) or (_PRIVATE.search(low) and not _TOLD_EARLY.search(low))
    if _NOTICE.match(after.lstrip()) and not asked:
        return "Who hears so long before is not read."
    added = not start and _ADDED.search(before) is not None
    unread = (added and not _FIXED.search(before)) or (
        start == "released" and not speaks_of_disclosure(f"{before} {rest}")
    )
    if not (start or since or fixed or added):
        counted = COUNTED.match(after) or SINCE.search(after) or SINCE.search(before)
        told = _NOTICE.match(after.lstrip()) or _FIRST.search(low)
        unread = bool((counted and not told) or _BEGINS.search(after))
    return "What this time is counted from is not read." if unread else ""


def _without_span(sentence: Sentence) -> Iterator[Held | Waived]:
    low = sentence.low
    dated = _DATE_AGREED.search(low) is not None
    if not (_UNTIL.search(low) and _PRIVATE.search(low)) and not _REASONABLE.search(low) and not dated:
        if _AGREED.search(low):
            yield Waived(passage=sentence.passage)
        return
    if _LAST.search(low):
        rule: Rule = "fixed-and-agreed"
    elif dated:
        rule = "agreed"
    elif _REASONABLE.search(low):
        rule = "reasonable"
    elif _FIXED.search(low):
        rule = "fixed"
    elif _COORDINATED.search(low):
        rule = "agreed"
    else:
        return
    yield Held(rule=rule, passage=sentence.passage, deed=_deed(low), **_manner(sentence))


def _manner(sentence: Sentence) -> dict[str, Any]:
    asked = re.search(
        r"\b(?:ask|request|please|kindly|would appreciate|bitten?)\b", f"{sentence.above} {sentence.low}"
    )
    coordinated = _COORDINATED.search(sentence.low) is not None
    return {
        "waiver": _AGREED.search(sentence.low) is not None,
        "request": asked is not None,
        "coordinated": coordinated,
    }


def _deed(low: str) -> str:
    if w.DEPLOYED.search(low) and "releas" in low:
        return "both"
    if re.search(r"\breleas\w+|\bpatch\w*|\bfix\w*|\bupdate", low) and not re.search(r"\bremediat", low):
        return "released"
    return "remedied" if w.REMEDIED.search(low) else "released"


def _earlier(sentence: Sentence) -> Earlier | None:
    """A notice that goes out before the public hears, to somebody who is named."""
    low = sentence.low
    audience = _AUDIENCE.search(low)
    spans = [span for span in spans_of(low) if span.kind == "once"]
    if audience is None or not spans or not _NOTICE.search(low) or not _PUBLIC.search(low):
        return None
    if w.NEGATED.search(low.replace("no more than", "").replace("not more than", "")) or w.CONDITIONAL.match(
        low
    ):
        return None
    span = spans[0]
    return Earlier(
        audience=audience[1].strip(),
        written=span.written,
        at_most=bool(_AT_MOST.search(low[: span.begin])),
        passage=sentence.passage,
    )


def held_first(found: Sequence[Held]) -> list[Held]:
    """The windows, then what else holds, each rule once with the passage that says it first."""
    windows = [held for held in found if held.rule == "window"]
    return [*windows, *(held for held in found if held.rule != "window")]
