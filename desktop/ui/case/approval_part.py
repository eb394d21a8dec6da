"""Four eyes in the form of the advisory: whether they are asked for, who approved, and the way to approve."""

from PySide6.QtWidgets import QWidget

from desktop.domain.case import Approval, Case
from desktop.domain.parties.fingerprints import tail
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
        self._ask = ActButton(
            self.tr("Ask somebody elsewhere…"), lambda: session.errand_wanted.emit("ask-elsewhere", "")
        )
        self._bring = ActButton(
            self.tr("Bring an answer…"), lambda: session.errand_wanted.emit("bring-answer", "")
        )
        self._asked = Words(look="small", wrap=True)
        rows = column(self, spacing=8)
        rows.addWidget(self._told)
        rows.addWidget(self._asked)
        rows.addWidget(FoldingRow(self._look))
        rows.addWidget(FoldingRow(self._ask, self._bring))

    def show_case(self, view: CaseView) -> None:
        """Say where it stands; that a change undid it is told when it is looked at."""
        case = view.case
        self.setVisible(view.four_eyes or bool(case.approvals))
        for button in (self._look, self._ask):
            button.setEnabled(case.advisory is not None)
        self._bring.setEnabled(case.asked is not None)
        self._show_asked(case)
        if not case.approvals:
            words = self.tr("Somebody else than its author has to approve the advisory before it leaves.")
            self._told.say(words, "warn")
            return
        self._told.say(self._words_of(case.approvals[-1]), "small")

    def _words_of(self, last: Approval) -> str:
        words = self.tr("{name} released it alone on {day}: {reason} Any change undoes that.")
        if last.signature:
            words = self.tr("{name} approved it on {day}, signed by the key {key}. Any change undoes that.")
        elif not last.alone:
            words = self.tr("{name} approved it on {day}. Any change undoes that.")
        day, key = day_and_year(last.at), tail(last.fingerprint)
        return words.format(name=last.by, day=day, reason=last.alone, key=key)

    def _show_asked(self, case: Case) -> None:
        """A question is open until it is answered or asked again."""
        waits = case.asked is not None and case.asked.nonce not in "".join(
            approval.statement for approval in case.approvals
        )
        self._asked.setVisible(waits)
        if waits and case.asked_at is not None:
            words = self.tr("Sent to be approved elsewhere on {day}. Bring the answer when it comes.")
            self._asked.say(words.format(day=day_and_year(case.asked_at)), "small")
