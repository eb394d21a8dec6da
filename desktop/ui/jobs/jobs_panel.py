"""The panel of the jobs: what runs, what waits, what ended and what came of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.ui.background import Background
from desktop.ui.job import Job
from desktop.ui.jobs.job_name import name_of
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import IconButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, clear, column

if TYPE_CHECKING:
    from desktop.ui.jobs.job_row import JobRow

_TOLD_EVERY_MS = 120
_HEIGHT_PX, _HIGHEST_PX = 190, 260


class JobsPanel(QWidget):
    """Hidden until it is asked for; reads that are over in a moment do not stand in it."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Jobs"))
        self._background = background
        self._rows: list[JobRow] = []
        self._sheet = Sheet(self.tr("Jobs"), margin=18, spacing=10)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close = IconButton("close", self.tr("Close the jobs"), self.hide)
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 12, 0)
        head.addWidget(Words(self.tr("Jobs"), "section"))
        head.addStretch(1)
        head.addWidget(self._close)
        rows = column(self)
        rows.addWidget(Rule())
        rows.addLayout(head)
        rows.addWidget(self._sheet, 1)
        self._soon = QTimer(self, singleShot=True, interval=_TOLD_EVERY_MS)
        self._soon.timeout.connect(self.tell)
        background.jobs_changed.connect(self._on_changed)
        self.hide()

    def over(self, page: QWidget) -> QGridLayout:
        """The page with this over its foot: a low screen has no room under it."""
        both = QGridLayout()
        both.addWidget(page, 0, 0)
        both.addWidget(self, 0, 0, Qt.AlignmentFlag.AlignBottom)
        return both

    def turn(self) -> None:
        """Show it, or put it away."""
        if self.isVisible():
            self.hide()
            return
        self.setFixedHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        self.tell()
        self.show()
        self.raise_()
        self._close.setFocus()

    def name_now(self) -> str:
        """What is being done, for whoever waits for it."""
        return next((name_of(job) for job in self._background.under_way), "")

    @property
    def rows(self) -> "tuple[JobRow, ...]":
        """What is shown, from above."""
        return tuple(self._rows)

    def tell(self) -> None:
        """Say what there is by now; a row is kept while its job is there, and with it the focus."""
        under_way = self._background.under_way
        shown = [
            job
            for place, job in enumerate(under_way)
            if job.name or (place == 0 and (job.words or job.doing))
        ]
        shown += self._background.past
        if not self._rows or [row.job for row in self._rows] != shown:
            self._lay_out(shown)
        for row in self._rows:
            row.tell()

    def _lay_out(self, shown: list[Job]) -> None:
        from desktop.ui.jobs.job_row import JobRow  # noqa: PLC0415 - the door opens without its words

        kept = {row.job: row for row in self._rows}
        for row in self._rows:
            self._sheet.rows.removeWidget(row)
        for job, row in kept.items():
            if job not in shown:
                row.hide()
                row.deleteLater()
        clear(self._sheet.rows)
        self._rows = [kept.get(job) or JobRow(job, self._background.stop) for job in shown]
        for row in self._rows:
            self._sheet.rows.addWidget(row)
            row.show()
        if not shown:
            words = self.tr(
                "Nothing is being done. Drop a mailbox or a folder of reports on the window: what is taken "
                "in stands here, each with what became of it, and what you cancel can be gone on with."
            )
            self._sheet.rows.addWidget(Words(words, "muted", wrap=True))
        self._sheet.rows.addStretch(1)

    def _on_changed(self) -> None:
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()
