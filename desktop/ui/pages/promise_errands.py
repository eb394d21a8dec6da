"""Errands about promises that need a place for a file: a timeline on paper, reminders for a calendar."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.case_paper import print_case
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.printing import print_timeline
from desktop.ui.session import Session
from desktop.workflows.promises.export_calendar import export_calendar
from desktop.workflows.promises.export_case import export_case
from desktop.workflows.promises.export_timeline import export_timeline


class PromiseErrands(QObject):
    """Asks where to, then writes in the background."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def save_timeline(self) -> None:
        """Write the timeline of the case in view as PDF."""
        if self._session.view is None:
            return
        desk, case_id = self._session.desk, self._session.view.case.case_id
        path = choose_new_path(self._parent, self.tr("Save the timeline"), f"{case_id}-timeline.pdf")
        if path is not None:
            self._session.background.run(
                lambda _p: export_timeline(desk, case_id, path, print_timeline),
                lambda _cleared: self._say_timeline(path),
                name=self.tr("Save the timeline of {case}").format(case=case_id),
            )

    def save_case(self) -> None:
        """Write the state of the case in view as PDF."""
        if self._session.view is None:
            return
        desk, case_id = self._session.desk, self._session.view.case.case_id
        path = choose_new_path(self._parent, self.tr("Save the case"), f"{case_id}.pdf")
        if path is not None:
            self._session.background.run(
                lambda _p: export_case(desk, case_id, path, print_case),
                lambda _cleared: self._say_case(path),
                name=self.tr("Save {case} as PDF").format(case=case_id),
            )

    def save_calendar(self) -> None:
        """Write every dated promise as a calendar file."""
        desk = self._session.desk
        path = choose_new_path(self._parent, self.tr("Save as a calendar"), "embargo.ics")
        if path is not None:
            self._session.background.run(
                lambda _p: export_calendar(desk, path),
                lambda count: self._say_calendar(path, count),
                name=self.tr("Save the calendar"),
            )

    def _say_timeline(self, path: Path) -> None:
        words = self.tr("{file} was written. It holds the case id and promises, nothing of the report.")
        self._session.said.emit(Message("good", words.format(file=path.name), seconds=10))

    def _say_case(self, path: Path) -> None:
        words = self.tr("{file} was written. It holds stages, promises and dates, nothing of the report.")
        self._session.said.emit(Message("good", words.format(file=path.name), seconds=10))

    def _say_calendar(self, path: Path, count: int) -> None:
        words = self.tr("{file} was written with %n dates, under case ids only.", "", count)
        self._session.said.emit(Message("good", words.format(file=path.name), seconds=10))
