"""The promises of a case over time, what was done about them, and everything that happened, newest first."""

from datetime import timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.event import Event, Recorded
from desktop.domain.events import EventUndone
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.ui.case.clock_lanes import ClockLanes
from desktop.ui.case.ledger_card import LedgerCard
from desktop.ui.desk_work import Loaded
from desktop.ui.look.act_details import detail_of
from desktop.ui.look.act_words import act_words
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Rule, Sheet, clear, column
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.promises.export_timeline import timeline_of

_LATER = timedelta(minutes=5)
"""Recorded this much later than it happened: both times are shown."""
_PAGE = 40
"""Events that are drawn at once: a case may have thousands, and each is a few widgets."""


class TimelineTab(Sheet):
    """Lanes, ledger, and one line for each event: what, when, by whom; undone ones stay, marked.

    It is drawn when somebody looks, not with every reading of the case.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Timeline"))
        self._session = session
        self._view: CaseView | None = None
        self._drawn: CaseView | None = None
        self._wanted = _PAGE
        self._lines = QVBoxLayout()
        self._lines.setSpacing(9)
        self.lanes = ClockLanes()
        self._ledger = LedgerCard()
        self._ledger.reason_wanted.connect(lambda promise: session.errand_wanted.emit("lateness", promise))
        self._earlier = ActButton(self.tr("Show earlier events"), self._on_earlier_wanted, "quiet")
        self._lay_out()

    def _lay_out(self) -> None:
        save = ActButton(
            self.tr("Save as PDF…"), lambda: self._session.errand_wanted.emit("timeline", ""), mark="document"
        )
        whole = ActButton(
            self.tr("The case as PDF…"),
            lambda: self._session.errand_wanted.emit("sheet", ""),
            mark="document",
        )
        paper = ActButton(self.tr("Print…"), lambda: self._session.errand_wanted.emit("print-timeline", ""))
        title = Words(self.tr("Promises over time"), "title", wrap=True)
        self.rows.addWidget(title)
        self.rows.addWidget(FoldingRow(whole, save, paper))
        self.rows.addWidget(self.lanes)
        self.rows.addSpacing(10)
        self.rows.addWidget(Words(self.tr("Promised and done"), "title", wrap=True))
        self.rows.addWidget(self._ledger)
        self.rows.addSpacing(10)
        self.rows.addWidget(Words(self.tr("What happened"), "title", wrap=True))
        self.rows.addLayout(self._lines)
        self.rows.addWidget(FoldingRow(self._earlier))
        self.rows.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: draw what is not drawn yet."""
        super().showEvent(event)
        self._draw()

    def show_case(self, loaded: Loaded) -> None:
        """Show the case's promises and history, now or once somebody looks."""
        view = loaded.view
        if self._view is None or self._view.case.case_id != view.case.case_id:
            self._wanted = _PAGE
        self._view = view
        if self.isVisible():
            self._draw()

    def judge(self, view: CaseView) -> None:
        """Show the same case as of a later moment: nothing has happened, so the events stay."""
        drawn = self._drawn is self._view and self.isVisible()
        self._view = view
        if drawn:
            self._drawn = view
            self._draw_promises(view)

    def show_promise(self, promise: str) -> None:
        """Go to the lane of a promise."""
        self._draw()
        strip = self.lanes.focus_promise(promise)
        if strip is not None:
            self.ensureWidgetVisible(strip)

    # --- drawing -------------------------------------------------------------------------------------

    def _draw(self) -> None:
        if self._view is None or self._drawn is self._view:
            return
        self._drawn = self._view
        self._draw_promises(self._view)
        clear(self._lines)
        self._draw_events(self._view, 0, self._wanted)

    def _draw_promises(self, view: CaseView) -> None:
        timeline = timeline_of(view)
        self.lanes.show_lanes(timeline.lanes)
        self._ledger.show_entries(timeline.entries)

    def _draw_events(self, view: CaseView, start: int, end: int) -> None:
        counting = {recorded.id for recorded in in_force(view.history)}
        events = {recorded.id: recorded.event for recorded in view.history}
        newest_first = view.history[::-1]
        for recorded in newest_first[start:end]:
            self._lines.addWidget(self._entry(recorded, events, counts=recorded.id in counting))
            self._lines.addWidget(Rule())
        self._earlier.setVisible(end < len(newest_first))

    def _on_earlier_wanted(self) -> None:
        start, self._wanted = self._wanted, self._wanted + _PAGE
        if self._drawn is not None:
            self._draw_events(self._drawn, start, self._wanted)

    def _entry(self, recorded: Recorded, events: dict[str, Event], *, counts: bool) -> QWidget:
        what = act_words(recorded.event)
        if isinstance(recorded.event, EventUndone):
            undone = events.get(recorded.event.event_id)
            what = self.tr("{act}: undone").format(act=act_words(undone) if undone is not None else "")
        if not counts:
            what = self.tr("{act} (undone)").format(act=what)
        entry = QWidget()
        rows = column(entry, spacing=1)
        told = Words(what, "caption" if counts else "muted", wrap=True)
        rows.addWidget(FoldingRow(told, Words(recorded.author, "small"), grow=(told,)))
        detail = detail_of(recorded.event)
        if detail:
            rows.addWidget(InertLabel(Untrusted(detail), "body", lines=True))
        when = absolute(recorded.occurred_at)
        if recorded.recorded_at - recorded.occurred_at > _LATER:
            when = self.tr("{when}; recorded {later}").format(when=when, later=absolute(recorded.recorded_at))
        rows.addWidget(Words(when, "small", wrap=True))
        return entry
