"""Four eyes in the form of the advisory: whether they are asked for, who approved, and the way to approve."""

from PySide6.QtWidgets import QWidget

from desktop.ui.look.instants import day_and_year
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


class ApprovalPart(QWidget):
    """Hidden where nobody asks for a second person and nobody approved."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._told = Words(look="warn", wrap=True)
        self._look = ActButton(
            self.tr("Look and approve…"), lambda: session.errand_wanted.emit("approve", ""), mark="check"
        )
        rows = column(self, spacing=8)
        rows.addWidget(self._told)
        rows.addWidget(FoldingRow(self._look))

    def show_case(self, view: CaseView) -> None:
        """Say where it stands; that a change undid it is told when it is looked at."""
        case = view.case
        self.setVisible(view.four_eyes or bool(case.approvals))
        self._look.setEnabled(case.advisory is not None)
        if not case.approvals:
            words = self.tr("Somebody else than its author has to approve the advisory before it leaves.")
            self._told.say(words, "warn")
            return
        last = case.approvals[-1]
        words = self.tr("{name} released it alone on {day}: {reason} Any change undoes that.")
        if not last.alone:
            words = self.tr("{name} approved it on {day}. Any change undoes that.")
        self._told.say(words.format(name=last.by, day=day_and_year(last.at), reason=last.alone), "small")
