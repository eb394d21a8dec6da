"""What a clone is asked: the commits that brought a problem in, and those that took it out."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.matrix.matrix import Matrix
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.job import Job
from desktop.ui.look.version_words import finding_words
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.investigation.trace_versions import Question


class TraceDialog(ActDialog):
    """Tells how far the work is; its Cancel stops it, and nothing is recorded."""

    def __init__(self, parent: QWidget, matrix: Matrix) -> None:
        super().__init__(parent, self.tr("Ask a clone"), width=560)
        self._matrix = matrix
        self._job: Job | None = None
        about = f"{finding_words(matrix.finding)}, {matrix.product}"
        trace = matrix.trace
        self.clone = FolderField(
            self.tr("Git clone"), self.tr("It is only read; nothing that it configures is run.")
        )
        several = self.tr("Ids, tags or branches, with blanks between them.")
        older = self.tr("Without one, the problem is as old as the history.")
        self.introduced = LineField(self.tr("Commits that brought it in"), f"{several} {older}")
        found = self.tr("Cherry-picks and reverts are found by their patches.")
        self.fixed = LineField(self.tr("Commits that took it out"), f"{several} {found}")
        self.patterns = LineField(self.tr("Only these tags and branches"), "", "v2.* release/*")
        self.introduced.put(" ".join(trace.introduced) if trace else "")
        self.fixed.put(" ".join(trace.fixed) if trace else "")
        self.patterns.put(" ".join(trace.refs) if trace else "")
        self._step = Words(look="small")
        self._step.hide()
        self.rows.addWidget(InertLabel(Untrusted(about), "muted"))
        for widget in (self.clone, self.introduced, self.fixed, self.patterns, self._step):
            self.rows.addWidget(widget)
        self.finish(self.tr("Ask"), cancel=self.tr("Cancel"), mark="search")
        self.finished.connect(self._on_closed)

    def missing(self) -> str:
        """A clone must be named; the rules say the rest."""
        return "" if self.clone.value else self.tr("Name the folder of the clone.")

    @property
    def path(self) -> Path:
        """Where the clone lies."""
        return Path(self.clone.value).expanduser()

    @property
    def question(self) -> Question:
        """What is asked."""
        fields = (self.introduced, self.fixed, self.patterns)
        introduced, fixed, patterns = (tuple(field.value.split()) for field in fields)
        return Question(self._matrix.product, introduced, fixed, self._matrix.finding, patterns)

    def begin(self, job: Job) -> None:
        """It is under way."""
        self._job = job
        self._busy(busy=True)

    def show_step(self, words: str, done: int, total: int) -> None:
        """How far it is."""
        if self.is_open and words and self._job is not None:
            self._step.say(f"{words} {done}/{total}" if total else words)

    def refuse(self, sentence: str) -> None:
        """It came to nothing: it can be asked otherwise."""
        if self.is_open:
            self._job = None
            self._busy(busy=False)
        super().refuse(sentence)

    def _busy(self, *, busy: bool) -> None:
        self._step.setVisible(busy)
        if self.primary is not None:
            self.primary.setEnabled(not busy)

    def _on_closed(self) -> None:
        if self._job is not None:
            self._job.cancel()
