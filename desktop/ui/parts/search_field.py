"""One of very many: a list that narrows while somebody types any part of a name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QCompleter

from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.fields import Field


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
        self._found = popup
        popup.installEventFilter(self)
        self.offer(choices)
        self._box.activated.connect(lambda _index: self.edited.emit())
        line.editingFinished.connect(self.edited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click beside the list closes it and goes where it was meant to go: Qt would swallow it."""
        if watched is self._found and isinstance(event, QMouseEvent):
            pressed = event.type() == QEvent.Type.MouseButtonPress
            if pressed and not self._found.rect().contains(event.position().toPoint()):
                self._found.hide()
                at = event.globalPosition()
                QTimer.singleShot(0, self, lambda: _click(at))  # once no list is in the way any more
                return True
        return super().eventFilter(watched, event)

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
        line = self._box.lineEdit()
        if line is not None and not line.hasFocus():
            line.setCursorPosition(0)


def _click(at: QPointF) -> None:
    """Click what stands there; a click that no device made gives no focus by itself."""
    target = QApplication.widgetAt(at.toPoint())
    if target is None:
        return
    if target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
        target.setFocus(Qt.FocusReason.MouseFocusReason)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
        click = QMouseEvent(kind, target.mapFromGlobal(at), at, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, click)
