"""The words above the bar of a lane: the sentence, and how the promise stands, beside it where both fit."""

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from desktop.domain.promises.lanes import Lane, Lanes
from desktop.ui.case.lane_words import Said, name_of_lane, state_words
from desktop.ui.look.broken_lines import broken
from desktop.ui.look.instants import absolute

_MOST_LINES = 3
"""Of a sentence, in the largest type beside an inspector."""


class Heading(NamedTuple):
    """The lines of the sentence; the state stands at the right of the line number `state_row`."""

    sentence: tuple[str, ...]
    said: Said
    state_row: int

    @property
    def rows(self) -> int:
        """How many lines it takes."""
        return max(len(self.sentence), self.state_row + 1)


def heading_of(lane: Lane, lanes: Lanes, font: QFont, width: float) -> Heading:
    """Both on one line where there is room; else the sentence has its own."""
    metrics = QFontMetricsF(font)
    said = _said(lane, lanes)
    room = width - QFontMetricsF(strong(font)).horizontalAdvance(said.words) - metrics.height()
    sentence = name_of_lane(lane)
    lines: tuple[str, ...] = (sentence,)
    if metrics.horizontalAdvance(sentence) > room:
        lines = tuple(broken(sentence, metrics, width, _MOST_LINES))
    beside = metrics.horizontalAdvance(lines[-1]) <= room
    return Heading(lines, said, len(lines) - 1 if beside else len(lines))


def _said(lane: Lane, lanes: Lanes) -> Said:
    """How it stands; the end of an embargo with its hour here and in UTC."""
    said = state_words(lane.state, lane.due, lane.done_at, lanes.now, lane.why)
    if lane.state != "held" or lane.due is None:
        return said
    return said._replace(words=f"{said.words} · {absolute(lane.due)}")


def strong(font: QFont) -> QFont:
    """The type in which states are written."""
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found
