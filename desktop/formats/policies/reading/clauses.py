"""What a duration in a sentence belongs to: the nearest deed, who does it, from when, how firmly."""

import re
from functools import lru_cache

import msgspec

from desktop.domain.policy.item import Force
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.spans import NEXT_DAY, Span
from desktop.formats.policies.reading.stems import Words

DISCLOSING = Words(
    r"\bdisclos\w*|\bembargo\w*|\bpublish\w*\b(?! (?:an? |the )?(?:fix|patch|release|update|new version))"
    r"|\bpublicly\b(?! (?:known|available|accessible|exposed|funded))",
    r"\bshar(?:e|ing) (?:\w+ ){0,4}(?:with (?:others|anyone|anybody|third parties)|publicly)\b",
    r"\b(?:go(?:ing|es)?|becomes?) public\b|\bpublication\b|\bma(?:de|ke|king) (?:\w+ ){0,3}public\b"
    r"|\bin public\b|\ban dritte\b"
    r"|\b(?:keep|keeping|kept|stays?|remains?) (?:\w+ ){0,6}(?:confidential|private|secret|quiet"
    r"|to yourself)\b|\b(?:of|for) silence\b"
    r"|\btell(?:ing)? (?:any(?:body|one)|no(?:body| one)|others|the (?:public|world))\b|\bcvd\b"
    r"|\bdetails? (?:\w+ ){0,3}follows?\b|\bdetails? (?:is|are|will be) (?:\w+ )?(?:withheld|held back)\b"
    r"|\b(?:write|blog|talk|tweet|post|speak) about (?:it|this|them|your findings|the (?:issue|problem|bug"
    r"|vulnerability))\b"
    r"|\bmant\w+ (?:\w+ ){0,3}(?:en reserva|confidencial\w*|en secreto)\b"
    r"|\brefrain(?:ing)? from (?:sharing|disclosing|publishing|discussing)\b"
    r"|\bshar(?:e|ing) (?:any |the )?(?:information|details?) (?:about|on|of)\b"
    r"|\b(?:hold(?:ing)? back|withhold\w*|sit(?:ting)? on) (?:\w+ ){0,3}(?:details?|information|findings?"
    r"|results?)\b",
    r"\bbehalte\w* (?:\w+ ){0,4}für (?:sich|dich|euch)\b|\bfür (?:sich|dich|euch) (?:zu )?behalt\w+"
    r"|\bstillschweigen\b|\böffentlich (?:mach\w*|gemacht|wird|werden)\b|\bvertraulich zu behandeln\b"
    r"|\bvertraulich\b",
    r"\bveröffentlich\w*|\bdivulg\w*|\bpublica\w*\b(?! (?:el |la |le |o |a |um |un |una |uma )?(?:parche"
    r"|correc|correç|patch|versi|versã|atualiz))|раскры(?:т|ва)\w*|разглаш\w*|公开|披露|(?<!版の)公開|공개",
)
AS_REPORTER = re.compile(r"\bwhen we (?:\w+ )?report (?:\w+ )?to\b|\bwe (?:find|discover) in (?:other|third)")
"""The writers speak of holes that they find in what is others'."""
_VENDOR = re.compile(
    r"\b(?:we|we'll|our (?:\w+ )?(?:team|staff|maintainers?)|the (?:[\w-]+ ){0,3}(?:team|maintainers?"
    r"|committee)|maintainers|team members?"
    r"|you will|you'll|you can expect|you should (?:receive|expect|hear|get)|somebody|someone)\b"
)
_SPLIT = re.compile(r"[;•]|, but |\. ")
_CREDIT = re.compile(
    r"acknowledg\w* (?:your |the |their |all |these |security )?(?:contribut|effort|researcher|reporter"
    r"|work|finder|help)\w*"
    r"|acknowledg\w* (?:page|section|list)|responsibl\w+ for|response team|incident response"
    r"|responsible disclosure"
    r"|\b(?:expected|estimated|planned|projected) (?:\w+ )?(?:resolution|fix|remediation|release)\w*"
    r"|\b(?:an?|the|our|and|or|with|estimated|expected|likely) (?:\w+ )?(?:dates?|time\w*|schedule|plan"
    r"|estimates?|eta) (?:for|of|to) (?:an? |the |its |your )?(?:fix"
    r"|resolution|resolve"
    r"|remediation|patch|release)\w*|\bsupport response\w*"
    r"|bestätigte\w* [\w-]+|vulnérabilités? confirmées?|confirmad[ao]s"
    r"|(?:confirmed|verified|validated|accepted|triaged|assessed|acknowledged) (?:security )?(?:issue"
    r"|vulnerabilit|bug|report|problem|finding|flaw)\w*|address(?:es)?:? \S+@"
)
"""Words that look like deeds and are none."""
_NAMES: tuple[tuple[str, Words], ...] = (
    *w.ACTIONS.items(),
    ("disclose", DISCLOSING),
    ("stopgap", w.STOPGAP),
    ("else", w.OF_SOMETHING_ELSE),
)


