"""The rows of a matrix as a table: names and evidence inert, each state as a word beside its icon."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from desktop.domain.inert import Untrusted
from desktop.domain.matrix.rows import NOT_LOOKED_AT, Row
from desktop.ui.look.icons import icon
from desktop.ui.look.theme import tones
from desktop.ui.look.version_words import MARKS, justification_words, state_words
from desktop.ui.parts.rows_table import Index, RowsModel

_STATE = 2


class MatrixModel(RowsModel[Row]):
    """A person's word stands in the row; what the clone told otherwise follows it and stands in the tip."""

    def data(self, index: Index, role: int = 0) -> str | QIcon | None:
        """A cell."""
        row, column = self.row(index.row()), index.column()
        if role == Qt.ItemDataRole.DecorationRole and column == _STATE:
            mark, tone = MARKS[row.state]
            return icon(mark, getattr(tones(), tone))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._evidence(row)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self._name(row),
            row.branch or "-",
            self._state(row),
            self._told_by(row),
            self._evidence(row),
        )[column]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (
            self.tr("Version"), self.tr("Branch"), self.tr("State"), self.tr("Told by"), self.tr("Evidence"),
        )  # fmt: skip

    def _name(self, row: Row) -> str:
        name = Untrusted(row.name).line
        if row.sort == "supported":
            return self.tr("{name}, supported branch").format(name=name)
        if row.sort == "branch":
            return self.tr("{name}, branch of the clone").format(name=name)
        return name if row.number else self.tr("{name}, no version").format(name=name)

    def _state(self, row: Row) -> str:
        words = state_words()[row.state]
        why = justification_words().get(row.justification, "")
        return f"{words}: {why}" if why else words

    def _told_by(self, row: Row) -> str:
        if row.judged is not None:
            return self.tr("a person")
        if row.traced is None:
            return "-"
        if row.follows:
            return self.tr("follows from {name}").format(name=Untrusted(row.follows).line)
        return self.tr("the clone")

    def _evidence(self, row: Row) -> str:
        if row.evidence == NOT_LOOKED_AT:
            return self.tr("Nobody has looked at it.")
        evidence = Untrusted(row.evidence).line
        if row.judged is None or row.traced is None:
            return evidence
        told = self.tr("{evidence} (The clone says {state}: {why})")
        if row.sort == "supported":
            told = self.tr("{evidence} (Its versions say {state}: {why})")
        words, why = state_words()[row.traced.state].lower(), Untrusted(row.traced.evidence).line
        return told.format(evidence=evidence, state=words, why=why)
