"""The corrective actions as rows: what, who, until when, and what became of it."""

from datetime import date

from PySide6.QtCore import Qt

from desktop.domain.incidents.incident import Action
from desktop.domain.inert import Untrusted
from desktop.ui.parts.rows_table import Index, RowsModel


class ActionsModel(RowsModel[tuple[Action, bool]]):
    """Each with whether it is late."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell; what came of it stands in the tip too."""
        action, late = self.row(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return Untrusted(action.action).line
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        cells = (self._state(action, late), _day(action.due_on), action.owner, action.action)
        return Untrusted(cells[index.column()]).line

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("State"), self.tr("Until"), self.tr("Who"), self.tr("What"))

    def _state(self, action: Action, late: bool) -> str:
        if late:
            return self.tr("Late")
        return {"open": self.tr("Open"), "done": self.tr("Done"), "dropped": self.tr("Dropped")}[action.state]


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
