"""What a text says of promises elsewhere: how firmly they are meant, for whom, and what is not counted."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

import msgspec

from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.found import Found, left
from desktop.formats.policies.reading.sentences import Sentence, plain

_ABOVE, _BELOW = 20, 3
"""Lines above a remark that it speaks of, and below it."""
_MOST = 100
"""Promises near a remark that it can speak of; no policy makes more of them in as many lines."""
_FIRM = re.compile(
    r"^(?:this|that|these|those|both)(?: one| ones)? (?:\w+ )?we (?:do )?(?:guarantee|promise|commit)\b"
)
_ALIKE = re.compile(r"^(?:this|that|these)(?: one| ones)? (?:as well|too)\b")
_LOOSE = re.compile(
    r"^(?:please note(?: that)?,? |note(?: that)?:? )?(?:all |both |the above |above )?(?:of )?(?:the(?:se"
    r"|ir|m)? |this |our )?"
    r"(?:\w+ ){0,2}?(?:these|they|this|times?|timelines?|timeframes?|targets?|dates?|numbers|figures"
    r"|periods?|deadlines"
    r"|windows?|goals?|slas?|durations?)\b(?: above| listed| stated| given)?"
    r" (?:are|is) (?:\w+ )?(?:targets?|goals?|objectives?|aims?|estimates?|indicative|aspirational"
    r"|guidelines?"
    r"|best[- ]effort|a best[- ]effort|not (?:a )?(?:guarante\w+|commitments?|promises?|binding|hard)"
    r"|no (?:guarante\w+"
    r"|promises?))\b"
)
_WAITING = re.compile(
    r"\bwait(?:ing|s|ed)? (?:for|on) (?:\w+ ){0,5}(?:you|your|the reporters?|reporters?'?s?"
    r"|the researchers?|the finders?)\b"
    r"|\b(?:until|till|while|as long as) (?:you|the (?:reporter|researcher|finder)) (?:ha(?:ve"
    r"|s) (?:not )?(?:yet )?)?"
    r"(?:answer|repl|respon|provid)\w*"
    r"|\bduring which we (?:wait|are waiting|await)\b|\bawait\w* (?:\w+ ){0,3}(?:you|your|the reporter)"
    r"|\b(?:auf )?(?:ihre|deine|eure) (?:antwort|rückmeldung|rückfragen)\b"
)
_STOPPED = re.compile(
    r"\b(?:clocks?|times?|periods?|deadlines?|timers?|counting|count|counted)\b[^.;]{0,60}\b(?:stop|stops"
    r"|stopped|pause|pauses"
    r"|paused|suspended|halted|on hold|not (?:be )?count(?:ed)?|n't count|not run)\b"
    r"|\b(?:do|does|will)(?: not|n't) (?:be )?count(?:ed)?\b|\bis (?:not counted|excluded)\b"
    r"|\bpauses? the (?:clock|time)"
    r"|\bfrist\w*[^.;]{0,40}\b(?:ruh\w+|pausier\w+|angehalten|unterbrochen)\b|\b(?:zählt"
    r"|zählen)\b[^.;]{0,20}\bnicht\b"
)


def as_remarked(found: Sequence[Found], sentences: Sequence[Sentence]) -> tuple[list[Found], list[LeftOut]]:
    """The promises with what is said of them elsewhere, without those of which it is not told for whom."""
    kept = sorted(found, key=_line)
    for sentence in sentences:
        if _FIRM.match(sentence.low) or _ALIKE.match(sentence.low):
            _change(kept, sentence, _guaranteed)
        elif _LOOSE.match(sentence.low):
            _change(kept, sentence, _aimed_at)
        if _is_pause(sentence):
            _change(kept, sentence, _paused)
    return _others(kept)


def _line(one: Found) -> int:
    return one.passage.first


def _change(found: list[Found], sentence: Sentence, change: Callable[[Found, Sentence], Found]) -> None:
    """Change the promises near a remark; they stand in the order of their lines."""
    begin = bisect_left(found, sentence.first - _ABOVE, key=_line)
    end = bisect_right(found, sentence.first + _BELOW, key=_line)
    found[begin:end] = [change(one, sentence) for one in found[begin:end][:_MOST]] + found[begin:end][_MOST:]


def _guaranteed(one: Found, sentence: Sentence) -> Found:
    """`This one we guarantee`, right behind a promise."""
    said = bool(sentence.lead) and plain(one.passage.quote) == sentence.lead
    return msgspec.structs.replace(one, force="commit") if said else one


def _aimed_at(one: Found, _: Sentence) -> Found:
    """`These are targets`, below several of them."""
    return msgspec.structs.replace(one, force="target")


def _is_pause(sentence: Sentence) -> bool:
    return _STOPPED.search(sentence.low) is not None and _WAITING.search(sentence.low) is not None


def _paused(one: Found, sentence: Sentence) -> Found:
    """The promise with the pause; who waits for an answer has acknowledged, and writes again anyway."""
    if one.every or one.kind == "ack" or one.paused:
        return one
    return msgspec.structs.replace(one, paused=sentence.passage)


def _others(found: Sequence[Found]) -> tuple[list[Found], list[LeftOut]]:
    """Promises for all others get the levels that no other of their kind names."""
    kept: list[Found] = []
    refused: list[LeftOut] = []
    named: dict[str, set[str]] = {}
    for one in found:
        named.setdefault(one.kind, set()).update(one.severities)
    for one in found:
        rest = tuple(level for level, _ in w.SEVERITIES if level not in named[one.kind])
        if not one.others:
            kept.append(one)
        elif named[one.kind] and rest:
            kept.append(msgspec.structs.replace(one, severities=rest, others=False))
        else:
            refused.append(left("unclear", "Which severities this is for cannot be told.", one.passage))
    return kept, refused
