"""What was found in a provider folder, a row each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.formats.advisories.findings import Finding, errors_of
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.sentences import said
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import Index, RowsModel, RowsTable

_HEIGHT_PX = 280


class FindingsModel(RowsModel[Finding]):
    """Rows of findings; what stands in files of others is shown inert."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell; long sentences are read whole in the tip."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        finding = self.row(index.row())
        weight = {"error": self.tr("Error"), "warning": self.tr("Warning"), "info": self.tr("Remark")}
        return (
            weight[finding.severity],
            finding.test,
            Untrusted(finding.path).line,
            Untrusted(said(finding.message)).line,
        )[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Weight"), self.tr("Section"), self.tr("Where"), self.tr("What"))


class TreeFindingsDialog(Dialog):
    """Whoever reads it mends the folder or writes it anew; `done` says what became of the folder."""

    def __init__(self, parent: QWidget, findings: Sequence[Finding], documents: int, done: str) -> None:
        super().__init__(parent, self.tr("What was found in the provider folder"), width=880)
        wrong = len(errors_of(findings))
        words = self.tr("{done} Documents: {n}. Errors: {wrong}.")
        look = "bad" if wrong else "good"
        self.rows.addWidget(Words(words.format(done=done, n=documents, wrong=wrong), look, wrap=True))
        model = FindingsModel(self)
        table = RowsTable(model, self.tr("Findings"), height=_HEIGHT_PX)
        model.show_rows(findings)
        table.setCurrentIndex(model.index(0, 0))
        self.rows.addWidget(table, 1)
        self.finish(self.tr("Close"))
