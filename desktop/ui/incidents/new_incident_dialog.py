"""An incident that no report told of: what was noticed, by whom, and when."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.policy_field import PolicyField
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.incidents.open_incident import Noticed


class NewIncidentDialog(ActDialog):
    """Asks for what begins the first phase."""

    def __init__(self, parent: QWidget, policies: tuple[tuple[str, str], ...], now: datetime) -> None:
        super().__init__(parent, self.tr("New incident"), width=560)
        intro = self.tr(
            "It opens a case of its own: nobody is acknowledged, and no promise to a reporter runs."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self.policy = PolicyField(policies)
        self._at = WhenField(self.tr("Noticed"), now)
        self.title = LineField(self.tr("Title"), "", self.tr("What happened, in a few words"))
        self.noticed = TextField(self.tr("How it was noticed"), lines=3)
        self._by = LineField(self.tr("Who or what noticed it"))
        self.rows.addWidget(FoldingRow(self.policy, self._at, grow=(self.policy, self._at), spacing=14))
        for field in (self.title, self.noticed, self._by):
            self.rows.addWidget(field)
        self.finish(self.tr("Open the case"), cancel=self.tr("Cancel"))
        self.title.control.setFocus()

    def missing(self) -> str:
        """What happened, and what showed it."""
        if not self.title.value:
            return self.tr("Say in a few words what happened.")
        if not self.noticed.value:
            return self.tr("Say what showed it: a log, a monitor, a call.")
        return self.policy.missing()

    @property
    def typed(self) -> Noticed:
        """What was typed."""
        return Noticed(
            policy_id=self.policy.value,
            title=self.title.value,
            noticed=self.noticed.value,
            at=self._at.instant,
            noticed_by=self._by.value,
        )
