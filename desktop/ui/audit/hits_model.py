"""The hits of a search as rows: what was said of each, where it stands, and the line itself, inert."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from desktop.workflows.search_code import Compared

_Index = QModelIndex | QPersistentModelIndex


class HitsModel(QAbstractTableModel):
    """A verdict in brackets is an earlier one on the same line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: Sequence[Compared] = ()

    def show_hits(self, hits: Sequence[Compared]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One for each hit."""
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number, verdict, where, line."""
        return 0 if parent.isValid() else len(self._titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """The titles."""
        titled = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._titles()[section] if titled else None

    def data(self, index: _Index, role: int = 0) -> str | None:
        """A cell; the reason of a verdict stands in the tip."""
        compared = self._hits[index.row()]
        judged = compared.verdict or compared.before
        if role == Qt.ItemDataRole.ToolTipRole:
            return judged.reason if judged else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words = verdict_words().get(judged.verdict, judged.verdict) if judged else "-"
        verdict = words if compared.verdict or not judged else f"({words})"
        where = f"{compared.hit.path.line}:{compared.hit.line}"
        return (str(compared.number), verdict, where, compared.hit.text.line)[index.column()]

    def number(self, row: int) -> int:
        """The number of the hit in a row."""
        return self._hits[row].number

    def is_open(self, row: int) -> bool:
        """Whether it still waits for a verdict."""
        return self._hits[row].verdict is None

    def _titles(self) -> tuple[str, ...]:
        return (self.tr("Hit"), self.tr("Verdict"), self.tr("Where"), self.tr("Line"))


def verdict_words() -> dict[str, str]:
    """The verdicts, in words."""
    return {
        "variant": QCoreApplication.translate("Verdicts", "Similar problem"),
        "known": QCoreApplication.translate("Verdicts", "The reported problem"),
        "harmless": QCoreApplication.translate("Verdicts", "Harmless here"),
        "unreachable": QCoreApplication.translate("Verdicts", "Nothing reaches it"),
        "no-code": QCoreApplication.translate("Verdicts", "Test, comment or the like"),
    }
