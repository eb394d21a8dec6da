"""What was found in an advisory of somebody, a row each."""

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.formats.advisories.findings import errors_of
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.rows_table import RowsTable
from desktop.ui.provider.tree_findings_dialog import FindingsModel
from desktop.workflows.publication.validate_advisory import Validation

_HEIGHT_PX = 280


class CheckedDialog(Dialog):
    """The verdict, then errors, warnings and remarks; a valid document may still say what is not so."""

    def __init__(self, parent: QWidget, found: Validation) -> None:
        super().__init__(parent, self.tr("What was found in the advisory"), width=880)
        wrong = len(errors_of(found.findings))
        valid = self.tr("{file} is valid {format} {version}.")
        invalid = self.tr("{file} is not valid. Errors: {wrong}.")
        words = (valid if found.valid else invalid).format(
            file=found.file, format=found.format, version=found.version, wrong=wrong
        )
        self.rows.addWidget(InertLabel(Untrusted(words), "good" if found.valid else "bad", lines=True))
        model = FindingsModel(self)
        table = RowsTable(model, self.tr("Findings"), height=_HEIGHT_PX)
        model.show_rows(found.findings)
        table.setCurrentIndex(model.index(0, 0))
        self.rows.addWidget(table, 1)
        hint = self.tr("Valid says that it follows its standard, not that it is true. Nothing was taken in.")
        self.rows.addWidget(Words(hint, "muted", wrap=True))
        self.finish(self.tr("Close"))