class Deed(msgspec.Struct, frozen=True):
    """A deed named in a text, and where."""

    name: str
    begin: int
    end: int


@lru_cache(maxsize=1024)  # the same piece is asked about by whoever looks at its neighbours
def deeds_in(text: str) -> tuple[Deed, ...]:
    """The deeds that a piece of a sentence names, in its order; of several at one place the longest."""
    blanked = _CREDIT.sub(lambda match: "\0" * len(match[0]), text)
    found = [
        Deed(name, match.start(), match.end()) for name, shape in _NAMES for match in shape.finditer(blanked)
    ]
    found.sort(key=lambda deed: (deed.begin, deed.begin - deed.end))
    kept: list[Deed] = []
    for deed in found:
        if not kept or deed.begin >= kept[-1].end:
            kept.append(deed)
    return tuple(kept)


def speaks_of_disclosure(low: str) -> bool:
    """Whether a text in small letters speaks of telling the public."""
    return DISCLOSING.search(low) is not None


@lru_cache(maxsize=1024)
def severities_in(text: str) -> tuple[str, ...]:
    """The levels that a text names, worst first."""
    return tuple(level for level, shape in w.SEVERITIES if shape.search(text))


@lru_cache(maxsize=1024)
def clause_before(low: str, begin: int) -> str:
    """The words of the clause before a place."""
    cut = max((match.end() for match in _SPLIT.finditer(low, 0, begin)), default=0)
    return low[cut:begin]


def vendor_part(left: str) -> str:
    """From where the vendor, or what the reporter gets, is the subject; all of it where nobody is named."""
    last = max((match.start() for match in _VENDOR.finditer(left)), default=0)
    return left[last:]


def is_reporters(left: str) -> bool:
    """Whether the reporter acts here, and not the vendor: the one named last is meant."""
    reporter = max((match.start() for match in w.REPORTER_ACTS.finditer(left)), default=-1)
    vendor = max((match.start() for match in _VENDOR.finditer(left)), default=-1)
    if reporter >= 0 and re.match(
        r"(?:please )?(?:give|allow|provide|giving|allowing|providing) us", left[reporter:]
    ):
        return True
    return reporter > vendor


def is_bounded(low: str, span: Span) -> bool:
    """Whether the duration is an upper bound, as far as the words beside it tell."""
    before, after = low[: span.begin], low[span.end :]
    if span.kind != "once":
        return True
    if w.NOT_A_BOUND.search(before):
        return False
    if NEXT_DAY.match(low, span.begin) or low.startswith(("between", "zwischen", "entre"), span.begin):
        return True
    return bool(w.WITHIN.search(before) or w.AFTERWARDS.search(after) or w.MEASURE.search(after))


def force_of(clause: str, after: str, above: str) -> Force:
    """How firmly it is meant."""
    if w.TARGET.search(clause) or w.TARGET.search(after) or _AIMED.search(above) or _INTENDED.search(above):
        return "target"
    return "expect" if w.EXPECT.search(clause) else "commit"


_INTENDED = re.compile(
    r"\b(?:we|the (?:\w+ ){0,2}team|maintainers) (?:will |shall )?(?:intend|aim|strive|try|hope|endeavou?r"
    r"|do our best)\w*\b"
)
"""An introduction that speaks of aims: `We intend to:`."""
_AIMED = re.compile(
    r"\b(?:targets?|goals?|objectives?|aims?|slo|slos|best[- ]efforts?|typical|ziele?|objetivos?"
    r"|objectifs?)\b|目标"
    r"|目標"
)
