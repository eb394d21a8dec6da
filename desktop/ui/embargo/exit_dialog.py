"""The end of the embargo by agreement of both parties: for good, so it has a surface of its own."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.ui.case.stage_form import lines_of
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.embargo.proof_field import ProofField
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView


class ExitDialog(ActDialog):
    """From then on nothing is held back, and no new date can be agreed on."""

    def __init__(self, parent: QWidget, view: CaseView) -> None:
        super().__init__(parent, self.tr("End the embargo by agreement"))
        words = self.tr("From now on nothing is held back. What has ended is not revised.")
        self.rows.addWidget(Words(words, "muted", wrap=True))
        self.parties = TextField(self.tr("Parties"), self.tr("One to a line."), lines=2)
        parties = (view.profile.policy.organisation, view.case.reporter_name.line or self.tr("Reporter"))
        self.parties.put("\n".join(parties))
        self.proof = ProofField(view, self.tr("Evidence"), self.tr("The call in which it was agreed"))
        self.rows.addWidget(self.parties)
        self.rows.addWidget(self.proof)
        self.finish(self.tr("End the embargo now"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> e.EmbargoExited:
        """What to record."""
        return e.EmbargoExited("agreement", self.proof.value, lines_of(self.parties.value))
