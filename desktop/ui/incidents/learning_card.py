"""What an incident taught: its root cause, and the actions that are to keep it from coming again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.clocks.policy_day import day_of
from desktop.domain.inert import Untrusted
from desktop.ui.incidents.actions_model import ActionsModel
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.rows_table import RowsTable
from desktop.workflows.desk.view_case import CaseView

_TABLE_PX = 130


class LearningCard(QFrame):
    """Open actions stay in sight after the review, and can be done in a closed case too."""

    wanted = Signal(str)
    """What somebody wants to write down: root-cause, plan, review, done/ID or drop/ID."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._none = Words(wrap=True)
        self._cause = InertLabel(lines=True)
        self._evidence = InertLabel(look="small", lines=True)
        self._model = ActionsModel(self)
        self.table = RowsTable(self._model, self.tr("Corrective actions"), height=_TABLE_PX)
        self._told = Words(look="muted", wrap=True)
        self._outcome = InertLabel(look="small", lines=True)
        self.explain = ActButton(
            self.tr("Write down the cause…"), lambda: self.wanted.emit("root-cause"), "small"
        )
        self.plan = ActButton(self.tr("Plan an action…"), lambda: self.wanted.emit("plan"), "small")
        self.done = ActButton(self.tr("It is done…"), lambda: self._emit("done"), "small")
        self.drop = ActButton(self.tr("Drop it…"), lambda: self._emit("drop"), "small")
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._on_chosen())

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Root cause"), "section"))
        for label in (self._none, self._cause, self._evidence):
            rows.addWidget(label)
        rows.addWidget(FoldingRow(self.explain))
        rows.addSpacing(6)
        rows.addWidget(Words(self.tr("Corrective actions"), "section"))
        rows.addWidget(self._told)
        rows.addWidget(self.table)
        rows.addWidget(self._outcome)
        rows.addWidget(FoldingRow(self.plan, self.done, self.drop))

    def show_learning(self, view: CaseView) -> None:
        """Show what is known by now; what is chosen stays so."""
        incident = view.case.incident
        cause = incident.cause
        self._none.say(self.tr("Not written down yet: what let it happen, and what shows that."), "muted")
        self._none.setVisible(cause is None)
        self._cause.setVisible(cause is not None)
        self._evidence.setVisible(cause is not None and bool(cause.evidence))
        if cause is not None:
            self._cause.show_text(Untrusted(cause.cause))
            self._evidence.show_text(Untrusted(cause.evidence))
        chosen = self.table.currentIndex().row()
        today = day_of(view.profile, view.at)
        self._model.show_rows([(action, action.late(today)) for action in incident.actions])
        self.table.setVisible(bool(incident.actions))
        reason = Untrusted(incident.no_action).line
        self._told.setVisible(bool(reason) or not incident.actions)
        none = (
            self.tr("None is needed, says a review: {reason}").format(reason=reason)
            if reason
            else self.tr("None planned. An action keeps it from coming again: say what, who and by when.")
        )
        self._told.say(none)
        for button in (self.explain, self.plan):
            button.setEnabled(view.case.open)
        if incident.actions:
            row = min(max(chosen, 0), len(incident.actions) - 1)
            self.table.setCurrentIndex(self._model.index(row, 0))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.table.currentIndex().row()
        action = self._model.row(row)[0] if row >= 0 else None
        for button in (self.done, self.drop):
            button.setEnabled(action is not None and action.state == "open")
            button.setVisible(self._model.rowCount() > 0)
        self._outcome.setVisible(action is not None and bool(action.outcome))
        if action is not None:
            self._outcome.show_text(Untrusted(action.outcome))

    def _emit(self, what: str) -> None:
        row = self.table.currentIndex().row()
        if row >= 0:
            self.wanted.emit(f"{what}/{self._model.row(row)[0].id}")
