"""The errand of looking at the machine, and at the vault while one is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.failures import Failure
from desktop.ui.doctor.doctor_dialog import DoctorDialog
from desktop.workflows.custody.doctor import Check
from desktop.workflows.custody.look_into import look_into
from desktop.workflows.ports import Examine

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class DoctorErrand(QObject):
    """`examine` looks; it may take seconds, and asks the person nothing."""

    def __init__(self, window: "MainWindow", examine: Examine) -> None:
        super().__init__(window)
        self._window = window
        self._examine = examine

    def begin(self) -> None:
        """Look, and show what was found."""
        dialog = DoctorDialog(self._window)
        dialog.again_wanted.connect(lambda: self._look(dialog))
        dialog.mend_wanted.connect(lambda what: self._mend(dialog, what))
        dialog.open()
        self._look(dialog)

    def look(self, then: Callable[[tuple[Check, ...]], None], otherwise: Callable[[Failure], None]) -> None:
        """Look in the background, also into the vault if it is open."""
        window, examine = self._window, self._examine
        tools = window.door.tools
        desk = window.page.session.desk if window.page is not None else None

        def look() -> tuple[Check, ...]:
            return examine(tools, look_into(desk) if desk is not None else None)

        window.background.run(
            lambda _p: look(),
            then,
            topic="doctor",
            otherwise=otherwise,
            doing=self.tr("Looking at this machine"),
        )

    def mend(self, what: str) -> None:
        """Do what the button of a finding says."""
        page = self._window.page
        if page is not None:
            errands = page.errands
            {
                "give-name": lambda: self._window.setting.open_at("handler"),
                "choose-key": errands.keys.choose_intake_key,
                "back-up": errands.custody.back_up,
                "try-restoring": errands.custody.try_restoring,
            }[what]()

    def _look(self, dialog: DoctorDialog) -> None:
        def show(checks: tuple[Check, ...]) -> None:
            if dialog.is_open:
                dialog.show_checks(checks)

        self.look(show, dialog.failing(self._window.background.failed.emit))

    def _mend(self, dialog: DoctorDialog, what: str) -> None:
        dialog.reject()
        self.mend(what)
