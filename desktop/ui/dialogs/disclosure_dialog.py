"""A dated agreement on when to publish, with its evidence."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.ui.case.stage_form import lines_of
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.embargo.end_field import EndField
from desktop.ui.embargo.proof_field import ProofField
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView


class DisclosureDialog(ActDialog):
    """Where a policy states no hold, this is the decision to publish; it begins with what is proposed."""

    def __init__(self, parent: QWidget, view: CaseView, now: datetime, proposal: str = "") -> None:
        super().__init__(parent, self.tr("Agree on a date"))
        self.concerns = proposal
        self.rows.addWidget(Words(view.hold.why, "muted", wrap=True))
        asked = next((p.until for p in view.embargo.open if p.id == proposal), None)
        self._when = EndField(view, self.tr("Public from"), asked or now)
        self._parties = TextField(self.tr("Parties"), self.tr("One to a line."), lines=2)
        parties = (view.profile.policy.organisation, view.case.reporter_name.line or self.tr("Reporter"))
        self._parties.put("\n".join(parties))
        self._evidence = ProofField(view, self.tr("Evidence"), self.tr("The call in which it was agreed"))
        for field in (self._when, self._parties, self._evidence):
            self.rows.addWidget(field)
        self.finish(self.tr("Record the agreement"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> e.DisclosureAgreed:
        """What to record."""
        return e.DisclosureAgreed(
            publish_at=self._when.instant,
            parties=lines_of(self._parties.value),
            evidence=self._evidence.value,
        )
