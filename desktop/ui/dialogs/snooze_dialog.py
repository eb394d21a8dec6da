"""Until when cases are put aside: they come back by themselves, and their promises stay in Due meanwhile."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.when_field import WhenField

_OTHER = ""


class SnoozeDialog(ActDialog):
    """Usual spans first, then a moment of one's own."""

    def __init__(self, parent: QWidget, count: int, now: datetime) -> None:
        super().__init__(parent, self.tr("Snooze"))
        self._now = now
        words = self.tr(
            "{n} case(s) leave Inbox and In work until then. What is promised about them stays in Due, and "
            "they are found under All cases."
        )
        self.rows.addWidget(Words(words.format(n=count), "muted", wrap=True))
        spans = [("1", self.tr("A day")), ("3", self.tr("3 days")), ("7", self.tr("A week"))]
        self._span = ChoiceField(self.tr("For"), [*spans, (_OTHER, self.tr("Until another moment"))])
        self._until = WhenField(self.tr("Until"), now + timedelta(days=14))
        self._span.edited.connect(self._on_chosen)
        self.rows.addWidget(self._span)
        self.rows.addWidget(self._until)
        self.finish(self.tr("Snooze"), cancel=self.tr("Cancel"))
        self._on_chosen()

    def missing(self) -> str:
        """A moment to come."""
        return "" if self.until > self._now else self.tr("Choose a moment that is still to come.")

    @property
    def until(self) -> datetime:
        """The moment."""
        span = self._span.value
        return self._until.instant if span == _OTHER else self._now + timedelta(days=int(span))

    def _on_chosen(self) -> None:
        self._until.setVisible(self._span.value == _OTHER)
        self.refuse("")
