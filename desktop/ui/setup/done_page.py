"""The last step: what stands, what is still open, and what the first case needs."""

from PySide6.QtCore import Signal

from desktop.domain.inert import Untrusted
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside
from desktop.ui.setup.setup_work import Standing
from desktop.ui.setup.steps import DONE, Steps


class DonePage(CentredCard):
    """Says it from what the vault holds."""

    back_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(560)
        self.rows.addWidget(Steps(DONE))
        self.rows.addWidget(Words(self.tr("Your desk is ready"), "title", wrap=True))
        self._key = Words(wrap=True)
        self._policy = Words(wrap=True)
        for words in (self._key, self._policy):
            self.rows.addWidget(words)
        first = self.tr(
            "Drop a report, a mailbox or a folder anywhere on this window, or type what was told by phone as "
            "a new case. Its clocks run at once. F1 explains what is before you, Ctrl+K finds everything."
        )
        self.rows.addWidget(Words(first, "muted", wrap=True))
        back = ActButton(self.tr("Back"), self.back_wanted.emit)
        self.leave = ActButton(self.tr("Go to the desk"), self.left.emit, "primary", "check")
        self.rows.addLayout(beside(back, self.leave, stretch=1))

    def show_standing(self, standing: Standing) -> None:
        """Say what was set up."""
        key = Untrusted(standing.intake_key).line
        self._key.say(
            self.tr("Reports are encrypted to the key {key}.").format(key=key)
            if key
            else self.tr(
                "No key is chosen yet: encrypted reports stay closed. Vault, “Intake key…” mends it."
            )
        )
        names = ", ".join(Untrusted(name).line for name in standing.policies)
        self._policy.say(
            self.tr("New cases are held to: {names}.").format(names=names)
            if names
            else self.tr("No policy is in use yet. All of them stand under Policies.")
        )
        self.leave.setFocus()
