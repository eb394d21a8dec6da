"""Lists that page: a row that has not come yet is a placeholder, and is asked for once, off the UI thread.

A view asks for the index of every row whenever it lays itself out. That must not be answered in Python: of
100,000 rows it takes seconds. So Qt's own model counts them, though it holds none of them.
"""

from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Container, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel

from desktop.ui.parts.tips import tip_of

PAGE = 100
PLACEHOLDER = "…"
_IN_SIGHT = 2
"""Pages that a view shows at once: a list is rarely higher than one, and may stand across two."""
_LONGEST_TOLD = 600
"""Characters of a line in a tooltip: a stranger's may be millions."""
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
CHOSEN_ROLE = ROW_ROLE + 1

Index = QModelIndex | QPersistentModelIndex

Arrived = Callable[[int, Sequence[Any]], None]
"""Takes the number of all rows, and those of the page."""


class PagedModel(QStandardItemModel):
    """Rows by number; `COLUMNS` name the facts of a row."""

    COLUMNS: tuple[str, ...] = ()
    arrived = Signal()
    """Rows came into a list that is shown already; every row stands where it stands now."""

    def __init__(self) -> None:
        super().__init__(0, len(self.COLUMNS))
        self._rows: dict[int, Any] = {}
        self._asked: set[int] = set()
        self._generation = 0
        self._looked_at: deque[int] = deque(maxlen=_IN_SIGHT)
        self._reading: Reading | None = None
        self.chosen: Container[str] = ()
        """The ids of the cases that are chosen for an act on many."""

    @abstractmethod
    def fetch(self, offset: int, limit: int, then: Arrived) -> None:
        """Read rows in the background, then tell."""

    @abstractmethod
    def text(self, row: Any, column: str) -> str:
        """A fact of a row in words."""

    def identity(self, row: Any) -> Hashable:
        """What makes it the same row wherever it stands."""
        case_id: str = row.case_id
        return case_id

    def spoken(self, row: Any) -> str:
        """The whole row in words, for a screen reader."""
        return ", ".join(filter(None, (self.text(row, column) for column in self.COLUMNS)))

    def told(self, row: Any) -> tuple[str, ...]:
        """The lines of a row's tooltip, where what was cut in it is read; none for no tooltip."""
        return tuple(self.text(row, column) for column in self.COLUMNS)

    def begin(self) -> None:
        """Read something else; what is shown stays until the first of it is there."""
        self._looked_at.clear()
        self._gather(anew=True)

    def refresh(self) -> None:
        """Read the same again, as far as somebody looks at it; rows are followed to their new places."""
        begun_anew = self._reading is not None and self._reading.anew
        self._gather(anew=begun_anew or not self._rows)

    def _gather(self, *, anew: bool) -> None:
        self._generation += 1
        self._asked = {0, *self._looked_at}
        self._reading = Reading(anew, set(self._asked))
        for page in sorted(self._asked):
            self._request(page)

    def row_of(self, case_id: str) -> int | None:
        """Where a case stands first, if its page is there."""
        return next((number for number, row in self._rows.items() if row.case_id == case_id), None)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Chosen and read; never edited nor dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """A fact of a row; asks for its page when it is not there."""
        self._look_at(index.row() // PAGE)
        row = self._rows.get(index.row())
        if row is None:
            self._want(index.row())
            return PLACEHOLDER if role == Qt.ItemDataRole.DisplayRole else None
        if role == ROW_ROLE:
            return row
        if role == CHOSEN_ROLE:
            return bool(row.case_id) and row.case_id in self.chosen
        return self._in_words(row, index.column(), role)

    def _in_words(self, row: Any, column: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, self.COLUMNS[column])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_as_chosen(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of("\n".join(line[:_LONGEST_TOLD] for line in self.told(row) if line))
        return None

    def _spoken_as_chosen(self, row: Any) -> str:
        words = self.spoken(row)
        return self.tr("Chosen: {row}").format(row=words) if row.case_id in self.chosen else words

    def _look_at(self, page: int) -> None:
        if page not in self._looked_at:
            self._looked_at.append(page)

    def _want(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self._request(page)

    def _request(self, page: int) -> None:
        generation = self._generation
        self.fetch(page * PAGE, PAGE, lambda total, rows: self._on_page(generation, page, total, rows))

    def _on_page(self, generation: int, page: int, total: int, rows: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        first = page * PAGE
        found = dict(enumerate(rows, start=first))
        reading = self._reading
        if reading is None:
            self._rows |= found
            last = first + max(len(rows), 1) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
            self.arrived.emit()
            return
        reading.rows |= found
        reading.waits_for.discard(page)
        reading.total = total if page == 0 else reading.total
        if not reading.waits_for:
            self._reading = None
            self._show(reading)

    def _show(self, reading: "Reading") -> None:
        if reading.anew:
            self.beginResetModel()
            self._rows = reading.rows
            self._count(reading.total)
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self._rows
        self._rows = reading.rows
        total = reading.total
        self._count(max(total, self.rowCount()))  # rows go only when nothing stands in them any more
        places = {self.identity(row): number for number, row in self._rows.items()}
        for index in self.persistentIndexList():
            row = before.get(index.row())
            moved = places.get(self.identity(row)) if row is not None else None
            # What is gone, or no longer in sight, leaves its place to the row that stands there now.
            place = min(index.row(), total - 1) if moved is None else moved
            self.changePersistentIndex(index, self.index(place, index.column()))
        self._count(total)
        self.layoutChanged.emit()
        self.arrived.emit()

    def _count(self, rows: int) -> None:
        """Have so many, while a reset or a new layout is told of: that they came or went is part of it."""
        with QSignalBlocker(self):
            self.setRowCount(rows)


@dataclass
class Reading:
    """Pages that are being read together, and shown together once all have come."""

    anew: bool
    waits_for: set[int]
    rows: dict[int, Any] = field(default_factory=dict)
    total: int = 0
