"""The promises of a case over time, what was done about them, and everything that happened, newest first."""

from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.event import Recorded
from desktop.domain.events import EventUndone
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.ui.case.clock_lanes import ClockLanes
from desktop.ui.case.ledger_card import LedgerCard
from desktop.ui.desk_work import Loaded
from desktop.ui.look.act_details import detail_of
from desktop.ui.look.instants import absolute
from desktop.ui.look.wording import act_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Rule, Sheet, beside, clear, column
from desktop.ui.session import Session
from desktop.workflows.export_timeline import timeline_of

_LATER = timedelta(minutes=5)
"""Recorded this much later than it happened: both times are shown."""


class TimelineTab(Sheet):
    """Lanes, ledger, and one line for each event: what, when, by whom; undone ones stay, marked."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Timeline"))
        self._session = session
        self._lines = QVBoxLayout()
        self._lines.setSpacing(9)
        self.lanes = ClockLanes()
        self._ledger = LedgerCard()
        self._ledger.reason_wanted.connect(lambda clock: session.errand_wanted.emit("lateness", clock))
        save = ActButton(
            self.tr("Save as PDF…"), lambda: session.errand_wanted.emit("timeline", ""), mark="document"
        )
        title = Words(self.tr("Promises over time"), "title")
        self.rows.addWidget(FoldingRow(title, save, grow=(title,)))
        self.rows.addWidget(self.lanes)
        self.rows.addSpacing(10)
        self.rows.addWidget(Words(self.tr("Promised and done"), "title"))
        self.rows.addWidget(self._ledger)
        self.rows.addSpacing(10)
        self.rows.addWidget(Words(self.tr("What happened"), "title"))
        self.rows.addLayout(self._lines)
        self.rows.addStretch(1)

    def show_case(self, loaded: Loaded) -> None:
        """Show the case's promises and history."""
        timeline = timeline_of(loaded.view)
        self.lanes.show_lanes(timeline.lanes)
        self._ledger.show_entries(timeline.entries)
        clear(self._lines)
        counting = {recorded.id for recorded in in_force(loaded.view.history)}
        names = {recorded.id: act_words(recorded.event) for recorded in loaded.view.history}
        for recorded in reversed(loaded.view.history):
            self._lines.addWidget(self._entry(recorded, names, counts=recorded.id in counting))
            self._lines.addWidget(Rule())

    def show_clock(self, clock: str) -> None:
        """Go to the lane of a clock."""
        strip = self.lanes.focus_clock(clock)
        if strip is not None:
            self.ensureWidgetVisible(strip)

    def _entry(self, recorded: Recorded, names: dict[str, str], *, counts: bool) -> QWidget:
        what = act_words(recorded.event)
        if isinstance(recorded.event, EventUndone):
            what = self.tr("{act}: undone").format(act=names.get(recorded.event.event_id, ""))
        if not counts:
            what = self.tr("{act} (undone)").format(act=what)
        entry = QWidget()
        rows = column(entry, spacing=1)
        head = beside(Words(what, "caption" if counts else "muted"), Words(recorded.author, "small"))
        head.setStretch(1, 0)
        rows.addLayout(head)
        detail = detail_of(recorded.event)
        if detail:
            rows.addWidget(InertLabel(Untrusted(detail), "body", lines=True))
        when = absolute(recorded.occurred_at)
        if recorded.recorded_at - recorded.occurred_at > _LATER:
            when = self.tr("{when}; recorded {later}").format(when=when, later=absolute(recorded.recorded_at))
        rows.addWidget(Words(when, "small", wrap=True))
        return entry
