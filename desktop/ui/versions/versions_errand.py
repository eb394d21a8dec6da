"""The errand of looking at versions: the matrix, what people say of it, and the question to a clone."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.ui.desk_work import record
from desktop.ui.look.act_details import detail_of
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.ui.versions.matrix_dialog import MatrixDialog
from desktop.ui.versions.trace_dialog import TraceDialog
from desktop.workflows.investigation.trace_versions import keep_trace


class VersionsErrand(QObject):
    """Each dialog stays with the case that it was opened on; `taken` is what Confirm may list, a Known."""

    taken = Signal(object)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def show(self, finding: str) -> None:
        """Open the matrix of a finding of the case in view; "" is the reported problem."""
        view = self._session.view
        if view is None:
            return
        dialog, case_id = MatrixDialog(self._parent, view, finding), view.case.case_id
        dialog.submitted.connect(lambda: self._record(dialog, case_id))
        dialog.trace_wanted.connect(lambda: self._ask(dialog, case_id))
        dialog.taken.connect(self.taken)
        self._session.case_shown.connect(dialog.show_loaded)
        dialog.concerns = finding
        self._session.open(dialog)

    def _record(self, dialog: MatrixDialog, case_id: str) -> None:
        """Each word by itself, until one is refused."""
        desk, acts = self._session.desk, dialog.acts
        self._session.granting.attempt(
            dialog,
            lambda _p: record(desk, case_id, acts, None, None, ""),
            lambda outcome: self._on_recorded(dialog, *outcome),
        )

    def _on_recorded(
        self, dialog: MatrixDialog, recorded: Sequence[Recorded], refusal: Refusal | None
    ) -> None:
        """What was recorded before a refusal is shown all the same."""
        if recorded:
            self._told(recorded[-1], len(recorded))
        if refusal is None:
            if dialog.is_open:
                dialog.word.forget()
                dialog.table.setFocus()
            return
        sentence = refusal.sentence
        if recorded:
            words = self.tr("%n of them were recorded, the next was refused: {why}", "", len(recorded))
            if len(recorded) == 1:
                words = self.tr("1 of them was recorded, the next was refused: {why}")
            sentence = words.format(why=sentence)
        if dialog.is_open:
            dialog.refuse(sentence)
        else:
            self._session.said.emit(Message("warn", sentence))

    def _ask(self, dialog: MatrixDialog, case_id: str) -> None:
        if dialog.known is None:
            dialog.refuse(self.tr("No product is named yet: list it under Confirm."))
            return
        asking = TraceDialog(dialog, dialog.known.matrix)
        asking.submitted.connect(lambda: self._trace(asking, case_id))
        self._session.background.progressed.connect(asking.show_step)
        asking.concerns = f"{dialog.known.matrix.product}/{dialog.known.matrix.finding}"
        self._session.open(asking, about=case_id)

    def _trace(self, asking: TraceDialog, case_id: str) -> None:
        desk, path, question = self._session.desk, asking.path, asking.question

        def traced(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                asking.refuse(outcome.sentence)
                return
            asking.finish_well()
            self._told(outcome)

        job = self._session.background.run(
            lambda progress: keep_trace(desk, case_id, path, question, progress),
            traced,
            otherwise=asking.failing(self._session.background.failed.emit),
            name=self.tr("Trace the versions of {case}").format(case=case_id),
        )
        asking.begin(job)

    def _told(self, act: Recorded, count: int = 1) -> None:
        words = self.tr("Versions: {act}.").format(act=detail_of(act.event))
        if count > 1:
            words = self.tr("%n words on versions are recorded; Undo takes the last of them back.", "", count)
        self._session.say_done(words, act)
        self._session.reload()
