"""What is written down of an incident when it is over: its cause, what is corrected, the review."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.incidents.incident import Action
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.day_field import DayField
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.desk.view_case import CaseView

_FIRST_GUESS = timedelta(days=30)
"""How far ahead the day of a new action is proposed."""


class CauseDialog(ActDialog):
    """A later cause takes the place of the former; the journal keeps both."""

    def __init__(self, parent: QWidget, view: CaseView) -> None:
        super().__init__(parent, self.tr("Root cause"))
        known = view.case.incident.cause
        self.cause = TextField(self.tr("What caused it"), lines=4)
        self._evidence = TextField(self.tr("What shows it"), lines=2)
        if known is not None:
            self.cause.put(known.cause)
            self._evidence.put(known.evidence)
        self.rows.addWidget(self.cause)
        self.rows.addWidget(self._evidence)
        self.finish(self.tr("Write it down"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        return e.CauseFound(self.cause.value, self._evidence.value)


class PlanDialog(ActDialog):
    """A corrective action: what, by whom, until which day."""

    def __init__(self, parent: QWidget, now: datetime, handler: str) -> None:
        super().__init__(parent, self.tr("Corrective action"))
        self.what = TextField(self.tr("What is to be done"), lines=2)
        self.owner = LineField(self.tr("Who does it"))
        self.owner.put(handler)
        self.until = DayField(self.tr("Until the end of"), (now + _FIRST_GUESS).date())
        self.rows.addWidget(self.what)
        self.rows.addWidget(FoldingRow(self.owner, self.until, grow=(self.owner, self.until), spacing=14))
        self.finish(self.tr("Plan it"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        return e.ActionPlanned(self.what.value, self.owner.value, self.until.day)


class OutcomeDialog(ActDialog):
    """What came of an action, or why it is dropped."""

    def __init__(self, parent: QWidget, action: Action, *, done: bool) -> None:
        super().__init__(parent, self.tr("The action is done") if done else self.tr("Drop the action"))
        self._action, self._done = action, done
        self.concerns = f"{action.id}/{done}"
        self.rows.addWidget(InertLabel(Untrusted(action.action), "heading", lines=True))
        self.words = TextField(self.tr("What came of it") if done else self.tr("Why"), lines=3)
        self.rows.addWidget(self.words)
        self.finish(self.tr("Record"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        kind = e.ActionDone if self._done else e.ActionDropped
        return kind(self._action.id, self.words.value)


class LinkDialog(ActDialog):
    """Another case of the same matter, such as a report that came later."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Link another case"))
        self.other = LineField(self.tr("Case"), "", self.tr("its id"))
        self.why = LineField(self.tr("Why"))
        self.rows.addWidget(self.other)
        self.rows.addWidget(self.why)
        self.finish(self.tr("Link"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        return e.IncidentLinked(self.other.value, self.why.value)


class ReviewDialog(ActDialog):
    """The post-mortem, or lessons learned: what was learned, and where nothing is corrected, why."""

    def __init__(self, parent: QWidget, view: CaseView, now: datetime) -> None:
        super().__init__(parent, self.tr("Review of the incident"))
        cause = view.case.incident.cause
        known = (
            self.tr("Root cause: {cause}").format(cause=cause.cause)
            if cause
            else self.tr("No root cause yet.")
        )
        self.rows.addWidget(InertLabel(Untrusted(known), "muted", lines=True))
        count = len(view.case.incident.standing)
        self.rows.addWidget(Words(self.tr("Corrective actions: {n}").format(n=count), "muted"))
        self.learned = TextField(self.tr("What was learned"), lines=5)
        self.none = LineField(self.tr("Why nothing has to be corrected"))
        self.none.setVisible(not count)
        self._at = WhenField(self.tr("When the review was held"), now)
        self._edited = False
        self._at.edited.connect(self._on_time_edited)
        for field in (self.learned, self.none, self._at):
            self.rows.addWidget(field)
        self.finish(self.tr("Record the review"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        return e.ReviewDone(record=self.learned.value, no_action=self.none.value)

    @property
    def at(self) -> datetime | None:
        """When it was held; None for the moment of recording."""
        return self._at.instant if self._edited else None

    def _on_time_edited(self) -> None:
        self._edited = True
