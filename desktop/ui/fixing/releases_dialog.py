"""The planned releases of all policies, and which fixes wait for each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, fill_when_empty
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import Index, RowsModel, RowsTable
from desktop.workflows.fixing.release_calendar import PlannedRelease


class _Line(NamedTuple):
    day: str
    policy: str
    case: str
    waiting: str


class _Model(RowsModel[_Line]):
    """A line for each release, and for each case that waits for it."""

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Release"), self.tr("Policy"), self.tr("Case"), self.tr("Waiting"))

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        shown: str = self.row(index.row())[index.column()]
        return shown


class ReleasesDialog(Dialog):
    """A list to look at; `plan_wanted` asks for the dates of a policy, where another day is planned."""

    plan_wanted = Signal()

    def __init__(self, parent: QWidget, releases: Sequence[PlannedRelease], *, can_plan: bool) -> None:
        super().__init__(parent, self.tr("Planned releases"), width=760)
        intro = self.tr("Promises that wait for the next release are due at the end of its day.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._model = _Model(self)
        self._model.show_rows([line for release in releases for line in self._lines(release)])
        self.list = RowsTable(self._model, self.tr("Planned releases"), height=260)
        self.rows.addWidget(self.list, 1)
        why = self.tr(
            "A fix whose promise waits for the next release stands here with the day of that release, once a "
            "policy names one and a case waits for it."
        )
        planning = (self.tr("Plan a day…"), self._on_plan) if can_plan else ()
        fill_when_empty(
            self.list, Emptiness(self.tr("No release is planned, and nothing waits for one."), why, *planning)
        )
        plan = ActButton(self.tr("Plan a day…"), self._on_plan)
        plan.setVisible(can_plan and bool(releases))
        self.finish(self.tr("Done"), other=plan)

    def _on_plan(self) -> None:
        self.reject()
        self.plan_wanted.emit()

    def _lines(self, release: PlannedRelease) -> list[_Line]:
        day = release.on.isoformat() if release.on else self.tr("no day yet")
        out = self.tr("nothing left to release")
        found = [
            _Line(day, release.policy_id, case.case_id, Untrusted(", ".join(case.branches)).line or out)
            for case in release.waiting
        ]
        return found or [_Line(day, release.policy_id, "-", self.tr("no promise waits for it"))]
