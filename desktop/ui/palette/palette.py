"""The palette: a line to type in and what it finds; the keyboard never leaves the line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.ui.lists.row_view import RowView
from desktop.ui.look.theme import grown
from desktop.ui.palette.entry import Entry, ranked, recent_first
from desktop.ui.palette.entry_list import EntryModel, EntryPainter
from desktop.ui.parts.labels import Words

Take = Callable[[Sequence[Entry]], None]
Find = Callable[[str, Take], object]
"""Finds the cases that are called so, or with nothing typed those of late, in the background."""

_WIDTH_PX, _HEIGHT_PX, _WIDEST_PX, _HIGHEST_PX = 620, 460, 900, 700
_TOP_PX = 72
_FIND_AFTER_MS = 60
_LONGEST = 200
_ROWS = 8
"""How far PageUp and PageDown go."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS,
    Qt.Key.Key_PageUp: -_ROWS,
}


class Palette(QDialog):
    """Commands come at once, cases when the vault has answered; Return waits for them where it must."""

    chosen = Signal(str)
    """The name of what is about to be done."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry], recent: Sequence[str], find: Find) -> None:
        super().__init__(parent)
        self._entries, self._recent, self._find = entries, recent, find
        self._cases: tuple[Entry, ...] = ()
        self._waiting = self._hasty = self._over = False
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Go to anything"))
        self.setAccessibleName(self.windowTitle())
        self.line = QLineEdit()
        self.line.setObjectName("search")
        self.line.setMaxLength(_LONGEST)
        self.line.setAccessibleName(self.tr("Command, case, page or setting"))
        self.line.setPlaceholderText(self.line.accessibleName())
        self.line.installEventFilter(self)
        self.model = EntryModel()
        self._painter = EntryPainter()
        self.view = RowView(self.model, self._painter, self.tr("Found"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = Words(look="small", wrap=True)
        self._lay_out(parent.window())
        self._asked = QTimer(self, singleShot=True, interval=_FIND_AFTER_MS)
        self._asked.timeout.connect(self._ask)
        self.line.textChanged.connect(self._on_typed)
        self.view.clicked.connect(lambda _index: self._take())
        self.view.selectionModel().currentChanged.connect(self._tell)
        self.finished.connect(self._on_finished)
        self._show_found()
        self._ask()

    def _lay_out(self, window: QWidget) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 12, 12, 10)
        rows.setSpacing(8)
        rows.addWidget(self.line)
        rows.addWidget(self.view, 1)
        rows.addWidget(self._foot)
        width = min(grown(_WIDTH_PX, _WIDEST_PX), window.width() - 40)
        self.resize(width, min(grown(_HEIGHT_PX, _HIGHEST_PX), window.height() - 2 * _TOP_PX))
        self.move(window.x() + (window.width() - width) // 2, window.y() + _TOP_PX)
        self.line.setFocus()

    # --- keys ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down walk through what was found, while the words stay where they are."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._choose(self.view.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, row: int) -> None:
        last = self.model.rowCount() - 1
        self.view.setCurrentIndex(self.model.index(max(0, min(row, last)), 0))

    def _take(self) -> None:
        """Do what is chosen; what cannot be done says why, and the palette stays."""
        current = self.view.currentIndex()
        if not current.isValid():
            self._hasty = self._waiting
            return
        entry = self.model.entries[current.row()]
        if not entry.why_not:
            self.accept()
            self.chosen.emit(entry.name)
            entry.run()

    # --- finding -------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._cases, self._hasty, self._waiting = (), False, True
        self._show_found()
        self._asked.start()

    def _ask(self) -> None:
        typed = self.line.text()
        self._waiting = True

        def take(found: Sequence[Entry]) -> None:
            if not self._over and typed == self.line.text():
                self._on_found(found)

        self._find(typed, take)

    def _on_finished(self) -> None:
        self._over = True  # what is found from now on has no line to stand under
        self.deleteLater()

    def _on_found(self, cases: Sequence[Entry]) -> None:
        chosen = self.view.currentIndex().row()
        before = self.model.entries[chosen].name if chosen >= 0 else ""
        self._cases, self._waiting = tuple(cases), False
        self._show_found()
        places = [place for place, entry in enumerate(self.model.entries) if entry.name == before]
        self._choose(places[0] if places and chosen > 0 else 0)
        if self._hasty:
            self._hasty = False
            self._take()

    def _show_found(self) -> None:
        """What may be meant is shown only where nothing is meant beyond doubt."""
        typed = self.line.text().strip()
        if not typed:
            found = recent_first((*self._cases, *self._entries), self._recent)
        else:
            sure, perhaps = ranked(typed, self._entries, self._recent)
            found = (*sure, *self._cases, *(() if self._waiting or self._cases else perhaps))
        self.model.show_entries(found)
        self._choose(0)
        self._tell(self.view.currentIndex())

    def _tell(self, index: QModelIndex, _before: object = None) -> None:
        """Say what is chosen to those who cannot see it, and how to go on."""
        entry = self.model.entries[index.row()] if index.isValid() else None
        nothing = (
            self.tr("Looking for cases…")
            if self._waiting
            else self.tr("Nothing is called so. Fewer letters find more.")
        )
        ways = self.tr("Up and Down choose, Return does it, Esc closes.")
        self._foot.say((entry.why_not or ways) if entry else nothing)
        self.line.setAccessibleDescription(entry.spoken if entry else nothing)
