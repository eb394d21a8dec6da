"""A new recovery code for a vault that is open."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.labels import Words
from desktop.ui.slots.recovery_sheet import RecoverySheet


class CodeDialog(Dialog):
    """Closes when its end was given back; closed otherwise, the code is lost, which is said before."""

    def __init__(self, parent: QWidget, code: str) -> None:
        super().__init__(parent, self.tr("Write down the new recovery code"), width=560)
        why = self.tr("It is shown this once and stored nowhere. Closed without it, replace it again.")
        self.rows.addWidget(Words(why, "muted", wrap=True))
        self.sheet = RecoverySheet()
        self.sheet.show_code(code)
        self.rows.addWidget(self.sheet)
        self.finish(self.tr("I have it on paper"), cancel=self.tr("Close without it"), mark="check")

    def accept(self) -> None:
        """Close, once the end was given back."""
        if self.sheet.confirmed():
            super().accept()

    def reject(self) -> None:
        """Close; the code leaves the screen."""
        self.sheet.show_code("")
        super().reject()
