"""Errands when a handler leaves: their cases go to another, and what they know is replaced."""

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.parties.departures import Departure, departures
from desktop.ui.dialogs.departure_dialog import DepartureDialog
from desktop.ui.dialogs.handover_dialog import HandoverDialog
from desktop.ui.pages.custody_errands import CustodyErrands
from desktop.ui.pages.key_errands import KeyErrands
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.custody.hand_over import HandedOver, hand_over, plan_handover
from desktop.workflows.custody.known_handlers import AtWork, who_works_here
from desktop.workflows.ports import Desk, Progress


class _Office(NamedTuple):
    """Who works here, and who left."""

    at_work: tuple[AtWork, ...]
    left: tuple[Departure, ...]


class HandoverErrands(QObject):
    """Leads on to the errands that replace keys and ways to open the vault."""

    def __init__(self, parent: QWidget, session: Session, custody: CustodyErrands, keys: KeyErrands) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._ways = {"intake-key": keys.choose_intake_key, "access": custody.review_access}

    def begin(self) -> None:
        """Ask who leaves and who takes over."""
        desk = self._session.desk
        self._session.background.run(lambda _p: _look(desk), self._on_known)

    def show_status(self) -> None:
        """Show what is still open since somebody left."""
        desk = self._session.desk
        self._session.background.run(lambda _p: departures(desk.vault.vault_history()), self._show)

    def _on_known(self, office: _Office) -> None:
        dialog = HandoverDialog(self._parent, office.at_work, has_status=bool(office.left))
        dialog.submitted.connect(lambda: self._hand_over(dialog))
        dialog.status_wanted.connect(dialog.reject)
        dialog.status_wanted.connect(self.show_status)
        self._session.open(dialog, of_case=False)

    def _hand_over(self, dialog: HandoverDialog) -> None:
        desk = self._session.desk
        leaver, successor, reason = dialog.leaver, dialog.successor, dialog.reason

        def work(progress: Progress) -> HandedOver:
            return hand_over(desk, plan_handover(desk, leaver, successor), reason=reason, progress=progress)

        self._session.background.run(
            work,
            lambda done: self._on_handed_over(dialog, done),
            otherwise=dialog.failing(self._session.background.failed.emit),
            name=self.tr("Hand over from {leaver} to {successor}").format(leaver=leaver, successor=successor),
        )

    def _on_handed_over(self, dialog: HandoverDialog, done: HandedOver) -> None:
        dialog.finish_well()
        self._session.reload()
        words = self.tr("Open cases of {leaver} that went to {successor}: {n}.")
        told = words.format(n=len(done.assigned), leaver=done.leaver, successor=done.successor)
        if not done.complete:
            changed = self.tr("Changed by somebody else meanwhile, and left as they are: {cases}.")
            told = " ".join((told, changed.format(cases=", ".join(done.changed)), done.advice))
        self._session.said.emit(Message("good" if done.complete else "warn", told))
        if done.complete:
            self.show_status()

    def _show(self, left: tuple[Departure, ...]) -> None:
        waiting = tuple(departure for departure in left if departure.open) or left[-1:]
        dialog = DepartureDialog(self._parent, waiting)
        dialog.wanted.connect(lambda _kind: dialog.accept())
        dialog.wanted.connect(lambda kind: self._ways[kind]())
        dialog.open()


def _look(desk: Desk) -> _Office:
    return _Office(who_works_here(desk), departures(desk.vault.vault_history()))
