"""What was done of a review that the policy promises without a date."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words


class ReviewDialog(ActDialog):
    """The note is what the record is worth."""

    def __init__(self, parent: QWidget, clause: str) -> None:
        super().__init__(parent, self.tr("A review without a date"))
        self.concerns = clause
        words = self.tr("{clause} promises it without a date: this reminds of it, and is never overdue.")
        self.rows.addWidget(Words(words.format(clause=clause), "muted", wrap=True))
        self._note = TextField(self.tr("What was reviewed, by whom, and what was found"), lines=3)
        self.rows.addWidget(self._note)
        self.finish(self.tr("Record it as done"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """The note."""
        return "" if self._note.value else self.tr("Say what was reviewed, and what was found.")

    @property
    def note(self) -> str:
        """What was done."""
        return self._note.value
