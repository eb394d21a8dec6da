"""Two reports side by side, to see whether they tell of the same problem."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.desk.view_case import CaseView


class CompareDialog(Dialog):
    """The case in view on the left, the other on the right; `on_merge` goes on from here."""

    def __init__(
        self, parent: QWidget, own: CaseView, other: CaseView, on_merge: Callable[[], object]
    ) -> None:
        super().__init__(parent, self.tr("The same problem?"), width=900)
        self._on_merge = on_merge
        both = QHBoxLayout()
        both.setSpacing(18)
        for view in (own, other):
            both.addLayout(self._side(view), 1)
        self.rows.addLayout(both)
        merge = ActButton(self.tr("Merge as duplicate…"), self._on_merge_wanted)
        self.finish(self.tr("Close"), other=merge)

    def _side(self, view: CaseView) -> QVBoxLayout:
        case = view.case
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(Words(case.case_id, "section"))
        side.addWidget(InertLabel(case.title, "caption"))
        side.addWidget(InertLabel(case.reporter_name or case.reporter_address, "small"))
        if case.arrived_at is not None:
            words = self.tr("Arrived {when}").format(when=absolute(case.arrived_at))
            side.addWidget(Words(words, "small", wrap=True))
        text = InertText(self.tr("Report of {case}").format(case=case.case_id))
        text.setProperty("look", "document")
        text.setMinimumHeight(320)
        text.show_text(view.reports[0].text if view.reports else Untrusted(""))
        side.addWidget(text, 1)
        return side

    def _on_merge_wanted(self) -> None:
        self.accept()
        self._on_merge()
