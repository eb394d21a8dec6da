"""Publish a policy from its page: choose how and where, then write it in the background."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.policies.publish_dialog import PublishDialog
from desktop.ui.session import Session
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.policies.publish_policy import PublishedPolicy, publish_policy
from desktop.workflows.ports import Desk

_NAMES = {"security-md": "SECURITY.md", "security-txt": "security.txt"}


class PublishErrand(QObject):
    """Opens what a button of the page of policies asks for."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self, policy_id: str) -> None:
        """Ask how this policy is to be published."""
        desk = self._session.desk

        def read(desk: Desk) -> tuple[Profile, str]:
            return read_profile(adopted_source(desk, policy_id), policy_id), intake_key(desk)

        self._session.background.run(lambda _p: read(desk), lambda found: self._ask(*found))

    def _ask(self, profile: Profile, key: str) -> None:
        dialog = PublishDialog(self._parent, profile.policy.organisation, has_key=bool(key))
        dialog.submitted.connect(lambda: self._choose(profile.policy.id, dialog, key))
        self._session.open(dialog)

    def _choose(self, policy_id: str, dialog: PublishDialog, key: str) -> None:
        path = choose_new_path(dialog, self.tr("Publish the policy"), _NAMES[dialog.form])
        if path is not None:
            self.publish(policy_id, dialog, path, key)

    def publish(self, policy_id: str, dialog: PublishDialog, path: Path, key: str) -> None:
        """Write it to this new file; a refusal leaves the dialog open."""
        desk, form, places = self._session.desk, dialog.form, dialog.places
        sign_with = key if dialog.signed else ""

        def written(published: PublishedPolicy) -> None:
            dialog.finish_well()
            words = self.tr("{file} was written and read back. The journal keeps its hash.")
            told = " ".join((words.format(file=path.name), *published.warnings))
            self._session.said.emit(Message("good", told, seconds=10))
            self._session.reload()

        self._session.background.run(
            lambda progress: publish_policy(
                desk, policy_id, path, form, places=places, sign_with=sign_with, progress=progress
            ),
            written,
            otherwise=dialog.failing(self._session.background.failed.emit),
            name=self.tr("Publish the policy"),
        )
