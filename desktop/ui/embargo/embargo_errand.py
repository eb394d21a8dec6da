"""Errands about the embargo: a proposal, a refusal, telling somebody, breaking the glass and mending it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.embargo.by_law import starts_law
from desktop.domain.embargo.to_tell import ToTell
from desktop.domain.event import Recorded
from desktop.domain.events import BreachAware, PersonTold
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.embargo.break_glass_dialog import BreakGlassDialog
from desktop.ui.embargo.exit_dialog import ExitDialog
from desktop.ui.embargo.proposal_dialog import ProposalDialog, RefusalDialog, ToldDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.embargo.break_glass import Plan, break_glass, mend_glass, plan_break_glass


class EmbargoErrand(QObject):
    """Each dialog stays with the case that it was opened on."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def propose(self) -> None:
        """Record that somebody asks for another date."""
        if self._session.view is not None:
            now = self._session.desk.tools.now()
            self._open(ProposalDialog(self._parent, self._session.view, now))

    def refuse(self, proposal_id: str) -> None:
        """Turn a proposal down."""
        view = self._session.view
        open_ones = view.embargo.open if view is not None else ()
        found = next((proposal for proposal in open_ones if proposal.id == proposal_id), None)
        if view is not None and found is not None:
            self._open(RefusalDialog(self._parent, view, found))

    def end(self) -> None:
        """Record that both parties agreed to end it."""
        if self._session.view is not None:
            self._open(ExitDialog(self._parent, self._session.view))

    def told(self, label: str) -> None:
        """Record that somebody was told by hand."""
        if self._session.view is not None:
            self._open(ToldDialog(self._parent, label))

    def tell(self, person: ToTell) -> None:
        """Lead to where somebody is told: the letter, their own case, or the record of it."""
        if person.whom == "reporter" and person.label:
            self._session.show_case(person.label)
        elif person.letter:
            self._session.tab_wanted.emit("letters", person.letter)
        elif person.act == PersonTold.kind:
            self.told(person.label)
        else:
            self._session.errand_wanted.emit("record", person.act)

    def break_glass(self) -> None:
        """Say what is known, see what follows, record it."""
        view = self._session.view
        if view is None:
            return
        desk, case_id = self._session.desk, view.case.case_id
        by_law = starts_law(BreachAware, (view.profile, *view.packs))
        dialog = BreakGlassDialog(self._parent, desk.tools.now(), by_law=by_law)
        dialog.changed.connect(partial(self._plan, dialog, case_id))
        dialog.submitted.connect(partial(self._break, dialog, case_id))
        self._session.open(dialog)

    def mend(self) -> None:
        """Take the breaking of the glass in the case in view back."""
        if self._session.view is not None:
            self._mend(self._session.view.case.case_id)

    def _open(self, dialog: ProposalDialog | RefusalDialog | ToldDialog | ExitDialog) -> None:
        self._session.ask(dialog, lambda: [dialog.act])

    def _plan(self, dialog: BreakGlassDialog, case_id: str) -> None:
        desk, what, at = self._session.desk, dialog.what, dialog.at
        dialog.plan = None
        self._session.background.run(
            lambda _p: plan_break_glass(desk, case_id, what, at),
            lambda plan: dialog.show_plan(plan) if dialog.is_open else None,
            topic="break-glass",
            otherwise=dialog.failing(self._session.background.failed.emit),
        )

    def _break(self, dialog: BreakGlassDialog, case_id: str) -> None:
        desk, what, at, plan = self._session.desk, dialog.what, dialog.at, dialog.plan
        if plan is None:
            return
        dialog.plan = None  # a second click is not a second act
        self._session.background.run(
            lambda _p: break_glass(desk, case_id, what, at, seen=plan.revision),
            partial(self._on_broken, dialog, case_id),
            otherwise=self._failing(dialog, case_id),
            doing=dialog.windowTitle(),
        )

    def _failing(self, dialog: BreakGlassDialog, case_id: str) -> Callable[[object], None]:
        tell = dialog.failing(self._session.background.failed.emit)

        def failed(failure: object) -> None:
            tell(failure)  # type: ignore[arg-type]  # a Failure, as the worker gives it
            if dialog.is_open:
                self._plan(dialog, case_id)

        return failed

    def _on_broken(self, dialog: BreakGlassDialog, case_id: str, outcome: Plan | Refusal) -> None:
        if isinstance(outcome, Refusal):
            _refuse(dialog, self._session, outcome)
            return
        dialog.finish_well()
        self._session.reload()
        left = sum(person.told_at is None for person in outcome.to_tell)
        several = self.tr(
            "{case}: the glass is broken, the embargo has ended. %n still have to be told.", "", left
        )
        one = self.tr("{case}: the glass is broken, the embargo has ended. One still has to be told.")
        words = (one if left == 1 else several).format(case=case_id)
        undo = partial(self._mend, case_id)
        self._session.said.emit(Message("warn", words, self.tr("Undo"), undo, seconds=10))

    def _mend(self, case_id: str) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda _p: mend_glass(desk, case_id),
            partial(self._on_mended, case_id),
            doing=self.tr("Taking it back"),
        )

    def _on_mended(self, case_id: str, outcome: tuple[Recorded, ...] | Refusal) -> None:
        if isinstance(outcome, Refusal):
            self._session.said.emit(Message("warn", outcome.sentence))
            return
        self._session.reload()
        words = self.tr("Taken back: the glass of {case} is whole, its embargo stands as before.")
        self._session.said.emit(Message("good", words.format(case=case_id), seconds=10))


def _refuse(dialog: ActDialog, session: Session, refusal: Refusal) -> None:
    if dialog.is_open:
        dialog.refuse(refusal.sentence)
    else:
        session.said.emit(Message("warn", refusal.sentence))
