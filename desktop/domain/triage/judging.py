"""What the comparison amounts to: a proposal for a handler, with its evidence, or nothing."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from desktop.domain.inert import Untrusted
from desktop.domain.triage.comparing import Agreement, Spread, compare
from desktop.domain.triage.evidence import told
from desktop.domain.triage.traits import AXES, Axis, Sketch
from desktop.domain.triage.words import spelt, telling

Strength = Literal["strong", "medium"]
Ground = Literal["axes", "same-text", "same-reporter"]
_STRONG, _MEDIUM = 3, 2
_NEARLY_THE_SAME = 92.0
"""Percent of the text of two reports that agree in order: more than two people ever say alike."""
_ONE_FORM = 75.0
"""Percent above which two texts are copies of one."""
_WORDS_COMPARED = 400
_LEAST_TEXT = 80
"""Shorter texts are alike by chance."""
_COMPARED = 3_000
_QUOTE = re.compile(r"^\s*>.*$", re.MULTILINE)
_OF_AN_AXIS = 0.5
"""What an axis that agrees counts beside the weight of what is shared, which counts up to a bound."""
_MOST_OF: dict[Axis, float] = {"component": 1.5}
_MOST_MEDIUM, _NOT_FAR_BEHIND = 3, 0.8
"""So many that are not strong are shown, and such a part of the best one's weight each must have."""


class Likeness(msgspec.Struct, frozen=True):
    """Another case that may be of the same problem."""

    case_id: str
    strength: Strength
    ground: Ground
    """What it rests on: axes that agree, a text that is nearly the same, or that and the same reporter."""
    agreements: tuple[Agreement, ...]
    """Those that agree, in the order of the axes."""
    differs: tuple[Axis, ...]
    """Where both name something else outright, so that it is not called strong."""
    similarity: float
    """How alike the texts are, in percent."""
    title: Untrusted
    policy_id: str
    open: bool
    same_policy: bool
    same_reporter: bool
    weight: float = 0.0
    """How much speaks for it, to compare it with other proposals for the same case."""


def judge(own: Sketch, others: Iterable[Sketch], spread: Spread) -> tuple[Likeness, ...]:
    """The cases worth a look, best first: the same policy before others, the strong before the medium."""
    found = [like for other in others if (like := _like(own, other, spread))]
    found.sort(key=lambda like: (not like.same_policy, like.strength != "strong", -like.weight, like.case_id))
    return tuple(found)


def worth_a_look(proposed: Sequence[Likeness]) -> tuple[Likeness, ...]:
    """Of proposals in their order all that are strong and the few best others, none far behind the first."""
    shown: list[Likeness] = []
    mediums = 0
    best = max((like.weight for like in proposed), default=0.0)
    for like in proposed:
        medium = like.strength == "medium"
        if not medium or (mediums < _MOST_MEDIUM and like.weight >= _NOT_FAR_BEHIND * best):
            shown.append(like)
            mediums += medium
    return tuple(shown)


def _like(own: Sketch, other: Sketch, spread: Spread) -> Likeness | None:
    compared = compare(own, other, spread)
    alike = similarity(own.text, other.text)
    agreeing = tuple(compared[axis] for axis in AXES if compared[axis].agrees)
    differs = tuple(axis for axis in AXES if compared[axis].differs)
    same_reporter = _same_reporter(own, other)
    if alike >= _ONE_FORM and filled_in_otherwise(own.text, other.text):
        return None
    same_text = _same_text(own, other, alike) and "component" not in differs
    strength = _strength(agreeing, differs)
    if strength is None and not same_text:
        return None
    ground: Ground = "same-reporter" if same_text and same_reporter else "same-text"
    return Likeness(
        case_id=other.case_id,
        strength=strength or "medium",
        ground=ground if same_text else "axes",
        agreements=tuple(msgspec.structs.replace(a, evidence=told(a.shared, own)) for a in agreeing),
        differs=differs,
        similarity=round(alike, 1),
        title=other.title,
        policy_id=other.policy_id,
        open=other.open,
        same_policy=own.policy_id == other.policy_id,
        same_reporter=same_reporter,
        weight=sum(_speaks(agreement) for agreement in agreeing) - len(differs) + alike / 1_000,
    )


def _speaks(agreement: Agreement) -> float:
    return _OF_AN_AXIS + min(agreement.weight, _MOST_OF.get(agreement.axis, 1.0))


def _strength(agreeing: tuple[Agreement, ...], differs: tuple[Axis, ...]) -> Strength | None:
    """Two axes make a proposal, three a strong one; less where the two reports name other things outright."""
    axes = {agreement.axis for agreement in agreeing}
    if len(axes) < (_STRONG if {"component", "class"} & {*differs} else _MEDIUM):
        return None
    outright = [agreement for agreement in agreeing if agreement.outright]
    return "strong" if len(outright) >= _STRONG and "component" in axes and not differs else "medium"


def similarity(one: str, other: str) -> float:
    """How alike two texts are, in percent, in words and their order; quoted lines do not count."""
    return fuzz.ratio(_plain(one), _plain(other))


def filled_in_otherwise(one: str, other: str) -> bool:
    """Whether two texts are one form that was filled in for different places, as tools and busy people do.

    Then what was put in another's place tells them apart, however alike the rest is.
    """
    mine, theirs = (_plain(text).split()[:_WORDS_COMPARED] for text in (one, other))
    for step in Levenshtein.opcodes(mine, theirs):
        ours, others = mine[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
        if step.tag == "replace" and _tells(ours) and _tells(others):
            return True
    return False


def _tells(words: Sequence[str]) -> bool:
    return any(True for _ in telling(spelt(" ".join(words))))


def _plain(text: str) -> str:
    return " ".join(_QUOTE.sub("", text[: 2 * _COMPARED]).lower().split())[:_COMPARED]


def _same_text(own: Sketch, other: Sketch, alike: float) -> bool:
    return alike >= _NEARLY_THE_SAME and min(len(own.text), len(other.text)) >= _LEAST_TEXT


def _same_reporter(own: Sketch, other: Sketch) -> bool:
    mine = own.reporter.raw.strip().casefold()
    return bool(mine) and mine == other.reporter.raw.strip().casefold()
