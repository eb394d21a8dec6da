"""What the patterns and signs of the timeline mean: only those in use, from left to right and then down."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from PySide6.QtGui import QFont, QFontMetricsF

from desktop.domain.promises.lanes import Lanes, MarkKind, SegmentKind
from desktop.ui.case.lane_words import mark_words, segment_words

_LINE = 1.35
_SIGN = 1.8
"""Room for the sign, in heights of the type; the words stand right of it."""


class Meaning(NamedTuple):
    """A pattern or sign, its words, and where it stands."""

    kind: SegmentKind | MarkKind
    words: str
    x: float
    y: float
    words_x: float


def meanings(lanes: Lanes, font: QFont, width: float) -> Iterator[Meaning]:
    """Every pattern and sign in use, placed within this width."""
    metrics = QFontMetricsF(font)
    height = metrics.height()
    x = y = 0.0
    for kind, words in _in_use(lanes):
        wide = height * (_SIGN + 1) + metrics.horizontalAdvance(words)
        if x and x + wide - height > width:
            x, y = 0.0, y + height * _LINE
        yield Meaning(kind, words, x, y, x + height * _SIGN)
        x += wide


def legend_height(lanes: Lanes, font: QFont, width: float) -> float:
    """How high the legend is at this width."""
    height = QFontMetricsF(font).height()
    return max((meaning.y + height for meaning in meanings(lanes, font, width)), default=0.0)


def _in_use(lanes: Lanes) -> Iterator[tuple[SegmentKind | MarkKind, str]]:
    kinds = {segment.kind for lane in lanes.lanes for segment in lane.segments}
    signs = {mark.kind for lane in lanes.lanes for mark in lane.marks}
    for kind in get_args(SegmentKind):
        if kind in kinds:
            yield kind, segment_words(kind)
    for sign in get_args(MarkKind):
        if sign in signs:
            yield sign, mark_words(sign)
