"""Errands about duplicates: look at both, make them one; and rejections by one key."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.formats.letters.explanations import explanation_of
from desktop.ui.session import Session
from desktop.ui.triage.compare_dialog import CompareDialog
from desktop.ui.triage.merge_dialog import MergeDialog
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.triage.merge_duplicate import merge_duplicate


class TriageErrands(QObject):
    """`strongest` tells which case is proposed with strength for the one in view, or ""."""

    def __init__(self, parent: QWidget, session: Session, strongest: Callable[[], str]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._strongest = strongest

    def compare(self, case_id: str) -> None:
        """Show the case in view and another side by side."""
        self._read(case_id, self._on_both_read)

    def merge(self, case_id: str) -> None:
        """Ask which of the two stays."""
        self._read(case_id, self._ask)

    def reject(self, reason: e.RejectReason) -> None:
        """Reject the report in view at once, with the usual words; it can be undone.

        A duplicate is one of the case that is proposed with strength, where there is one that came before it;
        which of the two stays is asked where it came later.
        """
        if reason == "duplicate" and (of := self._strongest()):
            self._read(of, self._reject_as_duplicate)
        else:
            self._session.act(e.ReportRejected(reason, explanation_of(reason)), move_on=True)

    def _reject_as_duplicate(self, own: CaseView, other: CaseView) -> None:
        arrived, before = own.case.arrived_at, other.case.arrived_at
        if arrived is None or before is None or before > arrived:
            self._ask(own, other)
            return
        words = ""  # how the original stands is told once it is looked up
        self._session.act(e.ReportRejected("duplicate", words, of=other.case.case_id), move_on=True)

    def _read(self, case_id: str, then: Callable[[CaseView, CaseView], None]) -> None:
        own = self._session.view
        if own is not None:
            desk = self._session.desk
            self._session.background.run(
                lambda _p: view_case(desk, case_id),
                lambda other: then(own, other),
                topic="compare",
                doing=self.tr("Reading both cases"),
            )

    def _on_both_read(self, own: CaseView, other: CaseView) -> None:
        CompareDialog(self._parent, own, other, lambda: self._ask(own, other)).open()

    def _ask(self, own: CaseView, other: CaseView) -> None:
        dialog = MergeDialog(self._parent, own, other)
        dialog.submitted.connect(lambda: self._merge(dialog))
        self._session.open(dialog)

    def _merge(self, dialog: MergeDialog) -> None:
        desk, duplicate, original = self._session.desk, dialog.duplicate.case, dialog.original.case
        reason = dialog.reason
        self._session.background.run(
            lambda _p: merge_duplicate(
                desk,
                duplicate.case_id,
                original.case_id,
                reason,
                seen=(duplicate.revision, original.revision),
            ),
            lambda outcome: self._on_merged(outcome, original.case_id, dialog),
            topic="merge",
            otherwise=dialog.failing(self._session.background.failed.emit),
            doing=dialog.windowTitle(),
        )

    def _on_merged(self, outcome: Recorded | Refusal, original: str, dialog: MergeDialog) -> None:
        if isinstance(outcome, Refusal):
            dialog.refuse(outcome.sentence)
            return
        dialog.finish_well()
        self._session.reload()
        words = self.tr("{duplicate} is merged into {original}.")
        self._session.say_done(words.format(duplicate=outcome.case_id, original=original), outcome)
