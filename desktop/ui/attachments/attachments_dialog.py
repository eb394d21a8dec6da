"""Every file of a case in quarantine: what is known of it, and the ways to look at it or let it out."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.ui.attachments.attachments_model import AttachmentsModel
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, fill_when_empty
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import RowsTable

_TABLE_PX = 220
_ABOUT_PX = 96


class AttachmentsDialog(Dialog):
    """Stays open while others show a file, so that the next one is a click away."""

    preview_wanted = Signal(object)
    """A KeptFile."""
    release_wanted = Signal(object)
    """A KeptFile."""
    add_wanted = Signal()

    def __init__(self, parent: QWidget, files: Sequence[KeptFile]) -> None:
        super().__init__(parent, self.tr("Files in quarantine"), width=820)
        intro = self.tr(
            "The type is told by the first bytes, never by the name. A preview shows letters and numbers "
            "only; nothing is opened or decoded."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._model = AttachmentsModel(self)
        self._model.show_rows(files)
        self.list = RowsTable(self._model, self.tr("Files"), height=_TABLE_PX)
        why = self.tr(
            "What comes with a report, and what is added as evidence, is kept here: encrypted, hashed, never "
            "opened."
        )
        none = self.tr("No file is kept with this case.")
        fill_when_empty(self.list, Emptiness(none, why, self.tr("Add evidence…"), self._on_add))
        self.list.doubleClicked.connect(lambda _index: self._on_preview())
        self._about = InertText(self.tr("About the file"))
        self._about.setProperty("look", "document")
        self._about.setFixedHeight(grown(_ABOUT_PX))
        self.preview = ActButton(self.tr("Preview…"), self._on_preview, mark="document")
        self.release = ActButton(self.tr("Let it out…"), self._on_release, mark="forward")
        self.rows.addWidget(self.list, 1)
        self.rows.addWidget(self._about)
        self.rows.addWidget(FoldingRow(self.preview, self.release))
        self.finish(self.tr("Close"))
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._on_chosen())
        flags = QItemSelectionModel.SelectionFlag
        first = self._model.index(0, 0)
        self.list.selectionModel().setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
        for widget in (self._about, self.preview, self.release):
            widget.setVisible(bool(files))

    @property
    def chosen(self) -> KeptFile | None:
        """The file that the buttons are about."""
        index = self.list.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def _on_chosen(self) -> None:
        file = self.chosen
        for button in (self.preview, self.release):
            button.setEnabled(file is not None)
        if file is not None:
            self._about.show_text(Untrusted(self._words(file)))

    def _words(self, file: KeptFile) -> str:
        """A line each, so that a name or a note can pass for nothing else."""
        sent = self.tr("Named {name}").format(name=file.name.line)
        note = self.tr("Note: {note}").format(note=Untrusted(file.note).line)
        size = self.tr("{n} bytes").format(n=f"{file.size:,}")
        return "\n".join((f"SHA-256 {file.sha256}", size, sent, *([note] if file.note else [])))

    def _on_add(self) -> None:
        self.reject()
        self.add_wanted.emit()

    def _on_preview(self) -> None:
        if self.chosen is not None:
            self.preview_wanted.emit(self.chosen)

    def _on_release(self) -> None:
        if self.chosen is not None:
            self.release_wanted.emit(self.chosen)
