"""The errand of taking a policy into use, from the first question to the entry in the journal."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.message_bar import Message
from desktop.ui.policies.adopt_dialog import AdoptDialog
from desktop.ui.policies.adopt_preview import preview_adoption
from desktop.ui.policies.policy_work import Asked, ask_for, read_own_text
from desktop.ui.session import Session
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.policies.amend_adoption import amend_answers, kept_text
from desktop.workflows.ports import Desk


class AdoptErrand(QObject):
    """Nothing is in use before a person said so; `adopted` tells when it is."""

    adopted = Signal()

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self, policy_id: str) -> None:
        """Ask what the policy leaves open."""
        desk = self._session.desk
        self._session.background.run(lambda _p: ask_for(desk, policy_id), self._ask)

    def _ask(self, asked: Asked) -> None:
        dialog = AdoptDialog(self._parent, asked, self._session.desk.tools.now().date())
        dialog.answered.connect(lambda: self._preview(dialog, asked))
        dialog.text_chosen.connect(lambda path: self._read_text(dialog, asked, path))
        dialog.submitted.connect(lambda: self._adopt(dialog, asked))
        self._session.open(dialog, of_case=False)
        self._preview(dialog, asked)

    def _preview(self, dialog: AdoptDialog, asked: Asked) -> None:
        desk, given, settled = self._session.desk, dialog.adoption, dialog.settled
        policy_id, now = asked.profile.policy.id, desk.tools.now()
        self._session.background.run(
            lambda _p: preview_adoption(asked.profile, amend_answers(desk, policy_id, given, settled), now),
            dialog.show_preview,
            topic="preview",
        )

    def _read_text(self, dialog: AdoptDialog, asked: Asked, path: Path) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda _p: read_own_text(desk, asked.profile, path),
            lambda text: dialog.take_text(path, text),
            otherwise=lambda failure: dialog.refuse_text(str(failure)),
        )

    def _adopt(self, dialog: AdoptDialog, asked: Asked) -> None:
        desk, given, settled = self._session.desk, dialog.adoption, dialog.settled
        identity, text = asked.profile.policy, dialog.text

        def adopt(desk: Desk) -> object:
            answers = amend_answers(desk, identity.id, given, settled)
            return adopt_policy(desk, identity.id, answers, text or kept_text(desk, identity.id))

        def done(_recorded: object) -> None:
            dialog.finish_well()
            words = self.tr(
                "The policy of {name} is in use. New cases are held to it; open ones stay as they are."
            )
            self._session.said.emit(Message("good", words.format(name=identity.organisation), seconds=10))
            self._session.reload()
            self.adopted.emit()

        self._session.background.run(
            lambda _p: adopt(desk),
            done,
            otherwise=dialog.failing(self._session.background.failed.emit),
            doing=dialog.windowTitle(),
        )
