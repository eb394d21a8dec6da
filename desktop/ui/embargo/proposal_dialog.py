"""A proposal about the embargo: somebody asks for another date, or is turned down."""

from datetime import datetime
from typing import cast, get_args

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.embargo.state import Proposal
from desktop.domain.events import Proposer
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.embargo.embargo_words import proposal_words, proposer_words
from desktop.ui.embargo.end_field import EndField
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView


class ProposalDialog(ActDialog):
    """Nothing changes by it: what was agreed on before holds until both agree anew."""

    def __init__(self, parent: QWidget, view: CaseView, now: datetime) -> None:
        super().__init__(parent, self.tr("Record a proposal"))
        words = self.tr("The embargo stays as it is until both parties agree, with evidence.")
        self.rows.addWidget(Words(words, "muted", wrap=True))
        choices = [(by, proposer_words(by)) for by in get_args(Proposer)]
        self.by = ChoiceField(self.tr("Who asks"), choices)
        self.until = EndField(view, self.tr("For a date"), view.hold.until or now)
        self.ground = TextField(
            self.tr("Which message or call, and why"), self.tr("It stands beside the proposal."), lines=2
        )
        for field in (self.by, self.until, self.ground):
            self.rows.addWidget(field)
        self.finish(self.tr("Record the proposal"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> e.EmbargoProposed:
        """What to record."""
        return e.EmbargoProposed(self.until.instant, self.ground.value, cast("Proposer", self.by.value))


class RefusalDialog(ActDialog):
    """Turns a proposal down, with the reason."""

    def __init__(self, parent: QWidget, view: CaseView, proposal: Proposal) -> None:
        super().__init__(parent, self.tr("Turn the proposal down"))
        self._proposal = proposal
        self.concerns = proposal.id
        self.rows.addWidget(Words(proposal_words(proposal, view), "muted", wrap=True))
        self.ground = TextField(self.tr("Why, and where it was said"), lines=2)
        self.rows.addWidget(self.ground)
        self.finish(self.tr("Record the refusal"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> e.EmbargoRefused:
        """What to record."""
        return e.EmbargoRefused(self.ground.value, self._proposal.id)


class ToldDialog(ActDialog):
    """That somebody, to whom no letter of ours goes, was told by hand."""

    def __init__(self, parent: QWidget, label: str) -> None:
        super().__init__(parent, self.tr("Record that they were told"))
        self._label = label
        self.concerns = label
        self.how = TextField(self.tr("How they were told"), self.tr("A call, a mail of your own."), lines=2)
        self.rows.addWidget(self.how)
        self.finish(self.tr("Record"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> e.PersonTold:
        """What to record."""
        return e.PersonTold(self._label, self.how.value)
