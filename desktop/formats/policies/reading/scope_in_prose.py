"""Scope as running text says it: `everything under acme.com is in scope`, `this policy covers the agent`."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from desktop.formats.policies.reading.sentences import Sentence

_OWNED = re.compile(
    r"\b(?:assets?|systems?|services?|products?|applications?|domains?"
    r"|properties)\b[^.:;]{0,30}?\b((?:owned|operated|maintained|controlled|developed)\b[^.:;]{3,80})"
)
_CONDITION = re.compile(r"\bapplies to\b|\bin scope\b|\bscope (?:is|includes|covers)\b")
_ACROSS = re.compile(
    r"\b(?:policy|statement|page|document|programme?|guideline)\b.{0,80}?\b(?:covers|applies to"
    r"|we use across|across)\b"
    r" (?:all of )?(.{5,300}?)\.?$"
    r"|\b(?:diese|die|unsere) (?:richtlinie|policy|sicherheitsrichtlinie|leitlinie)\b.{0,40}?\b(?:gilt für"
    r"|umfasst|betrifft)\b"
    r" (.{5,300}?)\.?$"
)
_COVERED = re.compile(
    r"^(.{3,200}?) (?:is|are) (?:all )?covered by this (?:security )?(?:policy|statement|page|programme?)\b"
)
_IN_FRONT = re.compile(
    r"^(?:in scope (?:are|is)|the scope (?:of this (?:policy|programme?) )?(?:is|includes|covers)|scope:"
    r"|in scope:"
    r"|im geltungsbereich (?:sind|ist|liegen)) ?:? ?(.{3,300}?)\.?$"
)
_SAID_IN = re.compile(
    r"^(?!if |whether |anything that |what |only |not |nothing )(.{3,160}?) (?:is|are|sind|ist) (?:all "
    r"|considered |explicitly"
    r" |currently )?(?:in scope|im geltungsbereich|within (?:the )?scope)\b"
)
_SAID_OUT = re.compile(
    r"^(?!the following)(.{3,160}?) (?:is|are) (?:all )?(?:considered |explicitly "
    r"|currently )?(?:out of scope|not in scope|excluded from (?:the )?scope|not covered by this (?:policy"
    r"|programme?))\b"
)
_OUT_IN_FRONT = re.compile(
    r"^(?:out of scope(?: are| is)?|not in scope(?: are| is)?|excluded(?: are)?"
    r"|nicht im geltungsbereich(?: sind| ist)?"
    r"|ausgenommen(?: sind| ist)?|außerhalb des geltungsbereichs(?: sind"
    r"| liegen)?) ?:? (?!of\b)(.{3,300}?)\.?$"
)
_NO_PROBLEM = re.compile(
    r"\bwe (?:do not|don't) (?:consider|regard|treat|count) (.{3,200}?) (?:as "
    r"|to be )?(?:an? )?(?:security )?(?:vulnerabilit\w+"
    r"|issues?|bugs?|problems?)\b"
)
_BEGUN = "following"
_ASSUMED = "The text names it as what the policy covers, not as the scope of reports."
_STEMS = (
    *(
        "scope",
        "covers",
        "covered",
        "applies to",
        "across",
        "consider",
        "regard",
        "excluded",
        "treat",
        "count",
    ),
    *("geltungsbereich", "gilt für", "umfasst", "betrifft", "ausgenommen"),
)


class Said(msgspec.Struct, frozen=True):
    """What a sentence says is in scope, out of it, or the condition of all of it, as written."""

    side: Literal["in", "out", "only-if"]
    text: str
    kind: str = ""
    assumed: str = ""


def said_in_prose(sentence: Sentence) -> Iterator[Said]:
    """What a sentence says of scope; those that begin a list say nothing by themselves."""
    low = sentence.low
    if not any(stem in low for stem in _STEMS):
        return
    if (owned := _OWNED.search(low)) and _CONDITION.search(low):
        yield Said("only-if", _as_written(sentence, owned[1]))
    elif not low.endswith(":"):
        yield from _covered(sentence)
    if not low.endswith(":"):
        yield from _denied(sentence)


def _covered(sentence: Sentence) -> Iterator[Said]:
    low = sentence.low
    if across := _ACROSS.search(low):
        words = across[1] or across[2]
        if _BEGUN not in words:
            yield Said("in", _as_written(sentence, words), "asset", "" if "scope" in low else _ASSUMED)
    elif (named := _named_in(low)) and _BEGUN not in named[1]:
        yield Said("in", _as_written(sentence, named[1]))


def _named_in(low: str) -> re.Match[str] | None:
    said = _IN_FRONT.match(low) or _COVERED.match(low)
    return said or (None if _SAID_OUT.match(low) else _SAID_IN.match(low))


def _denied(sentence: Sentence) -> Iterator[Said]:
    for shape in (_SAID_OUT, _OUT_IN_FRONT, _NO_PROBLEM):
        if (named := shape.search(sentence.low)) and _BEGUN not in named[1]:
            yield Said("out", _as_written(sentence, named[1]))
            return


def _as_written(sentence: Sentence, words: str) -> str:
    """The words in the letters of the text, as far as they stand there as they are."""
    start = sentence.text.lower().find(words)
    return (sentence.text[start : start + len(words)] if start >= 0 else words).rstrip(":,;. ")
