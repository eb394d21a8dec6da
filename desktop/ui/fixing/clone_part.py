"""Looking the commits of the fixes up in a git clone, which is only read."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.fixing.records import BranchRecord
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.folding_row import FoldingRow


class ClonePart(QWidget):
    """Folded away behind one button until somebody wants it; `wanted` gives the path of the clone."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._folder = FolderField(self.tr("Git clone"), self.tr("It is only read."))
        self._folder.hide()
        self.fields: dict[str, Field] = {"clone": self._folder}
        self.button = ActButton(self.tr("Look commits up in a clone…"), self._on_click, "small")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        rows.addWidget(self._folder)
        rows.addWidget(FoldingRow(self.button))

    def show_records(self, records: Sequence[BranchRecord]) -> None:
        """Nothing to look up where no branch is listed, or all is done."""
        self.setVisible(any(r.state in ("not-started", "in-work", "ready", "taken-back") for r in records))

    def _on_click(self) -> None:
        if not self._folder.isVisibleTo(self):
            self._folder.show()
            self._folder.control.setFocus()
        elif self._folder.value:
            self.wanted.emit(self._folder.value)
        else:
            self._folder.control.setFocus()
