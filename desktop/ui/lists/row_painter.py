"""How a row looks in a list: lines of plain text, cut where they do not fit."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.lists.paged_model import CHOSEN_ROLE, PLACEHOLDER, ROW_ROLE, Index
from desktop.ui.look.broken_lines import broken
from desktop.ui.look.density import air
from desktop.ui.look.icons import icon
from desktop.ui.look.instants import overdue_by, relative
from desktop.ui.look.need_words import stage_words
from desktop.ui.look.theme import grown, tones
from desktop.ui.look.tones import Tones
from desktop.ui.look.wording import level_words, severity_tone, state_chip
from desktop.workflows.vault_ports import CaseRow

MARGIN, PADDING, _GAP = 14, 11, 3
_CHOICE_PX = 18
_LEFT_SHARE = 0.6
"""Of a line that is too long for both, the left part may take this much."""
_WIDEST = 400
"""Characters that are measured: no row is wider, and a stranger's may be millions."""
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
    right_first: bool = False
    """Whether the remark is read whole, and the left part is cut for it."""
    sentence: bool = False
    """Whether it wraps where the row has room for that; it is cut in the middle, other lines at their end."""
    whole: int = 0
    """So many characters at the beginning are never cut: rows that differ by an id alone stay apart."""


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
        return self.size_of(self.lines, option)

    @staticmethod
    def size_of(lines: int, option: QStyleOptionViewItem) -> QSize:
        """The size of a row of so many lines."""
        return QSize(200, lines * (option.fontMetrics.height() + _GAP) - _GAP + 2 * air(PADDING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row."""
        rect = option.rect
        painter.save()
        paint_ground(painter, option)
        height = option.fontMetrics.height()
        top = rect.top() + air(PADDING)
        for line in self._wrapped(index.data(ROW_ROLE), option):
            room = QRect(rect.left() + MARGIN, top, rect.width() - 2 * MARGIN, height)
            write(painter, room, line, QFont(option.font))
            top += height + _GAP
        paint_choice(painter, option, index)
        painter.restore()

    def _wrapped(self, row: object, option: QStyleOptionViewItem) -> Iterator[Line]:
        """The lines at this width."""
        for line in self.lines_of(row, self._now()):
            if line.sentence:
                width = option.rect.width() - 2 * MARGIN
                for part in broken(line.left, QFontMetricsF(option.font), width, most_lines(option)):
                    yield line._replace(left=part)
            else:
                yield line


def most_lines(option: QStyleOptionViewItem) -> int:
    """Of a sentence that wraps; where all rows are alike each would have the room of the longest."""
    view = option.widget
    return 2 if not isinstance(view, QListView) or view.uniformItemSizes() else 3


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
    if option.state & QStyle.StateFlag.State_HasFocus:
        _paint_ring(painter, QRect(rect), colours)


def _paint_ring(painter: QPainter, rect: QRect, colours: Tones) -> None:
    """Around the row that the keyboard is at."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(colours.focus), colours.ring)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    inset = colours.ring // 2
    painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))


def paint_choice(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A row that is chosen for an act on many bears a mark at its upper edge, on the right."""
    if index.data(CHOSEN_ROLE):
        side, rect = grown(_CHOICE_PX), option.rect
        room = QRect(rect.right() - side - 4, rect.top() + 4, side, side)
        painter.fillRect(QRect(rect.left(), rect.top(), 6, rect.height()), QColor(tones().accent))
        icon("done", tones().accent).paint(painter, room)


def write(painter: QPainter, room: QRect, line: Line, font: QFont) -> None:
    """One line in this room: the left part and the remark share it, both cut where they do not fit."""
    small, font = QFont(font), QFont(font)
    font.setWeight(QFont.Weight.DemiBold if line.bold else QFont.Weight.Normal)
    small.setPixelSize(max(font.pixelSize() - 1, 9))
    of_left = font if line.tone != "muted" else small
    left, right = fitted(line, QFontMetrics(of_left), QFontMetrics(small), room.width())
    painter.setFont(small)
    painter.setPen(QColor(getattr(tones(), line.right_tone)))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
    painter.setFont(of_left)
    painter.setPen(QColor(getattr(tones(), line.tone)))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)


def fitted(line: Line, metrics: QFontMetrics, small: QFontMetrics, width: int) -> tuple[str, str]:
    """Both parts as they fit into this width beside each other, the remark in small type."""
    line = line._replace(left=line.left[:_WIDEST], right=line.right[:_WIDEST])
    share = 0 if line.right_first else _LEFT_SHARE
    kept = min(metrics.horizontalAdvance(line.left) + 14, round(width * share))
    if line.whole:
        kept = max(kept, metrics.horizontalAdvance(f"{line.left[: line.whole]}…") + 14)
    right = small.elidedText(line.right, Qt.TextElideMode.ElideRight, width - kept) if kept < width else ""
    taken = small.horizontalAdvance(right) + 10 if right else 0
    where = Qt.TextElideMode.ElideMiddle if line.sentence else Qt.TextElideMode.ElideRight
    left, name = line.left, line.left[: line.whole]
    if name and metrics.horizontalAdvance(name) > width - taken:  # its end tells it apart
        left, where = name, Qt.TextElideMode.ElideMiddle
    return metrics.elidedText(left, where, width - taken), right


class CasePainter(RowPainter):
    """A case: its title; its id, policy and severity; its stage and reporter, or a hit; and what is due.

    Two reports may bear one title: the id tells them apart, and the policy says who promised what.
    """

    lines = 3

    def lines_of(self, row: object, now: datetime) -> tuple[Line, ...]:
        """The words of a case."""
        if not isinstance(row, CaseRow):
            return (Line(PLACEHOLDER, "muted"),)
        due, tone = due_words(row.next_due, row.next_state, now)
        stage = stage_words(row.stage if row.open else "Closed")
        severity = level_words(row.severity)
        found = row.found.text.line if row.found is not None else ""
        nobody = self.tr("Anonymous") if row.grade else self.tr("Incident")
        whose = f"{stage} · {row.reporter.line or nobody}"
        return (
            Line(row.title.line, bold=row.open),
            Line(
                f"{row.case_id} · {row.policy_id}",
                right=severity,
                right_tone=severity_tone(row.severity),
                whole=len(row.case_id),
            ),
            Line(found or whose, "muted", right=due, right_tone=tone, right_first=True),
        )


def due_words(due: datetime | None, state: str, now: datetime, why: str = "") -> tuple[str, str]:
    """How far away it is, and the tone of that."""
    if due is None:
        return (state_chip(state, why).words, "muted") if state else ("", "muted")
    if state == "held":
        return relative(due, now), "ink"
    if state in _SETTLED:
        return state_chip(state).words, "muted"
    if due < now:
        return (overdue_by(due, now), "bad") if state in _LATE else (relative(due, now), "muted")
    return relative(due, now), "accent"
