"""Scope: what a person judged, or the form to judge with; where the policy is silent the card says so."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain import events as e
from desktop.domain.events import ScopeJudged
from desktop.ui.case.scope_form import ScopeForm
from desktop.ui.look.scope_words import verdict_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import beside
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import view_scope


class ScopeCard(QFrame):
    """Folds its form away once a verdict is recorded, and then leads to the rejection that may follow."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._seen: tuple[object, ...] = ()
        self._judged: ScopeJudged | None = None
        self._chip = ChipLabel()
        self._summary = Words(wrap=True)
        self._again = ActButton(self.tr("Judge again"), self._on_again, "small")
        self._reject = ActButton(self.tr("Reject as out of scope"), self._on_reject, "small")
        self.form = ScopeForm()
        self.form.judged.connect(session.act)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addLayout(beside(Words(self.tr("Scope"), "section"), self._chip, stretch=1, spacing=8))
        rows.addWidget(self._summary)
        self._acts = FoldingRow(self._reject, self._again)
        rows.addWidget(self._acts)
        rows.addWidget(self.form)

    def show_scope(self, view: CaseView) -> None:
        """Read the report anew where something that counts has changed; what is ticked stays."""
        case = view.case
        seen = (case.case_id, case.policy_sha256, case.milestones, case.scope, len(view.reports))
        if seen == self._seen:
            return
        self._seen, self._judged = seen, case.scope
        scope = view_scope(view)
        self.form.offer(view, scope)
        self.form.setVisible(scope.stated and case.scope is None)
        may_reject = case.open and case.rejected is None and not case.has(e.ReportConfirmed)
        self._again.setVisible(scope.stated)
        self._reject.setVisible(may_reject and case.scope is not None and case.scope.verdict == "out")
        self._acts.setVisible(case.scope is not None)
        if case.scope is not None:
            self._chip.tell(verdict_chip(case.scope.verdict))
            self._summary.say("; ".join(filter(None, (*case.scope.lines, case.scope.reason))))
        elif scope.stated:
            self._chip.tell(verdict_chip("ask"))
            self._summary.say(self.tr("Tick what applies. Nothing is decided before you record it."))
        else:
            self._chip.tell(verdict_chip("not-stated"))
            self._summary.say(self.tr("The policy does not say what is in its scope."))

    def _on_again(self) -> None:
        self.form.setVisible(self.form.isHidden())

    def _on_reject(self) -> None:
        if self._judged is not None:
            why = self._judged.reason or "; ".join(self._judged.lines)
            act = e.ReportRejected(reason="out-of-scope", explanation=why)
            self._session.act(act, move_on=True)
