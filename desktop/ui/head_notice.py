"""Says when a vault opens whether it is older than what the OS keyring knows of it, and takes a decision."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.rollback_dialog import RollbackDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.custody.what_is_proved import standing_sentence
from desktop.workflows.keeping_ports import Standing


class HeadNotice(QObject):
    """Asked once; a vault that was rolled back stays open for reading only until a person decides."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._parent = parent
        vault = session.desk.vault
        session.background.run(lambda _p: vault.standing(), self._on_known, topic="standing")

    def _on_known(self, standing: Standing) -> None:
        sentence = standing_sentence(standing)
        if not sentence:
            return
        if standing.state != "rolled-back":
            self._session.said.emit(Message("info", sentence, seconds=20))
            return
        decide = self.tr("Decide…")
        self._session.said.emit(Message("bad", sentence, decide, lambda: self._ask(sentence), stays=True))

    def _ask(self, sentence: str) -> None:
        dialog = RollbackDialog(self._parent, sentence)
        dialog.submitted.connect(lambda: self._accept(dialog))
        dialog.open()

    def _accept(self, dialog: RollbackDialog) -> None:
        desk = self._session.desk

        def accepted(_standing: Standing) -> None:
            self._session.reload()
            words = self.tr("The older state is accepted. The journal says so, with both heads.")
            self._session.said.emit(Message("good", words))

        self._session.granting.grant(
            dialog,
            lambda _p: desk.vault.accept_rollback(author=desk.handler, now=desk.tools.now()),
            accepted,
        )
