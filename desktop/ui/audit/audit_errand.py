"""Searches of code, and the dialog in which their hits are judged."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.events import CodeSearched, HitsJudged
from desktop.domain.inert import Untrusted
from desktop.ui.audit.hits_dialog import HitsDialog
from desktop.ui.audit.variant_dialog import VariantDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.investigation.search_code import search_code, worksheet


class AuditErrand(QObject):
    """Each dialog stays with the case that it was opened on."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def search(self, clone: str, pattern: str, revision: str, roots: str) -> None:
        """Search a clone, and show what was found."""
        view = self._session.view
        if view is None:
            return
        desk, case_id = self._session.desk, view.case.case_id
        self._session.background.run(
            lambda progress: search_code(
                desk,
                case_id,
                Path(clone).expanduser(),
                pattern,
                revision=revision or "HEAD",
                roots=roots.split(","),
                progress=progress,
            ),
            lambda outcome: self._on_searched(case_id, outcome),
            name=self.tr("Search the code of {case}").format(case=case_id),
        )

    def add_variant(self) -> None:
        """Ask for a similar problem of the case in view."""
        view = self._session.view
        if view is not None:
            dialog = VariantDialog(self._parent, view.case.searches)
            self._session.ask(dialog, lambda: [dialog.act])

    def show_hits(self, search_id: str = "") -> None:
        """Open the worksheet of a search of the case in view, of the first that waits if none is named."""
        view = self._session.view
        if view is None:
            return
        search_id = search_id or next((s.id for s in view.case.searches if s.open), "")
        case_id, dialog = view.case.case_id, HitsDialog(self._parent, search_id)
        dialog.submitted.connect(lambda: self._record(dialog, case_id, dialog.act))
        self._read(dialog, case_id, search_id)
        self._session.open(dialog)

    def _read(self, dialog: HitsDialog, case_id: str, search_id: str) -> None:
        vault = self._session.desk.vault
        self._session.background.run(
            lambda _p: worksheet(vault, case_id, search_id),
            lambda sheet: dialog.show_sheet(sheet) if dialog.is_open else None,
            otherwise=dialog.failing(self._session.background.failed.emit),
            doing=self.tr("Reading what was found"),
        )

    def _record(self, dialog: HitsDialog, case_id: str, act: HitsJudged) -> None:
        desk = self._session.desk

        def recorded(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                dialog.refuse(outcome.sentence)
                return
            dialog.forget_reason()
            self._read(dialog, case_id, act.search)
            self._session.reload()

        self._session.background.run(
            lambda _p: record_act(desk, case_id, act),
            recorded,
            otherwise=dialog.failing(self._session.background.failed.emit),
        )

    def _on_searched(self, case_id: str, outcome: Recorded | Refusal) -> None:
        if isinstance(outcome, Refusal):
            self._session.refused.emit(outcome.sentence)
            return
        found = outcome.event
        assert isinstance(found, CodeSearched)
        told = self.tr("The code was searched for {pattern}: %n hits.", "", found.count)
        words = told.format(pattern=Untrusted(found.pattern).line)
        self._session.said.emit(Message("good", words, seconds=10))
        if self._session.at == case_id:
            self._session.reload()
