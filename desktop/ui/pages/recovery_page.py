"""The recovery code, shown once: the vault opens only when somebody has it on paper."""

from PySide6.QtCore import Signal

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.labels import Words
from desktop.ui.setup.steps import VAULT, Steps
from desktop.ui.slots.recovery_sheet import RecoverySheet


class RecoveryPage(CentredCard):
    """Asks the end of the code back, so that it was at least read."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(560)
        self.rows.addWidget(Steps(VAULT))
        self.rows.addWidget(Words(self.tr("Write down the recovery code"), "title", wrap=True))
        why = self.tr(
            "It opens the vault when the passphrase is lost. It is shown this once and stored nowhere."
        )
        self.rows.addWidget(Words(why, "muted", wrap=True))
        self.sheet = RecoverySheet()
        self._shown, self._proof = self.sheet.shown, self.sheet.proof
        self._go_on = ActButton(self.tr("I have it on paper"), self._on_confirm, "primary", "check")
        for widget in (self.sheet, self._go_on):
            self.rows.addWidget(widget)
        self._proof.submitted.connect(self._on_confirm)

    def show_code(self, code: str) -> None:
        """Show the code of the vault that was just made."""
        self.sheet.show_code(code)
        self._proof.control.setFocus()

    def _on_confirm(self) -> None:
        if self.sheet.confirmed():
            self.confirmed.emit()
