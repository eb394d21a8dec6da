"""Errands about keys: a reporter's, to be taken in with a case; our own, that reports are encrypted to."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.key_work import KeyAtHand, keys_in, keys_that_came, signing_keys
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.intake.choose_intake_key import choose_intake_key, create_intake_key
from desktop.workflows.ports import KeyInfo


class KeyErrands(QObject):
    """Nothing is taken in before its fingerprint was shown."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._open: KeyDialog | None = None

    # --- a reporter's key ----------------------------------------------------------------------------

    def take_key(self) -> None:
        """Look at the keys that came with the case's messages; one can be pasted or read from a file."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(
                lambda _p: keys_that_came(desk, case_id),
                lambda keys: self._show_keys(case_id, keys),
                doing=self.tr("Looking for keys"),
            )

    def _show_keys(self, case_id: str, keys: tuple[KeyAtHand, ...]) -> None:
        dialog = self._open = KeyDialog(self._parent, keys, self._session.desk.tools.now())
        dialog.brought.connect(lambda content: self._look(case_id, content))
        dialog.accepted.connect(lambda: self._take(case_id, dialog.key, dialog.comparison, dialog.at))
        dialog.finished.connect(self._on_closed)
        self._session.open(dialog, about=case_id)

    def _look(self, case_id: str, content: bytes | Path) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda _p: keys_in(desk, case_id, content),
            lambda keys: self._open.add(keys) if self._open is not None else None,
            otherwise=lambda failure: self._open.refuse(str(failure)) if self._open is not None else None,
            doing=self.tr("Looking for keys"),
        )

    def _on_closed(self) -> None:
        self._open = None

    def _take(
        self, case_id: str, key: KeyAtHand, comparison: e.KeyConfirmed | None, at: datetime | None
    ) -> None:
        desk, offer = self._session.desk, key.offer
        fingerprint = offer.info.fingerprint

        def taken(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                self._session.said.emit(Message("warn", outcome.sentence))
                return
            self._session.reload()
            self._session.said.emit(Message("good", self.tr("The key was taken in."), seconds=10))
            if comparison is not None:
                self._session.act(comparison, at=at, seen_later=True)

        if offer.taken and comparison is not None:
            self._session.act(comparison, at=at)
        elif not offer.taken:
            self._session.background.run(
                lambda _p: take_key(desk, case_id, fingerprint, offer.content, key.source), taken
            )

    # --- our own -------------------------------------------------------------------------------------

    def choose_intake_key(self) -> None:
        """Choose or make the key that reports are encrypted to."""
        desk = self._session.desk
        self._session.background.run(
            lambda _p: signing_keys(desk), self._on_own_keys, doing=self.tr("Asking gpg for keys")
        )

    def _on_own_keys(self, found: tuple[tuple[KeyInfo, ...], str]) -> None:
        dialog = IntakeKeyDialog(self._parent, *found)
        dialog.accepted.connect(lambda: self._use_intake_key(dialog.fingerprint, dialog.new_key))
        self._session.open(dialog, of_case=False)

    def _use_intake_key(self, fingerprint: str, new: tuple[str, str, str]) -> None:
        desk = self._session.desk
        name, address, passphrase = new
        self._session.background.run(
            lambda progress: (
                choose_intake_key(desk, fingerprint)
                if fingerprint
                else create_intake_key(desk, name, address, passphrase=passphrase, progress=progress)
            ),
            lambda _done: self._on_chosen(),
            name=self.tr("Choose the intake key") if fingerprint else self.tr("Make an intake key"),
        )

    def _on_chosen(self) -> None:
        self._session.said.emit(Message("good", self.tr("The intake key is chosen."), seconds=10))
        self._session.changed.emit()
