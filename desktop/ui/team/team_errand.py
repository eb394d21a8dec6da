"""Errands about the people of the vault: who works in it, and who sits here."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.events import Role
from desktop.domain.leaving.approvals import vault_asks
from desktop.domain.rights.team import Team, team_of
from desktop.ui.session import Session
from desktop.ui.team.readers_dialog import ReadersDialog
from desktop.ui.team.team_dialog import TeamDialog
from desktop.ui.team.work_as_dialog import WorkAsDialog
from desktop.workflows.ports import Desk
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import keep_member
from desktop.workflows.team.sign_in import work_as


class _Office(NamedTuple):
    """Who works in the vault, and whether it asks for a second person."""

    team: Team
    four_eyes: bool


class TeamErrand(QObject):
    """`changed` carries the desk of who works here from now on."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def show(self) -> None:
        """Show the team, and record what is changed of it."""
        dialog = TeamDialog(self._parent, self._session.desk.handler)
        dialog.kept.connect(lambda name, key, roles: self._keep(dialog, name, key, roles))
        dialog.decided.connect(lambda asked: self._decide(dialog, asked))
        self._session.open(dialog, of_case=False)
        self._do(dialog, lambda _desk: None)

    def work_as(self) -> None:
        """Ask who sits here."""
        desk = self._session.desk
        self._session.background.run(lambda _p: _look(desk).team, self._ask_who)

    def restrict(self) -> None:
        """Ask who sees the case in view."""
        desk = self._session.desk
        if self._session.view is not None:
            self._session.background.run(lambda _p: _look(desk).team, self._ask_readers)

    def _ask_readers(self, team: Team) -> None:
        view = self._session.view
        if view is not None:
            dialog = ReadersDialog(self._parent, view.case, team)
            self._session.ask(dialog, lambda: [dialog.act])

    def _keep(self, dialog: TeamDialog, name: str, key: str, roles: frozenset[Role]) -> None:
        self._do(dialog, lambda desk: keep_member(desk, name, fingerprint=key, roles=roles), anew=True)

    def _decide(self, dialog: TeamDialog, asked: bool) -> None:
        self._do(dialog, lambda desk: decide_four_eyes(desk, asked=asked))

    def _do(self, dialog: TeamDialog, act: Callable[[Desk], object], *, anew: bool = False) -> None:
        """Record it and show the team again; a refusal shows it as it was. `anew` empties the fields then."""
        desk = self._session.desk

        def work() -> _Office:
            act(desk)
            return _look(desk)

        def done(office: _Office) -> None:
            dialog.show_team(office.team, four_eyes=office.four_eyes)
            if anew and dialog.is_open:
                dialog.begin()

        background = self._session.background
        background.run(
            lambda _p: work(),
            done,
            otherwise=dialog.failing(background.failed.emit),
            doing=dialog.windowTitle(),
        )

    def _ask_who(self, team: Team) -> None:
        if not team.members:
            self.show()  # it says how a team begins
            return
        dialog = WorkAsDialog(self._parent, team, self._session.desk.handler)
        dialog.submitted.connect(lambda: self._change(dialog))
        dialog.open()

    def _change(self, dialog: WorkAsDialog) -> None:
        desk, name = self._session.desk, dialog.name

        self._session.granting.grant(
            dialog, lambda progress: work_as(desk, name, progress=progress), self.changed.emit
        )


def _look(desk: Desk) -> _Office:
    history = desk.vault.vault_history()
    return _Office(team_of(history), vault_asks(history))
