"""A case that no file brought: a call, a web form, a colleague."""

from datetime import datetime
from typing import get_args

from PySide6.QtWidgets import QWidget

from desktop.domain.events import Channel
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.wording import channel_words
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.policy_field import PolicyField
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.intake.enter_case import TypedReport


class NewCaseDialog(ActDialog):
    """Asks only for what starts the clocks."""

    def __init__(self, parent: QWidget, policies: tuple[tuple[str, str], ...], now: datetime) -> None:
        super().__init__(parent, self.tr("New case"), width=560)
        self.policy = PolicyField(policies)
        self._channel = ChoiceField(
            self.tr("How it came"), [(c, channel_words(c)) for c in get_args(Channel) if c != "mail"]
        )
        self._title = LineField(self.tr("Title"), "", self.tr("What was reported, in a few words"))
        self._text = TextField(self.tr("What was said"), lines=6)
        self._arrived = WhenField(self.tr("Arrived"), now)
        self._name = LineField(self.tr("Reporter's name"), "", self.tr("empty when anonymous"))
        self._address = LineField(self.tr("Reporter's address"))
        for pair in ((self.policy, self._channel), (self._name, self._address)):
            self.rows.addWidget(FoldingRow(*pair, grow=pair, spacing=14))
        self.rows.addWidget(self._arrived)
        self.rows.addWidget(self._title)
        self.rows.addWidget(self._text)
        self.finish(self.tr("Open the case"), cancel=self.tr("Cancel"))
        self._title.control.setFocus()

    def missing(self) -> str:
        """A case needs a title, and a policy."""
        return (
            self.policy.missing() if self._title.value else self.tr("Say in a few words what was reported.")
        )

    @property
    def typed(self) -> TypedReport:
        """What was typed."""
        return TypedReport(
            policy_id=self.policy.value,
            channel=self._channel.value,  # type: ignore[arg-type]  # keys of the choice
            title=self._title.value,
            text=self._text.value,
            arrived_at=self._arrived.instant,
            reporter_name=self._name.value,
            reporter_address=self._address.value,
        )
