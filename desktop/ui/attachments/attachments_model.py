"""The files of a case as rows: names, sizes, types by content, and whence they came."""

from PySide6.QtCore import Qt

from desktop.domain.assessing.evidence import KeptFile
from desktop.ui.look.evidence_words import whence_words
from desktop.ui.look.sizes import size_words
from desktop.ui.parts.rows_table import Index, RowsModel


class AttachmentsModel(RowsModel[KeptFile]):
    """The shown name is safe and single; the one that was sent stands below the table."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        file = self.row(index.row())
        cells = (file.shown_name, size_words(file.size), file.media_type, whence_words(file))
        return cells[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Name"), self.tr("Size"), self.tr("Type by content"), self.tr("Whence"))
