"""Fields that people type in: each under its label, named for screen readers, kept by key for drafts."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextOption
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.clipboard import secret
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column

_MOST_LINES = 18
MARGIN_PX = 7
"""Between the border of a control and what is typed into it."""
_AROUND_TEXT = 30
"""Pixels of border, padding and document margin."""


class Field(QWidget):
    """A label, the control below it, and a hint; `edited` tells of a person's change."""

    edited = Signal()
    secret = False
    """Whether what stands in it is kept nowhere."""

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        control.setAccessibleName(label)
        self.caption = Words(label, "caption", wrap=True)
        self.caption.setBuddy(control)
        rows = column(self, spacing=4)
        rows.addWidget(self.caption)
        rows.addWidget(control)
        if hint:
            control.setAccessibleDescription(hint)
            rows.addWidget(Words(hint, "hint", wrap=True))
        rows.addStretch(1)

    @property
    def value(self) -> str:
        """What stands in it."""
        raise NotImplementedError

    def put(self, value: str) -> None:
        """Put this in without telling that it was edited."""
        raise NotImplementedError


class LineField(Field):
    """One line."""

    def __init__(self, label: str, hint: str = "", placeholder: str = "", *, secret: bool = False) -> None:
        self._edit = QLineEdit()
        super().__init__(label, self._edit, hint)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setDragEnabled(False)
        self.secret = secret
        if secret:
            self._edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._edit.textEdited.connect(self.edited)
        self.submitted = self._edit.returnPressed

    @property
    def value(self) -> str:
        """What stands in it, without surrounding blanks unless it is a secret."""
        text = self._edit.text()
        return text if self._edit.echoMode() == QLineEdit.EchoMode.Password else text.strip()

    def put(self, value: str) -> None:
        """Put this in."""
        self._edit.setText(value)
        self._edit.setCursorPosition(0)


class TextBox(QPlainTextEdit):
    """Tells when its width has changed, and with it where lines wrap."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out, then tell."""
        super().resizeEvent(event)
        self.resized.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: plain text, marked as secret."""
        return secret(self.textCursor().selection().toPlainText())


class TextField(Field):
    """Several lines; Tab leaves the box."""

    def __init__(self, label: str, hint: str = "", placeholder: str = "", *, lines: int = 4) -> None:
        self._edit = TextBox()
        super().__init__(label, self._edit, hint)
        self._edit.setTabChangesFocus(True)
        self._edit.setPlaceholderText(placeholder)
        self._edit.setAcceptDrops(False)
        self._edit.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._fewest = lines
        self._putting = False
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.resized.connect(self._grow)
        layout = self._edit.document().documentLayout()
        layout.documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    @property
    def value(self) -> str:
        """What stands in it, without surrounding blanks."""
        return self._edit.toPlainText().strip()

    def put(self, value: str) -> None:
        """Put this in."""
        self._putting = True
        self._edit.setPlainText(value.rstrip())
        self._putting = False

    def _grow(self) -> None:
        """As high as its text, from the fewest lines to a limit, then it scrolls."""
        line = math.ceil(QFontMetricsF(self._edit.font()).height())  # lines are laid out in whole pixels
        wanted = round(self._edit.document().size().height())  # counted in lines by plain-text layouts
        # Only beyond the limit: a bar that comes and goes changes where lines wrap, and so the height again.
        bar = Qt.ScrollBarPolicy
        self._edit.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if wanted > _MOST_LINES else bar.ScrollBarAlwaysOff
        )
        self._edit.setFixedHeight(min(max(wanted, self._fewest), _MOST_LINES) * line + _AROUND_TEXT)

    def _on_text_changed(self) -> None:
        if not self._putting:
            self.edited.emit()


class ChoiceField(Field):
    """One of several; what is chosen is its key, what is shown its words."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]] = (), hint: str = "") -> None:
        self._box = ChoiceBox(label)
        super().__init__(label, self._box, hint)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.offer(choices)
        self._box.activated.connect(lambda _index: self.edited.emit())

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the choices, keeping what is chosen where it is still there."""
        chosen = self.value
        self._box.clear()
        for key, words in choices:
            self._box.addItem(words, key)
        self.put(chosen)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Those that are offered: keys and their words."""
        return [(str(self._box.itemData(n)), self._box.itemText(n)) for n in range(self._box.count())]

    @property
    def value(self) -> str:
        """The key of the choice, or empty."""
        return str(self._box.currentData() or "")

    def put(self, value: str) -> None:
        """Choose this key; an unknown one leaves the first."""
        index = self._box.findData(value)
        if self._box.count():
            self._box.setCurrentIndex(max(index, 0))
