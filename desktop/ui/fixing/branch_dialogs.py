"""What is done about the fix of one branch beside the form: it came out, was taken back, or is not needed."""

from datetime import date
from typing import cast

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.inert import Untrusted
from desktop.domain.matrix.rows import Row
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.fixing.fix_words import exempt_words, record_words
from desktop.ui.parts.day_field import DayField
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.ticks_field import Tick, TicksField

_YES = "yes"


class BranchDialog(ActDialog):
    """Says which branch it is about, and what is recorded of it."""

    def __init__(self, parent: QWidget, title: str, record: BranchRecord) -> None:
        super().__init__(parent, title)
        self._record = record
        self.concerns = record.name
        self.rows.addWidget(InertLabel(Untrusted(record.name), "heading"))
        if record_words(record):
            self.rows.addWidget(InertLabel(Untrusted(record_words(record)), "small", lines=True))

    @property
    def act(self) -> Event:
        """What to record."""
        raise NotImplementedError


class TakeBackDialog(BranchDialog):
    """A fix that was reverted: the branch waits for another one, and the stage is open again."""

    def __init__(self, parent: QWidget, record: BranchRecord, title: str) -> None:
        super().__init__(parent, title, record)
        told = self.tr(
            "The branch has no fix then. The fixes have to be ready and released anew; where the advisory is "
            "out, its next revision says that this one was taken back. Clocks that were stopped stay so."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._reason = TextField(self.tr("Why it was taken back"), lines=3)
        self.rows.addWidget(self._reason)
        self.finish(self.tr("Take it back"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        return e.FixReverted(self._record.product, self._reason.value, self._record.branch)


class ExemptDialog(BranchDialog):
    """A branch that needs no fix, with one of the justifications of VEX or a reason of one's own.

    What the matrix says of the branch is filled in.
    """

    def __init__(self, parent: QWidget, record: BranchRecord, title: str, row: Row) -> None:
        super().__init__(parent, title, record)
        self._why = ChoiceField(self.tr("Why it needs none"), list(exempt_words().items()))
        self._ground = TextField(self.tr("On what that rests"), lines=3)
        if row.state == "not-affected":
            self._why.put(row.justification)
            self._ground.put(row.evidence)
        told = self.tr("A similar problem that is found later is asked about anew.")
        for widget in (self._why, self._ground, Words(told, "muted", wrap=True)):
            self.rows.addWidget(widget)
        self.finish(self.tr("It needs none"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        why = cast("e.ExemptReason", self._why.value)
        return e.FixExempted(self._record.product, why, self._ground.value, self._record.branch)


class BranchReleaseDialog(BranchDialog):
    """The fix of one branch that came out."""

    def __init__(
        self, parent: QWidget, record: BranchRecord, title: str, day: date, *, out_of_band: bool
    ) -> None:
        super().__init__(parent, title, record)
        self._version = LineField(self.tr("Version that came out"))
        self._version.put(record.version)
        self._day = DayField(self.tr("Day"), day)
        self._alone = TicksField(self.tr("How"))
        self._alone.offer([Tick(_YES, self.tr("Out of band, outside the schedule"))])
        self._alone.put(_YES if out_of_band else "")
        for widget in (self._version, self._day, self._alone):
            self.rows.addWidget(widget)
        self.finish(self.tr("Record the release"), cancel=self.tr("Cancel"))

    @property
    def act(self) -> Event:
        """What to record."""
        record, alone = self._record, bool(self._alone.value)
        return e.BranchReleased(record.product, self._version.value, self._day.day, record.branch, alone)
