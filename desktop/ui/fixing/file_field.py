"""A file that is kept with the case: its hash is the value, its name is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.layout import beside

_SHOWN = 12


class FileField(Field):
    """`wanted` asks to choose and store a file; `show_file` then says which it is."""

    wanted = Signal()

    def __init__(self, label: str, about: str = "") -> None:
        line = QWidget()
        super().__init__(label, line)
        self.caption.hide()
        name = f"{label} {about}".strip()
        self._value = ""
        self._name = InertLabel(Untrusted(""), "small")
        self._words = label
        self.choose = ActButton(label, self.wanted.emit, "small")
        self.choose.setAccessibleName(name)
        self._remove = ActButton(self.tr("Remove"), self._on_remove, "small")
        self._remove.setAccessibleName(self.tr("Remove: {what}").format(what=name))
        line.setFocusProxy(self.choose)
        row = beside(self.choose, self._name, self._remove, spacing=6)
        row.setContentsMargins(0, 0, 0, 0)
        for place, share in enumerate((0, 100, 0)):
            row.setStretch(place, share)
        row.addStretch(1)  # what is left over while no name is shown
        line.setLayout(row)
        self._show("")

    @property
    def value(self) -> str:
        """The SHA-256 of the file, or empty."""
        return self._value

    def put(self, value: str) -> None:
        """Show the file of this hash."""
        self._value = value
        self._show(f"SHA-256 {value[:_SHOWN]}…" if value else "")

    def show_file(self, sha256: str, name: str) -> None:
        """A person chose this file."""
        self._value = sha256
        self._show(name)
        self.edited.emit()

    def _show(self, words: str) -> None:
        self._name.show_text(Untrusted(words))
        self._name.setVisible(bool(words))
        self._remove.setVisible(bool(words))

    def _on_remove(self) -> None:
        self.put("")
        self.choose.setFocus()
        self.edited.emit()
