"""Reproduction: a short guide in order, from the proof of concept to how it ended, and every earlier try."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.assessing.reproduction import in_one_sentence, is_reproduced, tries_in
from desktop.domain.events.evidence import Outcome
from desktop.ui.evidence.proofs import proofs_of
from desktop.ui.evidence.try_line import TryLine
from desktop.ui.look.evidence_words import outcome_chip
from desktop.ui.look.wording import Chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, Field, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView

_SHOWN = 3


class ReproductionCard(QFrame):
    """Folds its form away once the problem was seen; a try that failed leads to a question or a rejection."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._view: CaseView | None = None
        self._all = False
        self._chip = ChipLabel()
        self._lines = QVBoxLayout()
        self._more = ActButton(self.tr("All tries"), self._on_all, "small")
        self._ask = ActButton(self.tr("Ask the reporter…"), self._on_ask, "small")
        self._reject = ActButton(self.tr("Reject as not reproducible"), self._on_reject, "small")
        self._again = ActButton(self.tr("Try again"), self._on_again, "small")
        self._form = QWidget()
        self._poc = ChoiceField(self.tr("1. Is there a proof of concept?"))
        self._product = LineField(self.tr("2. Product"))
        self._version = LineField(self.tr("Version"), "", "2.4.2")
        self._environment = TextField(
            self.tr("Environment"),
            "",
            self.tr("System, build, configuration, versions of the tools."),
            lines=2,
        )
        self._steps = TextField(self.tr("3. What was tried"), "", self.tr("Step by step."), lines=2)
        self.fields: dict[str, Field] = {
            "poc": self._poc,
            "tried-product": self._product,
            "tried-version": self._version,
            "environment": self._environment,
            "steps": self._steps,
        }
        self.outcomes = {
            "reproduced": self._outcome_button("reproduced"),
            "not-reproduced": self._outcome_button("not-reproduced"),
            "inconclusive": self._outcome_button("inconclusive"),
        }
        self._lay_out()

    def _outcome_button(self, outcome: Outcome) -> ActButton:
        return ActButton(outcome_chip(outcome).words, lambda: self._on_tried(outcome))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addLayout(beside(Words(self.tr("Reproduction"), "section"), self._chip, stretch=1, spacing=8))
        self._lines.setSpacing(10)
        rows.addLayout(self._lines)
        rows.addWidget(FoldingRow(self._ask, self._reject, self._again, self._more))
        rows.addSpacing(2)
        rows.addWidget(self._form)
        inner = column(self._form, spacing=10)
        inner.addWidget(self._poc)
        pair = (self._product, self._version)
        inner.addWidget(FoldingRow(*pair, grow=pair, spacing=14))
        inner.addWidget(self._environment)
        inner.addWidget(self._steps)
        inner.addWidget(Words(self.tr("4. How did it end? A click records the try."), "caption", wrap=True))
        inner.addWidget(FoldingRow(*self.outcomes.values()))

    def fill(self, view: CaseView) -> None:
        """Begin another try where the last one was made."""
        last = view.case.tries[-1] if view.case.tries else None
        listed = view.case.products[-1].product if view.case.products else view.profile.policy.product
        self._poc.put(last.poc if last else "")
        self._product.put(last.product if last else listed)
        self._version.put(last.version if last else "")
        self._environment.put(last.environment if last else "")
        self._steps.put("")

    def show_tries(self, view: CaseView) -> None:
        """List the tries, and offer what follows from the last one."""
        another = self._view is None or self._view.case.case_id != view.case.case_id
        if another:
            self._all = False
        seen, case = is_reproduced(view.case), view.case
        settled = seen or case.has(e.ReportConfirmed)
        self._poc.offer(proofs_of(view))
        if another or self._view is None or case.tries != self._view.case.tries:
            self._form.setVisible(not settled)
        self._view = view
        failed = bool(case.tries) and case.tries[-1].outcome == "not-reproduced" and not settled
        open_ = case.open and case.rejected is None
        self._ask.setVisible(failed and open_)
        self._reject.setVisible(failed and open_)
        self._again.setVisible(settled)
        self._chip.tell(self._chip_for(case.tries[-1].outcome if case.tries else "", seen=seen))
        self._list(view)

    def _chip_for(self, latest: str, *, seen: bool) -> Chip:
        if not latest:
            return Chip(self.tr("Not tried yet"), "muted")
        return outcome_chip("reproduced" if seen else latest)

    def _list(self, view: CaseView) -> None:
        clear(self._lines)
        names = dict(proofs_of(view))
        tries = [(r, r.event) for r in tries_in(view.history) if isinstance(r.event, e.ReproductionTried)]
        for recorded, tried in tries if self._all else tries[:_SHOWN]:
            proof = names.get(tried.poc, self.tr("a file that was taken back")) if tried.poc else ""
            self._lines.addWidget(TryLine(recorded, tried, proof))
        self._more.setVisible(len(tries) > _SHOWN and not self._all)
        self._more.rename(self.tr("All %n tries", "", len(tries)))

    def _on_all(self) -> None:
        self._all = True
        if self._view is not None:
            self._list(self._view)

    def _on_again(self) -> None:
        self._form.setVisible(self._form.isHidden())

    def _on_tried(self, outcome: Outcome) -> None:
        act = e.ReproductionTried(
            outcome=outcome,
            steps=self._steps.value,
            environment=self._environment.value,
            product=self._product.value,
            version=self._version.value,
            poc=self._poc.value,
        )
        self._session.act(act, then=lambda: self._steps.put(""))

    def _on_ask(self) -> None:
        self._session.tab_wanted.emit("letters", "question")

    def _on_reject(self) -> None:
        if self._view is not None:
            why = in_one_sentence(self._view.case.tries[-1])
            told = self.tr("We could not reproduce it. Tried: {why}").format(why=why)
            act = e.ReportRejected(reason="not-reproducible", explanation=told)
            self._session.act(act, move_on=True)
