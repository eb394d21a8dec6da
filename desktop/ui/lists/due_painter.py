"""How a promise looks in the list: beside a case a few lines, on its own page a table of facts."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from desktop.ui.lists.chip_painter import chip_width, paint_chip
from desktop.ui.lists.due_list_model import about, group_of
from desktop.ui.lists.due_words import all_groups, group_words, row_chip
from desktop.ui.lists.paged_model import PLACEHOLDER, ROW_ROLE, Index
from desktop.ui.lists.row_painter import (
    MARGIN,
    PADDING,
    Line,
    RowPainter,
    due_words,
    most_lines,
    paint_choice,
    paint_ground,
    write,
)
from desktop.ui.look.broken_lines import broken
from desktop.ui.look.density import air
from desktop.ui.look.instants import absolute, short
from desktop.ui.look.theme import grown
from desktop.ui.look.wording import Chip
from desktop.workflows.vault_ports import DueRow

WIDE_PX = 680
"""From here on a row is painted as a table."""
_GROUP_PX, _WIDEST_GROUP_PX, _WHEN_PX, _WHEN_SHARE = 104, 180, 262, 0.42
"""At 100 %; what a date needs may take at most this share of what is left beside the heading."""
_LONG_DAY = datetime(2026, 9, 30, 22, 48, tzinfo=UTC)
"""Hardly any is written longer."""
_GAP = 3
_BESIDE_CHIP, _BESIDE_WHEN = 14, 16


class DuePainter(RowPainter):
    """A promise: when, in the policy's words, for which case, and what is known of it."""

    lines = 3

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(now)
        self._present = now

    def lines_of(self, row: object, now: datetime) -> tuple[Line, ...]:
        """The words of a promise, beside a case."""
        if not isinstance(row, DueRow):
            return (Line(PLACEHOLDER, "muted"),)
        due, tone = due_words(row.due, row.state, now, row.why)
        chip = row_chip(row)
        said = due or chip.words
        state = chip.words if chip.words not in said and row.due is not None else ""
        time = Line(said[:1].upper() + said[1:], tone, bold=True, right=state, right_tone=chip.tone)
        return (
            time._replace(whole=len(said)),
            Line(row.sentence, sentence=True),
            Line(whose(row), "muted", right=", ".join(row.clauses), whole=len(row.case_id)),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Beside a case, a line more where the sentence needs it.

        A view of rows that are all alike asks for one of them: then each has room for the longest sentence.
        """
        view = option.widget
        if not isinstance(view, QListView) or _is_wide(view.viewport().width()):
            return super().sizeHint(option, index)
        lines = self.lines + 1
        row = None if view.uniformItemSizes() else index.data(ROW_ROLE)
        if isinstance(row, DueRow):
            width = view.viewport().width() - 2 * MARGIN
            lines = (
                self.lines
                - 1
                + len(broken(row.sentence, QFontMetricsF(option.font), width, most_lines(option)))
            )
        return self.size_of(lines, option)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row, in as many columns as there is room for."""
        row = index.data(ROW_ROLE)
        if not _is_wide(option.rect.width()) or not isinstance(row, DueRow):
            super().paint(painter, option, index)
            return
        painter.save()
        paint_ground(painter, option)
        now = self._present()
        above = index.model().index(index.row() - 1, 0).data(ROW_ROLE)
        group = group_of(row, now)
        if not isinstance(above, DueRow) or group_of(above, now) != group:
            self._group(painter, option, group)
        self._facts(painter, option, row, now)
        paint_choice(painter, option, index)
        painter.restore()

    def _group(self, painter: QPainter, option: QStyleOptionViewItem, group: str) -> None:
        """The heading of those that follow, in the margin."""
        top = option.rect.top() + air(PADDING)
        wide = group_width(QFont(option.font)) - 12
        room = QRect(option.rect.left() + MARGIN, top, wide, option.fontMetrics.height())
        tone = "bad" if group == "overdue" else "muted"
        line = Line(group_words(group), tone, bold=True)
        write(painter, _mirrored(option, room), line, QFont(option.font))

    def _facts(self, painter: QPainter, option: QStyleOptionViewItem, row: DueRow, now: datetime) -> None:
        height, font = option.fontMetrics.height(), QFont(option.font)
        left = option.rect.left() + MARGIN + group_width(font)
        right = option.rect.right() - MARGIN
        middle = left + when_width(font, right - left)
        top = option.rect.top() + air(PADDING)
        due, tone = due_words(row.due, row.state, now, row.why)
        chip, row_of_chip, wide = badge_of(row, due), 0, 0
        if chip is not None:
            wide = chip_width(chip, font)
            row_of_chip = 0 if _fits(row, right - middle - wide - _BESIDE_CHIP, font) else 2
            ends = _mirrored(option, QRect(right - wide, top, wide, height)).right() + 1
            paint_chip(painter, chip, ends, top + row_of_chip * (height + _GAP), font)
        when = [
            Line((due[:1].upper() + due[1:]) or "–", tone, bold=True),  # noqa: RUF001 - no date
            Line(absolute(row.due) if row.due is not None else "", "muted"),
            Line(_first_words(row), "muted"),
        ]
        what = [
            *_sentence(row, right - middle, font),
            Line(whose(row), "muted", right=", ".join(row.clauses), whole=len(row.case_id)),
            Line(about(row), "muted"),
        ]
        for number, (one, other) in enumerate(zip(when, what, strict=False)):  # the last is empty below two
            y = top + number * (height + _GAP)
            beside = QRect(left, y, middle - left - _BESIDE_WHEN, height)
            write(painter, _mirrored(option, beside), one, font)
            room = right - middle - (wide + _BESIDE_CHIP if wide and number == row_of_chip else 0)
            write(painter, _mirrored(option, QRect(middle, y, room, height)), other, font)


def _mirrored(option: QStyleOptionViewItem, room: QRect) -> QRect:
    """Where it stands in a language that runs the other way."""
    return QStyle.visualRect(option.direction, option.rect, room)


def group_width(font: QFont) -> int:
    """How wide the margin is in which headings stand: each is read whole, in whatever language."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    needed = max(QFontMetrics(bold).horizontalAdvance(words) for words in all_groups().values())
    return max(grown(_GROUP_PX), min(needed + 16, grown(_WIDEST_GROUP_PX)))


def when_width(font: QFont, room: int) -> int:
    """How wide the column is in which dates stand: whole, where there is room for that."""
    needed = QFontMetrics(font).horizontalAdvance(absolute(_LONG_DAY)) + _BESIDE_WHEN
    return max(min(needed, round(room * _WHEN_SHARE)), min(grown(_WHEN_PX), round(room * _WHEN_SHARE)))


def _fits(row: DueRow, room: int, font: QFont) -> bool:
    """Whether the sentence is read whole in this room."""
    return QFontMetrics(_written(row, font)).horizontalAdvance(row.sentence) <= room


def _sentence(row: DueRow, room: int, font: QFont) -> list[Line]:
    """The sentence in two lines, where what is told below it leaves the second one free."""
    most = 1 if about(row) else 2
    parts = broken(row.sentence, QFontMetricsF(_written(row, font)), room, most)
    return [Line(part, bold=row.state == "overdue", sentence=True) for part in parts]


def _written(row: DueRow, font: QFont) -> QFont:
    written = QFont(font)
    written.setWeight(QFont.Weight.DemiBold if row.state == "overdue" else QFont.Weight.Normal)
    return written


def _is_wide(width: int) -> bool:
    return width >= grown(WIDE_PX)


def badge_of(row: DueRow, due: str) -> Chip | None:
    """How the promise stands; nothing where the words for its date say the same already."""
    chip = row_chip(row)
    return None if chip.words == due else chip


def whose(row: DueRow) -> str:
    """The case, or that the vault itself owes it."""
    if not row.case_id:
        return QCoreApplication.translate("Due", "This vault")
    return f"{row.case_id}  {row.title.line}"


def _first_words(row: DueRow) -> str:
    if row.original_due is not None and row.due is not None and row.original_due != row.due:
        words = QCoreApplication.translate("Due", "first promised for {when}")
        shown = absolute(row.original_due) if row.force == "rule" else short(row.original_due)
        return words.format(when=shown)
    if row.met_at is not None:
        return QCoreApplication.translate("Due", "done {when}").format(when=short(row.met_at))
    return ""
