"""How a row looks in a list: lines of plain text, cut where they do not fit."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.lists.paged_model import PLACEHOLDER, ROW_ROLE, Index
from desktop.ui.look.instants import overdue_by, relative
from desktop.ui.look.theme import tones
from desktop.ui.look.wording import severity_tone, state_chip
from desktop.workflows.vault_ports import CaseRow

MARGIN, PADDING, _GAP = 14, 11, 3
_LEFT_SHARE = 0.6
"""Of a line that is too long for both, the left part may take this much."""
_LATE = ("running", "overdue")
"""What is owed without a condition: once its date has passed it is late, also before a list says so."""
_SETTLED = ("met", "late", "ended", "not-applicable")


class Line(NamedTuple):
    """Words on the left, a remark on the right; tones are names of colours."""

    left: str
    tone: str = "ink"
    bold: bool = False
    right: str = ""
    right_tone: str = "muted"


class RowPainter(QStyledItemDelegate):
    """Paints with drawText, which knows no markup; `lines` is how many each row has."""

    lines = 2

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now

    @abstractmethod
    def lines_of(self, row: object, now: datetime) -> tuple[Line, ...]:
        """The lines of a row."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """So many lines of the font in use, with air."""
        return QSize(200, self.lines * (option.fontMetrics.height() + _GAP) - _GAP + 2 * PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        rect = option.rect
        painter.save()
        paint_ground(painter, option)
        height = option.fontMetrics.height()
        top = rect.top() + PADDING
        for line in self.lines_of(index.data(ROW_ROLE), self._now()):
            room = QRect(rect.left() + MARGIN, top, rect.width() - 2 * MARGIN, height)
            write(painter, room, line, QFont(option.font))
            top += height + _GAP
        painter.restore()


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """What a row stands on: chosen, under the pointer, or plain; and the line below it."""
    colours, rect = tones(), option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, QColor(colours.selected))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(colours.raised))
    painter.fillRect(
        QRect(rect.left() + MARGIN, rect.bottom(), rect.width() - 2 * MARGIN, 1), QColor(colours.line)
    )


def write(painter: QPainter, room: QRect, line: Line, font: QFont) -> None:
    """One line in this room: the left part and the remark share it, both cut where they do not fit."""
    small, font = QFont(font), QFont(font)
    font.setWeight(QFont.Weight.DemiBold if line.bold else QFont.Weight.Normal)
    small.setPixelSize(max(font.pixelSize() - 1, 9))
    painter.setFont(small)
    painter.setPen(QColor(getattr(tones(), line.right_tone)))
    wanted = QFontMetrics(font).horizontalAdvance(line.left)
    space = room.width() - min(wanted + 14, round(room.width() * _LEFT_SHARE))
    right = painter.fontMetrics().elidedText(line.right, Qt.TextElideMode.ElideRight, space)
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
    taken = painter.fontMetrics().horizontalAdvance(right) + 10 if right else 0
    painter.setFont(font if line.tone != "muted" else small)
    painter.setPen(QColor(getattr(tones(), line.tone)))
    left = room.adjusted(0, 0, -taken, 0)
    cut = painter.fontMetrics().elidedText(line.left, Qt.TextElideMode.ElideRight, left.width())
    painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class CasePainter(RowPainter):
    """A case: its title; its stage, severity and what is due; its reporter and id."""

    lines = 3

    def lines_of(self, row: object, now: datetime) -> tuple[Line, ...]:
        """The words of a case."""
        if not isinstance(row, CaseRow):
            return (Line(PLACEHOLDER, "muted"),)
        due, tone = due_words(row.next_due, row.next_state, now)
        stage = row.stage if row.open else self.tr("Closed")
        severity = row.severity.capitalize()
        found = row.found.text.line if row.found is not None else ""
        return (
            Line(row.title.line, bold=row.open),
            Line(
                found or stage,
                "muted" if found else "ink",
                right=severity,
                right_tone=severity_tone(row.severity),
            ),
            Line(row.reporter.line or self.tr("Anonymous"), "muted", right=due, right_tone=tone),
        )


def due_words(due: datetime | None, state: str, now: datetime) -> tuple[str, str]:
    """How far away it is, and the tone of that."""
    if due is None:
        return (state_chip(state).words, "muted") if state else ("", "muted")
    if state == "held":
        return relative(due, now), "ink"
    if state in _SETTLED:
        return state_chip(state).words, "muted"
    if due < now:
        return (overdue_by(due, now), "bad") if state in _LATE else (relative(due, now), "muted")
    return relative(due, now), "accent"
