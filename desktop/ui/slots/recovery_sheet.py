"""A recovery code, shown once: as text, as a QR code, on a sheet to print; its end is asked back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.slots.qr_view import QrView

_PROOF = 4
"""Characters of the code that are asked back."""


class RecoverySheet(QWidget):
    """`save_wanted` brings the code and where its sheet is to go; who hears it writes it."""

    save_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._code = ""
        self.shown = Words(look="recovery-code", wrap=True)
        self.shown.setAccessibleName(self.tr("Recovery code"))
        self._qr = QrView(self.tr("The recovery code as a QR code"))
        self._save = ActButton(self.tr("Save a sheet to print…"), self._on_save, mark="document")
        warning = self.tr("The sheet is a file that holds the code: print it, then delete it.")
        self.proof = LineField(self.tr("Its last %n characters", "", _PROOF))
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        rows = column(self, spacing=11)
        rows.addWidget(self.shown)
        rows.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._save, Words(warning, "hint", wrap=True), self.proof, self._refusal):
            rows.addWidget(widget)

    def show_code(self, code: str) -> None:
        """Show the code that was just made; an empty one takes it from the screen."""
        self._code = code
        self.shown.say(code)
        self._qr.show_text(code)
        self.proof.put("")
        self._refusal.hide()

    def confirmed(self) -> bool:
        """Whether its end was given back; what was read then is taken from the screen."""
        if self.proof.value.upper() != self._code[-_PROOF:].upper():
            self._refusal.say(self.tr("These are not its last characters."))
            self._refusal.show()
            return False
        self.show_code("")
        return True

    def _on_save(self) -> None:
        path = choose_new_path(self, self.tr("Save a sheet to print"), self.tr("recovery-code.pdf"))
        if path is not None and self._code:
            self.save_wanted.emit(self._code, path)
