"""The recovery code, shown once: the vault opens only when somebody has it on paper."""

from PySide6.QtCore import Signal

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words

_PROOF = 4
"""Characters of the code that are asked back."""


class RecoveryPage(CentredCard):
    """Asks the end of the code back, so that it was at least read."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__(560)
        self._code = ""
        self.rows.addWidget(Words(self.tr("Write down the recovery code"), "title"))
        why = self.tr(
            "It opens the vault when the passphrase is lost. It is shown this once and stored nowhere."
        )
        self.rows.addWidget(Words(why, "muted", wrap=True))
        self._shown = Words(look="recovery-code", wrap=True)
        self._shown.setAccessibleName(self.tr("Recovery code"))
        self.rows.addSpacing(6)
        self.rows.addWidget(self._shown)
        self.rows.addSpacing(6)
        self._proof = LineField(self.tr("Its last {n} characters").format(n=_PROOF))
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        self._go_on = ActButton(self.tr("I have it on paper"), self._on_confirm, "primary", "check")
        for widget in (self._proof, self._refusal, self._go_on):
            self.rows.addWidget(widget)
        self._proof.submitted.connect(self._on_confirm)

    def show_code(self, code: str) -> None:
        """Show the code of the vault that was just made."""
        self._code = code
        self._shown.say(code)
        self._proof.put("")
        self._proof.control.setFocus()

    def _on_confirm(self) -> None:
        if self._proof.value.upper() != self._code[-_PROOF:].upper():
            self._refusal.say(self.tr("These are not its last characters."))
            self._refusal.show()
            return
        self._code = ""
        self._shown.say("")
        self._refusal.hide()
        self.confirmed.emit()
