"""The part of the rail where saved filters stand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.save_filter import SavedFilter

_SHOWN = 16
"""Characters of a name that the rail has room for; the tip shows all."""


class FilterShelf(QWidget):
    """A button to each filter, and one beside it that removes it."""

    chosen = Signal(str, str)
    """The name of a filter, and its text."""
    remove_wanted = Signal(str)

    def __init__(self, group: QButtonGroup) -> None:
        super().__init__()
        self._group = group
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(3)
        self._buttons: dict[str, ActButton] = {}
        self.empty = Words(self.tr("Saved searches stand here."), "small", wrap=True)
        self.empty.setContentsMargins(10, 2, 4, 2)
        self._rows.addWidget(self.empty)
        self.shown: tuple[SavedFilter, ...] = ()

    def show_filters(self, filters: Sequence[SavedFilter]) -> None:
        """Show these and no others; the one that is chosen stays so."""
        chosen = [name for name, button in self._buttons.items() if button.isChecked()]
        self._clear()
        self.shown = tuple(filters)
        self.empty.setVisible(not filters)
        for saved in filters:
            self._rows.addWidget(self._row(saved))
            self._buttons[saved.name].setChecked(saved.name in chosen)

    def choose(self, name: str) -> None:
        """Mark the one that is used."""
        self._buttons[name].setChecked(True)

    def _clear(self) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            row = button.parentWidget()
            assert row is not None
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._buttons = {}

    def _row(self, saved: SavedFilter) -> QWidget:
        words = saved.name if len(saved.name) <= _SHOWN else f"{saved.name[: _SHOWN - 1]}…"
        button = ActButton(
            words.replace("&", "&&"), lambda: self.chosen.emit(saved.name, saved.text), "rail", "search"
        )
        button.setAccessibleName(self.tr("Filter: {name}").format(name=saved.name))
        button.setToolTip(f"{saved.name}: {saved.text}")
        button.setCheckable(True)
        self._group.addButton(button)
        self._buttons[saved.name] = button
        away = self.tr("Remove the filter {name}").format(name=saved.name)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(button, 1)
        line.addWidget(IconButton("close", away, lambda: self.remove_wanted.emit(saved.name)))
        return row
