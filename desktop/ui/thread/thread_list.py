"""The entries of a thread as a list: painted rows, walked through with the arrow keys."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, Qt, Signal

from desktop.domain.thread import Entry
from desktop.ui.lists.paged_model import ROW_ROLE, Index
from desktop.ui.lists.row_painter import Line, RowPainter
from desktop.ui.lists.row_view import RowView
from desktop.ui.look.thread_words import parties, standing_chip, titled, written_at
from desktop.ui.parts.empty_state import Emptiness, fill_when_empty

_NOWHERE = QModelIndex()
_OPEN = ("waiting", "draft", "saved")


class ThreadModel(QAbstractListModel):
    """All entries of one case, the oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Show these in place of the others."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """An entry for the painter, or in words."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ROW_ROLE:
            return entry
        return spoken(entry) if role == Qt.ItemDataRole.DisplayRole else None


class ThreadPainter(RowPainter):
    """From or to whom and where it stands; what it is and when it was written."""

    lines = 2

    def lines_of(self, row: object, _now: datetime) -> tuple[Line, ...]:
        """The words of an entry."""
        assert isinstance(row, Entry)
        chip = standing_chip(row)
        state, tone = (chip.words, chip.tone) if chip is not None else ("", "muted")
        bold = row.state in _OPEN
        return (
            Line(parties(row), bold=bold, right=state, right_tone=tone, right_first=True),
            Line(titled(row), "muted", right=written_at(row), right_first=True),
        )


class ThreadList(RowView):
    """`chosen` tells which entry is to be read, None while there is none; `begun` asks for the first."""

    chosen = Signal(object)
    begun = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._entries = ThreadModel()
        self._painter = ThreadPainter(now)
        super().__init__(self._entries, self._painter, "")
        self.setAccessibleName(self.tr("Messages and letters"))
        why = self.tr(
            "What the reporter wrote, what you answered and what is half typed stand here, the oldest first."
        )
        write = self.tr("Write a letter…")
        fill_when_empty(self, Emptiness(self.tr("Nothing was written yet."), why, write, self.begun.emit))
        self.selectionModel().currentChanged.connect(lambda _current, _before: self._tell())

    def show_entries(self, entries: tuple[Entry, ...], *, anew: bool) -> None:
        """Show these; what was read stays chosen, `anew` the newest is."""
        before = None if anew else self.current
        self._entries.show(entries)
        keys = [entry.key for entry in entries]
        row = keys.index(before.key) if before is not None and before.key in keys else len(keys) - 1
        if row >= 0:
            index = self._entries.index(row, 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        else:
            self._tell()

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, Entry) else None

    def _tell(self) -> None:
        self.chosen.emit(self.current)


def spoken(entry: Entry) -> str:
    """The whole row in words, for a screen reader."""
    chip = standing_chip(entry)
    parts = (parties(entry), titled(entry), chip.words if chip is not None else "", written_at(entry))
    return ", ".join(filter(None, parts))
