"""The errand of adding evidence: choose files, say what they are, store them, stop if need be."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.failures import Cancelled
from desktop.ui.evidence.evidence_dialog import EvidenceDialog
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.investigation.add_evidence import Added, add_files
from desktop.workflows.ports import Desk, Progress


class _Outcome(NamedTuple):
    told: tuple[Added, ...]
    stopped: bool


class EvidenceErrand(QObject):
    """About the case in view when it begins."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def add(self) -> None:
        """Choose files, and ask what they are."""
        if self._session.view is not None:
            paths = choose_files(self._parent, self.tr("Add evidence"))
            if paths:
                self.ask(paths)

    def ask(self, paths: Sequence[Path]) -> None:
        """Ask what is to be known of these files, then store them."""
        if self._session.view is None:
            return
        case_id = self._session.view.case.case_id
        dialog = EvidenceDialog(self._parent, paths)
        dialog.accepted.connect(lambda: self._store(case_id, tuple(paths), dialog.note))
        self._session.open(dialog)

    def _store(self, case_id: str, paths: tuple[Path, ...], note: str) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda progress: _store(desk, case_id, paths, note, progress),
            lambda outcome: self._on_stored(case_id, outcome),
            name=self.tr("Keep evidence for {case}").format(case=case_id),
            again=lambda: self._store(case_id, paths, note),
        )

    def _on_stored(self, case_id: str, outcome: _Outcome) -> None:
        self._session.reload()
        if len(outcome.told) == 1 and not outcome.stopped:
            self._tell(case_id, outcome.told[0])
            return
        counts = [sum(added.outcome == name for added in outcome.told) for name in ("added", "already-there")]
        failures = [added.failure for added in outcome.told if added.failure is not None]
        words = [self.tr("Files added to {case}: {n}.").format(case=case_id, n=counts[0])]
        words += [self.tr("There already: {n}.").format(n=counts[1])] if counts[1] else []
        refused = self.tr("Refused: {n}. The first: {why}")
        words += [refused.format(n=len(failures), why=str(failures[0]))] if failures else []
        words += [self.tr("Stopped: nothing of the others was written.")] if outcome.stopped else []
        good = not (failures or outcome.stopped)
        self._session.said.emit(
            Message("good" if good else "warn", " ".join(words), seconds=10 if good else 0)
        )

    def _tell(self, case_id: str, added: Added) -> None:
        if added.failure is not None:
            self._session.background.failed.emit(added.failure)
        elif added.recorded is not None:
            words = self.tr("The file was added to {case}. Nothing opens it.")
            self._session.say_done(words.format(case=case_id), added.recorded)
        else:
            words = self.tr("This very file is in {case} already. Nothing was written.")
            self._session.said.emit(Message("info", words.format(case=case_id), seconds=10))


def _store(desk: Desk, case_id: str, paths: tuple[Path, ...], note: str, progress: Progress) -> _Outcome:
    """What was stored stays when the person stops the rest."""
    told: list[Added] = []
    try:
        told.extend(add_files(desk, case_id, paths, note, progress=progress))
    except Cancelled:
        return _Outcome(tuple(told), stopped=True)
    return _Outcome(tuple(told), stopped=False)
