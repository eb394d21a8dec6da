"""The hits of a search as rows: what was said of each, where it stands, and the line itself, inert."""

from PySide6.QtCore import QCoreApplication, Qt

from desktop.ui.parts.rows_table import Index, RowsModel
from desktop.workflows.investigation.search_code import Compared


class HitsModel(RowsModel[Compared]):
    """A verdict in brackets is an earlier one on the same line."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell; the reason of a verdict stands in the tip."""
        compared = self.row(index.row())
        judged = compared.verdict or compared.before
        if role == Qt.ItemDataRole.ToolTipRole:
            return judged.reason if judged else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words = verdict_words().get(judged.verdict, judged.verdict) if judged else "-"
        verdict = words if compared.verdict or not judged else f"({words})"
        where = f"{compared.hit.path.line}:{compared.hit.line}"
        return (str(compared.number), verdict, where, compared.hit.text.line)[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
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
