"""One of a few, all in sight: for choices whose words are sentences."""

from collections.abc import Sequence

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, column


class RadioField(Field):
    """A radio button to a sentence; nothing is chosen until somebody does, or something is put in."""

    def __init__(self, label: str, choices: Sequence[tuple[str, str]], hint: str = "") -> None:
        box = QWidget()
        super().__init__(label, box, hint)
        self.caption.setWordWrap(True)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        rows = column(box, spacing=5)
        for key, words in choices:
            button = QRadioButton()
            button.setAccessibleName(words)
            button.setAccessibleDescription(label)
            self._group.addButton(button)
            self._buttons[key] = button
            line = beside(button, _Sentence(words, button), spacing=8)
            line.setStretch(0, 0)
            rows.addLayout(line)
        self._group.buttonClicked.connect(lambda _button: self.edited.emit())
        for first in list(self._buttons.values())[:1]:
            self.control = first  # Tab would come back for ever to a box that hands its focus to a child
            self.caption.setBuddy(first)

    @property
    def value(self) -> str:
        """The key of the choice; empty while there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def put(self, value: str) -> None:
        """Choose this key; an unknown one changes nothing."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)


class _Sentence(Words):
    """The words beside a button: a click on them is one on the button."""

    def __init__(self, words: str, button: QRadioButton) -> None:
        super().__init__(words, wrap=True)
        self._button = button

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Choose it."""
        self._button.click()
