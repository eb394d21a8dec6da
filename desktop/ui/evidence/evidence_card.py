"""The files of the case in quarantine: a few in sight, all in a dialog, and the way to add more."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.assessing.evidence import KeptFile, files_of
from desktop.domain.inert import Untrusted
from desktop.ui.look.evidence_words import file_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.parts.mark import Mark
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView

_SHOWN = 4


class EvidenceCard(QFrame):
    """Nothing in it opens anything: a preview shows letters and numbers."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._shown: tuple[KeptFile, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add = ActButton(self.tr("Add evidence…"), self._on_add, "small")
        self.all = ActButton(self.tr("All files…"), self._on_all, "small")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Files in quarantine"), "section"))
        rows.addLayout(self._lines)
        rows.addWidget(FoldingRow(self.add, self.all))

    def show_files(self, view: CaseView) -> None:
        """Show the newest, if they are others than before."""
        self.add.setEnabled(view.case.open)
        files = files_of(view.history, view.reports)
        if files == self._shown:
            return
        self._shown = files
        clear(self._lines)
        for file in files[: -_SHOWN - 1 : -1]:
            self._lines.addWidget(_FileLine(file))
        if not files:
            why = self.tr("What is added is encrypted, hashed and never opened.")
            self._lines.addWidget(EmptyState(Emptiness(self.tr("None yet."), why), centred=False))
        self.all.setVisible(bool(files))
        self.all.rename(self.tr("All %n files…", "", len(files)))

    def _on_add(self) -> None:
        self._session.errand_wanted.emit("evidence", "")

    def _on_all(self) -> None:
        self._session.errand_wanted.emit("files", "")


class _FileLine(QWidget):
    """Name, size, type by content, whence it came; the note below."""

    def __init__(self, file: KeptFile) -> None:
        super().__init__()
        rows = column(self, spacing=1)
        name = beside(Mark("clip", "muted"), InertLabel(Untrusted(file.shown_name)), spacing=8)
        name.setStretch(0, 0)
        rows.addLayout(name)
        rows.addWidget(InertLabel(Untrusted(file_words(file)), "small", lines=True))
        rows.addWidget(Words(f"SHA-256 {file.sha256[:16]}…", "small"))
        if file.note:
            rows.addWidget(InertLabel(Untrusted(file.note), lines=True))
