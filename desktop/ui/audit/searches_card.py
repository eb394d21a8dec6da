"""The searches of a case with what they covered, and the form of another one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.audit.worksheets import Search
from desktop.domain.inert import Untrusted
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.fields import Field, LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside, clear
from desktop.workflows.desk.view_case import CaseView


class SearchesCard(QFrame):
    """`wanted` asks to search, `opened` for the hits of a search."""

    wanted = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shown: tuple[Search, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        clone = FolderField(
            self.tr("Git clone"), self.tr("It is only read; nothing that it configures is run.")
        )
        pattern = LineField(self.tr("Pattern"), "", r"\bstrcpy\s*\(")
        revision = LineField(self.tr("Revision"), "", "HEAD")
        roots = LineField(self.tr("Only in"), "", self.tr("folders or files, with commas between them"))
        self.fields: dict[str, Field] = {
            "clone": clone,
            "pattern": pattern,
            "revision": revision,
            "roots": roots,
        }
        self.button = ActButton(self.tr("Search the code"), self.wanted.emit)
        pattern.submitted.connect(self.wanted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(10)
        rows.addWidget(Words(self.tr("Searches of code"), "section"))
        rows.addLayout(self._lines)
        rows.addWidget(clone)
        rows.addWidget(FoldingRow(pattern, revision, roots, grow=(pattern, roots), spacing=14))
        rows.addLayout(beside(self.button, stretch=1))

    def show_searches(self, view: CaseView) -> None:
        """List them, if they are others than before."""
        self.button.setEnabled(view.case.open)
        if view.case.searches == self._shown:
            return
        self._shown = view.case.searches
        clear(self._lines)
        for search in view.case.searches:
            self._lines.addWidget(InertLabel(Untrusted(search.coverage), lines=True))
            left = len(search.open)
            judge = self.tr("Judge 1 hit…") if left == 1 else self.tr("Judge %n hits…", "", left)
            words = judge if left else self.tr("All judged: look…")
            look = ActButton(words, partial(self.opened.emit, search.id), "small")
            look.setEnabled(bool(search.what.count))
            self._lines.addLayout(beside(look, stretch=1))
        if not view.case.searches:
            why = self.tr(
                "The same mistake may stand elsewhere. Name a clone and a pattern below: each hit gets a "
                "verdict, and the case keeps what was searched."
            )
            none = Emptiness(self.tr("No code was searched yet."), why)
            self._lines.addWidget(EmptyState(none, centred=False))
