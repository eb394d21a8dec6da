"""Other keys for the commands: chosen by pressing them, conflicts said, each or all put back as they come."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QWidget

from desktop.domain.nearness import nearness
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.keys_in_use import KeysInUse, normal
from desktop.ui.palette.offers import shown_key, words_of
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import Index, RowsModel, RowsTable


class KeysDialog(Dialog):
    """`keys.changed` is what was chosen, once it is accepted."""

    def __init__(self, parent: QWidget, actions: Sequence[QAction], keys: KeysInUse) -> None:
        super().__init__(parent, self.tr("Change keys"), width=640)
        self.keys = keys
        self._actions = actions
        self._find = LineField(self.tr("Find a command"))
        self._model = KeysModel(self, keys)
        self.table = RowsTable(self._model, self.tr("Commands and their keys"), height=260)
        self._of = Words(look="caption", wrap=True)
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        for named in (self.key, *self.key.findChildren(QLineEdit)):
            named.setAccessibleName(self.tr("New key"))
        self.use = ActButton(self.tr("Use this key"), self._use)
        self.without = ActButton(self.tr("No key"), self._clear)
        self.usual = ActButton(self.tr("As it comes"), self._reset)
        self._of.setBuddy(self.key)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.key, 1)
        for button in (self.use, self.without, self.usual):
            row.addWidget(button)
        for widget in (self._find, self.table, self._of):
            self.rows.addWidget(widget, 1 if widget is self.table else 0)
        self.rows.addLayout(row)
        self._find.edited.connect(self._show)
        self.table.selectionModel().currentChanged.connect(self._on_chosen)
        self.key.keySequenceChanged.connect(self._on_pressed)
        every = ActButton(self.tr("All as they come"), self._reset_all)
        self.finish(self.tr("Keep these keys"), cancel=self.tr("Cancel"), other=every)
        self._show()

    @property
    def _chosen(self) -> QAction | None:
        index = self.table.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    @property
    def _pressed(self) -> str:
        return normal(self.key.keySequence().toString())

    def choose(self, name: str) -> None:
        """Bring a command under the cursor."""
        self._find.put("")
        self._show()
        place = next(n for n, action in enumerate(self._actions) if action.objectName() == name)
        self.table.setCurrentIndex(self._model.index(place, 0))

    def _show(self) -> None:
        typed = self._find.value
        near = [(nearness(typed, words_of(action)), action) for action in self._actions]
        found = [action for score, action in near if score > 0 or not typed]
        self._model.show_rows(found)
        if found:
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _on_chosen(self, _index: QModelIndex, _before: QModelIndex) -> None:
        action = self._chosen
        if action is not None:
            self._of.say(self.tr("New key for “{command}”: press it here").format(command=words_of(action)))
            self.key.setKeySequence(QKeySequence(self.keys.of(action.objectName())))
        self._on_pressed()

    def _on_pressed(self) -> None:
        """Say what stands against it, before it is used."""
        action = self._chosen
        name = action.objectName() if action is not None else ""
        objection = self.keys.objection(name, self._pressed) if name else ""
        conflict = self.keys.conflict(name, self._pressed) if name else ""
        self.refuse(objection or conflict)
        self.use.rename(self.tr("Take it from there") if conflict else self.tr("Use this key"))
        fresh = bool(name and self._pressed) and self._pressed != self.keys.of(name)
        self.use.setEnabled(fresh and not objection)

    def _use(self) -> None:
        if self._chosen is not None:
            self.keys.give(self._chosen.objectName(), self._pressed)
            self._refresh()

    def _clear(self) -> None:
        if self._chosen is not None:
            self.keys.give(self._chosen.objectName(), "")
            self._refresh()

    def _reset(self) -> None:
        if self._chosen is not None:
            self.keys.reset(self._chosen.objectName())
            self._refresh()

    def _reset_all(self) -> None:
        self.keys.reset_all()
        self._refresh()

    def _refresh(self) -> None:
        self._model.tell_changed()
        self._on_chosen(self.table.currentIndex(), QModelIndex())


class KeysModel(RowsModel[QAction]):
    """A command to a row."""

    def __init__(self, parent: QWidget, keys: KeysInUse) -> None:
        super().__init__(parent)
        self._keys = keys

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Command"), self.tr("Key"), self.tr("Comes with"))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        """The words, the key, and the one that it comes with."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        action = self.row(index.row())
        name = action.objectName()
        keys = (self._keys.of(name), self._keys.usual(name))
        return (words_of(action), *(shown_key(QKeySequence(key)) for key in keys))[index.column()]

    def tell_changed(self) -> None:
        """Show the keys anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
