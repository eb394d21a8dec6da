"""The first policy of a new vault: from one's own SECURITY.md, or one of those at hand."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.buttons import ActButton, WideButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.policies.policy_work import ShelfEntry
from desktop.ui.setup.steps import POLICY, Steps


class PolicyStartPage(CentredCard):
    """Shown once, when a vault was made; whoever leaves it finds all of it under Policies."""

    propose_wanted = Signal()
    adopt_wanted = Signal(str)
    back_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(520)
        self.rows.addWidget(Steps(POLICY))
        self.rows.addWidget(Words(self.tr("Which promises do you keep?"), "title", wrap=True))
        told = self.tr(
            "Give Embargo your own policy: it shows which sentence makes which clock, and you accept each. "
            "Nothing holds before that."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._from_text = ActButton(
            self.tr("From a SECURITY.md…"), self.propose_wanted.emit, "primary", "document"
        )
        self.rows.addWidget(self._from_text)
        self._others = Words(self.tr("Or adopt one that is at hand"), "caption")
        self.rows.addWidget(self._others)
        self._shelf = column(body := QWidget(), spacing=3)
        self.rows.addWidget(body)
        back = ActButton(self.tr("Back"), self.back_wanted.emit)
        later = ActButton(self.tr("Decide later"), self.left.emit, "quiet")
        self.rows.addLayout(beside(back, later, stretch=1))

    def show_shelf(self, entries: Sequence[ShelfEntry]) -> None:
        """Offer the policies that can be used."""
        clear(self._shelf)
        usable = [entry for entry in entries if entry.profile is not None and entry.profile.kind == "policy"]
        self._others.setVisible(bool(usable))
        for entry in usable:
            assert entry.profile is not None
            self._shelf.addWidget(self._button(entry.policy_id, entry.profile.policy.organisation))

    def begin(self) -> None:
        """Put the keys on the first way."""
        self._from_text.setFocus()

    def _button(self, policy_id: str, name: str) -> WideButton:
        return WideButton(name, lambda: self.adopt_wanted.emit(policy_id), "rail", "seal")
