"""On what an agreement rests: a message of the case, or words."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force
from desktop.ui.embargo.embargo_words import message_words
from desktop.ui.look.act_words import act_words
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.layout import column
from desktop.workflows.desk.view_case import CaseView


class ProofField(QWidget):
    """The value is the id of the message, or the words."""

    def __init__(self, view: CaseView, label: str, placeholder: str) -> None:
        super().__init__()
        choices = [(r.id, message_words(r, act_words(r.event))) for r in _messages(view)]
        self.choice = ChoiceField(label, [("", self.tr("In words")), *choices])
        self.words = LineField(self.tr("In your words"), "", placeholder)
        self.choice.edited.connect(self._show_words)
        rows = column(self, spacing=8)
        rows.addWidget(self.choice)
        rows.addWidget(self.words)

    @property
    def value(self) -> str:
        """What the agreement rests on."""
        return self.choice.value or self.words.value

    def put(self, words: str) -> None:
        """Put words in."""
        self.choice.put("")
        self.words.put(words)
        self._show_words()

    def _show_words(self) -> None:
        self.words.setVisible(not self.choice.value)


def _messages(view: CaseView) -> list[Recorded]:
    """What came and went, the latest first; what a machine wrote proves nothing."""
    kinds = e.ReportReceived | e.FollowUpReceived | e.Sent
    return [
        recorded
        for recorded in reversed(in_force(view.history))
        if isinstance(recorded.event, kinds) and not getattr(recorded.event, "automatic", False)
    ]
