"""Errands about many cases: closed as spam, put aside, given to somebody; one undo for all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.event import Event
from desktop.domain.failures import Failure
from desktop.ui.dialogs.assign_dialog import AssignDialog
from desktop.ui.dialogs.close_dialog import spam
from desktop.ui.dialogs.snooze_dialog import SnoozeDialog
from desktop.ui.job import Job
from desktop.ui.lists.chosen_cases import ChosenCases
from desktop.ui.many_work import Many, act_on_each, take_back_each
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.custody.known_handlers import known_handlers
from desktop.workflows.desk.snooze import PutAside, put_back, snooze

_UNDO_S = 10


class ManyErrands(QObject):
    """About those that are chosen; where none is, about the case in view."""

    def __init__(self, parent: QWidget, session: Session, chosen: ChosenCases) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._chosen = chosen

    def do(self, name: str) -> None:
        """What a button of the bar asks for."""
        {"spam": self.close_spam, "snooze": self.snooze, "assign": self.assign}[name]()

    @property
    def _ids(self) -> tuple[str, ...]:
        view = self._session.view
        return self._chosen.ids or ((view.case.case_id,) if view is not None else ())

    def close_spam(self) -> None:
        """Close them all as spam, at once; it can be undone."""
        self._act(spam(self.tr("Spam")), self._ids, self.tr("{n} closed as spam."))

    def assign(self) -> None:
        """Give them to somebody."""
        desk, ids = self._session.desk, self._ids
        if ids:
            self._session.background.run(lambda _p: known_handlers(desk), lambda known: self._ask(ids, known))

    def _ask(self, ids: Sequence[str], handlers: tuple[str, ...]) -> None:
        dialog = AssignDialog(self._parent, handlers, self._session.desk.handler, "")

        def assign() -> None:
            dialog.finish_well()
            self._act([dialog.act], ids, self.tr("{n} assigned."))

        dialog.submitted.connect(assign)
        self._session.open(dialog, of_case=False)

    def snooze(self) -> None:
        """Put them aside for a while."""
        ids = self._ids
        if not ids:
            return
        dialog = SnoozeDialog(self._parent, len(ids), self._session.desk.tools.now())

        def put_aside() -> None:
            dialog.finish_well()
            desk, until = self._session.desk, dialog.until
            self._session.background.run(
                lambda _p: snooze(desk, ids, until), lambda done: self._on_snoozed(len(ids), done)
            )

        dialog.submitted.connect(put_aside)
        self._session.open(dialog, of_case=False)

    def _on_snoozed(self, count: int, done: PutAside) -> None:
        self._chosen.clear()
        self._session.changed.emit()

        def undo() -> None:
            desk = self._session.desk
            self._session.background.run(
                lambda _p: put_back(desk, done), lambda _done: self._session.changed.emit()
            )

        words = self.tr("{n} put aside. What is promised about them stays in Due.").format(n=count)
        self._session.said.emit(Message("good", words, self.tr("Undo"), undo, seconds=_UNDO_S))

    def _act(self, acts: Sequence[Event], ids: Sequence[str], told: str) -> None:
        desk, going = self._session.desk, self.tr("Recording case by case")
        if ids:
            job = self._session.background.run(
                lambda progress: act_on_each(desk, ids, acts, going, progress),
                lambda many: self._on_done(many, told, job, lambda: self._act(acts, many.left, told)),
                otherwise=self._on_failed,
                name=going,
                again=lambda: self._act(acts, ids, told),
            )

    def _on_done(self, many: Many, told: str, job: Job, go_on: Callable[[], None]) -> None:
        job.again = go_on if many.left else None
        self._chosen.clear()
        self._session.reload()

        def undo() -> None:
            desk, going = self._session.desk, self.tr("Taking back case by case")
            taking = self._session.background.run(
                lambda progress: take_back_each(desk, many.done, going, progress),
                lambda taken: self._on_taken_back(taken, taking),
                otherwise=self._on_failed,
                name=going,
            )

        action = self.tr("Undo") if many.done else ""
        self._say(many, told, job, action=Message("good", "", action, undo, seconds=_UNDO_S))

    def _on_failed(self, failure: Failure) -> None:
        """Some may be done: show which, whatever stopped the others."""
        self._session.reload()
        self._session.background.failed.emit(failure)

    def _on_taken_back(self, many: Many, job: Job) -> None:
        self._session.reload()
        self._say(many, self.tr("{n} taken back."), job)

    def _say(self, many: Many, told: str, job: Job, action: Message | None = None) -> None:
        parts = [told.format(n=len(many.done))]
        if many.refused:
            case_id, why = many.refused[0]
            words = self.tr("{n} left as they were, {case} for one: {why}")
            parts.append(words.format(n=len(many.refused), case=case_id, why=why))
        if many.stopped:
            parts.append(self.tr("The rest was not begun, as you asked; the jobs can go on with it."))
        job.words = " ".join(parts)
        job.show_each = partial(self._session.items_wanted.emit, many.items)
        message = action or Message("good", "", seconds=_UNDO_S)
        tone = "warn" if many.refused or many.stopped else "good"
        self._session.said.emit(message._replace(tone=tone, text=job.words))
