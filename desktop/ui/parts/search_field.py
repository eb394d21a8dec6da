"""One of very many: a list that narrows while somebody types any part of a name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from desktop.ui.parts.fields import ChoiceBox, Field


class SearchField(Field):
    """What is chosen is its key; words that name none of them are given back as they were typed."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]] = (), hint: str = "") -> None:
        self._box = ChoiceBox(label)
        super().__init__(label, self._box, hint)
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line, completer = self._box.lineEdit(), self._box.completer()
        assert line is not None
        assert completer is not None
        line.setAccessibleName(label)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = completer.popup()
        assert popup is not None
        popup.setAccessibleName(label)
        self.offer(choices)
        self._box.activated.connect(lambda _index: self.edited.emit())
        line.editingFinished.connect(self.edited)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, keeping what stands in it."""
        chosen = self.value
        self._box.clear()
        for key, words in choices:
            self._box.addItem(words, key)
        self.put(chosen)

    @property
    def value(self) -> str:
        """The key of the choice, else what was typed."""
        typed = self._box.currentText().strip()
        index = self._box.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self._box.itemData(index)) if index >= 0 else typed

    def put(self, value: str) -> None:
        """Choose this key; a key that is not offered stands as it is."""
        index = self._box.findData(value)
        self._box.setCurrentIndex(index)
        if index < 0:
            self._box.setEditText(value)
