"""Errands between two vaults: send the case in view, look at a bundle that came, take it in."""

from pathlib import Path
from typing import TypeGuard

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.exchange.bundle import TakenIn
from desktop.domain.failures import Failure, KeyMissing
from desktop.formats.exchange.sealed import SUFFIX
from desktop.ui.exchange.receive_dialog import ReceiveDialog
from desktop.ui.exchange.send_dialog import SendDialog
from desktop.ui.parts.choose_file import choose_files, choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.correspondence.take_key import KEY_LIMIT
from desktop.workflows.exchange.peers import Peer, known_peers, peer_by_fingerprint, peer_by_key
from desktop.workflows.exchange.receive_bundle import OpenedBundle, open_bundle, receive_bundle
from desktop.workflows.exchange.send_bundle import SentBundle, proposed_name, send_bundle
from desktop.workflows.ports import Desk


class ExchangeErrands(QObject):
    """Nothing leaves or comes in before a fingerprint was shown."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    # --- sending -------------------------------------------------------------------------------------

    def send(self) -> None:
        """Ask who gets the case in view."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(
                lambda _p: _peers(desk), lambda peers: self._ask_whom(case_id, peers)
            )

    def _ask_whom(self, case_id: str, peers: tuple[Peer, ...]) -> None:
        dialog = SendDialog(self._parent, case_id, peers)
        dialog.brought.connect(lambda path: self._look(dialog, path))
        dialog.accepted.connect(lambda: self._choose_place(case_id, dialog.peer, dialog.permission))
        self._session.open(dialog)

    def _look(self, dialog: SendDialog, path: Path) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda _p: peer_by_key(desk, desk.tools.files.read(path, limit=KEY_LIMIT)),
            lambda peer: dialog.add([peer]) if dialog.is_open else None,
            otherwise=dialog.failing(self._session.background.failed.emit),
        )

    def _choose_place(self, case_id: str, peer: Peer, permission: str) -> None:
        desk = self._session.desk
        path = choose_new_path(self._parent, self.tr("Write the bundle to"), proposed_name(desk))
        if path is not None:
            self._session.background.run(
                lambda progress: send_bundle(
                    desk, case_id, peer, path, permission=permission, progress=progress
                ),
                self._on_sent,
                name=self.tr("Write a bundle about {case}").format(case=case_id),
            )

    def _on_sent(self, sent: SentBundle) -> None:
        words = self.tr("The bundle was written and read back (events: {events}, files: {files}). {name}")
        text = words.format(events=sent.events, files=sent.files, name=sent.path.name)
        self._session.said.emit(Message("good", text))

    # --- receiving -----------------------------------------------------------------------------------

    def receive(self) -> None:
        """Choose a bundle and look at it."""
        title = self.tr("Choose the bundle that another handler sent you")
        filters = (self.tr("Bundles (*{suffix})").format(suffix=SUFFIX), self.tr("All files (*)"))
        for path in choose_files(self._parent, title, filters=filters)[:1]:
            self.look_at(path)

    def look_at(self, path: Path, key: bytes = b"") -> None:
        """Open what a bundle says of itself; nothing is taken in yet."""
        desk = self._session.desk

        def failed(failure: Failure) -> None:
            if isinstance(failure, KeyMissing) and not key:
                self._ask_key(path, failure)
            else:
                self._session.background.failed.emit(failure)

        self._session.background.run(
            lambda progress: open_bundle(desk, path, key=key, progress=progress),
            self._show,
            otherwise=failed,
            name=self.tr("Open a bundle"),
        )

    def _ask_key(self, path: Path, failure: Failure) -> None:
        """The key that signed it is in a file, or nowhere."""
        desk = self._session.desk
        title = self.tr("The sender's public key: {why}").format(why=failure.message)
        file = next(iter(choose_files(self._parent, title)), None)
        if file is not None:
            self._session.background.run(
                lambda _p: desk.tools.files.read(file, limit=KEY_LIMIT),
                lambda content: self.look_at(path, content),
            )

    def _show(self, opened: OpenedBundle) -> None:
        dialog = ReceiveDialog(self._parent, opened)
        dialog.submitted.connect(lambda: self._take(dialog))
        dialog.open()

    def _take(self, dialog: ReceiveDialog) -> None:
        desk, opened, confirmed = self._session.desk, dialog.opened, dialog.confirmed

        self._session.granting.grant(
            dialog,
            lambda progress: receive_bundle(desk, opened, confirmed=confirmed, progress=progress),
            self._on_taken,
        )

    def _on_taken(self, taken: TakenIn) -> None:
        if taken.nothing_new:
            words = self.tr("The bundle holds nothing new of {case}. Nothing was written.")
            self._session.said.emit(Message("info", words.format(case=taken.case_id), seconds=10))
            return
        self._session.changed.emit()
        self._session.show_case(taken.case_id)
        words = self.tr("{case} was checked and taken in (events: {events}, files: {files}).")
        text = words.format(case=taken.case_id, events=taken.events, files=taken.files)
        self._session.said.emit(Message("good", text))


def is_bundle(path: object) -> TypeGuard[Path]:
    """Whether this is what a bundle is called."""
    return isinstance(path, Path) and path.suffix == SUFFIX


def _peers(desk: Desk) -> tuple[Peer, ...]:
    """The handlers with whom a case was exchanged before, whose keys can still be used."""
    found = []
    for fingerprint in known_peers(desk):
        try:
            found.append(peer_by_fingerprint(desk, fingerprint))
        except KeyMissing:
            continue
    return tuple(found)
