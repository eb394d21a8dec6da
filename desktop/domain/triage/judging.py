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
_MOST_OF_AN_AXIS = 1.5


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


def judge(own: Sketch, others: Iterable[Sketch], spread: Spread) -> tuple[Likeness, ...]:
    """The cases worth a look, best first: the same policy before others, the strong before the medium."""
    found = [(weight, like) for other in others for weight, like in [_like(own, other, spread)] if like]
    found.sort(
        key=lambda pair: (not pair[1].same_policy, pair[1].strength != "strong", -pair[0], pair[1].case_id)
    )
    return tuple(like for _, like in found)


def _like(own: Sketch, other: Sketch, spread: Spread) -> tuple[float, Likeness | None]:
    compared = compare(own, other, spread)
    alike = similarity(own.text, other.text)
    agreeing = tuple(compared[axis] for axis in AXES if compared[axis].agrees)
    differs = tuple(axis for axis in AXES if compared[axis].differs)
    same_reporter = _same_reporter(own, other)
    if alike >= _ONE_FORM and filled_in_otherwise(own.text, other.text):
        return 0.0, None
    same_text = _same_text(own, other, alike) and "component" not in differs
    strength = _strength(agreeing, differs)
    if strength is None and not same_text:
        return 0.0, None
    ground: Ground = "same-reporter" if same_text and same_reporter else "same-text"
    like = Likeness(
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
    )
    return sum(min(a.weight, _MOST_OF_AN_AXIS) for a in agreeing) - len(differs) + alike / 200, like


def _strength(agreeing: tuple[Agreement, ...], differs: tuple[Axis, ...]) -> Strength | None:
    """Two axes make a proposal, three a strong one; less where the two reports name other things outright."""
    axes = {agreement.axis for agreement in agreeing}
    place_or_class = {"component", "class"} & ({*differs} - axes)
    if len(axes) < (_STRONG if place_or_class else _MEDIUM):
        return None
    return "strong" if len(axes) >= _STRONG and "component" in axes and not differs else "medium"


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
