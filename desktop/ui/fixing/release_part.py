"""The release of the fixes: its day, whether it is out of band, what policy and plan say of it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.out_of_band import next_planned, release_by_default
from desktop.domain.fixing.remarks import remarks_on_fixes
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.day_field import DayField
from desktop.ui.parts.fields import Field
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import policy_day

_YES = "yes"


class ReleasePart(QFrame):
    """`calendar_wanted` asks for the planned releases."""

    calendar_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setObjectName("card")
        self._day = DayField(self.tr("Released on"), today)
        self._alone = TicksField(self.tr("How"))
        self._alone.offer([Tick(_YES, self.tr("Out of band, outside the schedule"))])
        self.fields: dict[str, Field] = {"released": self._day, "alone": self._alone}
        self._remarks = Words(look="warn", wrap=True)
        self._planned = Words(look="small", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 10, 14, 12)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Release"), "section"))
        rows.addWidget(self._remarks)
        pair = (self._day, self._alone)
        rows.addWidget(FoldingRow(*pair, grow=pair, spacing=14))
        rows.addWidget(self._planned)
        calendar = ActButton(self.tr("Planned releases…"), self.calendar_wanted.emit, "small")
        rows.addWidget(FoldingRow(calendar))

    def show_case(self, view: CaseView) -> None:
        """Say what the policy asks for, and what is planned."""
        today = policy_day(view)
        remarks = remarks_on_fixes(view.case, view.profile, today)
        self._remarks.say("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        planned = next_planned(view.profile, today)
        words = self.tr("Next planned release: {day}.").format(day=planned)
        self._planned.say(words)
        self._planned.setVisible(planned is not None and not remarks)
        waiting = [r for r in records_of(view.case) if not r.exempted and r.released is None]
        for field in self.fields.values():
            field.setVisible(bool(waiting))
        self.setVisible(bool(waiting or remarks))

    def fill(self, view: CaseView) -> None:
        """Propose a day: a planned one that is just past, else today."""
        day, alone = release_by_default(view.case, view.profile, policy_day(view))
        self._day.put(day.isoformat())
        self._alone.put(_YES if alone else "")

    @property
    def day(self) -> date:
        """The day that was given."""
        return self._day.day

    @property
    def out_of_band(self) -> bool:
        """Whether the box is ticked."""
        return bool(self._alone.value)
