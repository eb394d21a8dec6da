"""Errands that need a dialog first: a new case, a policy, a key, a closing, a release."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.ui.dialogs.close_dialog import CloseDialog, spam
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.dialogs.release_dialog import ReleaseDialog
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.choose_intake_key import choose_intake_key, create_intake_key, intake_key
from desktop.workflows.ports import Desk, KeyInfo, Progress
from desktop.workflows.publish_advisory import AdvisoryPreview, Published, preview_advisory, publish_advisory
from desktop.workflows.regrade_report import regrade_reports
from desktop.workflows.take_key import OfferedKey, offered_keys, take_key


class Errands(QObject):
    """Opens a dialog, then hands its answer to the session; `folder` is proposed for exports."""

    def __init__(self, parent: QWidget, session: Session, folder: str) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._folder = folder

    def run(self, name: str) -> None:
        """Do an errand by the name that tabs know it by."""
        errands: dict[str, Callable[[], None]] = {
            "key": self.take_key,
            "release": self.release,
            "disclosure": self.agree_on_date,
        }
        errands[name]()

    # --- cases ---------------------------------------------------------------------------------------

    def enter_case(self) -> None:
        """Type a case in."""
        dialog = NewCaseDialog(self._parent, self._policies(), self._session.desk.tools.now())
        dialog.accepted.connect(lambda: self._session.enter(dialog.typed))
        dialog.open()

    def ask_policy(self, messages: Sequence[Path | bytes]) -> None:
        """Ask under which policy messages fall, then take them in."""
        dialog = PolicyDialog(self._parent, self._policies())
        dialog.accepted.connect(lambda: self._session.receive(messages, dialog.policy_id))
        dialog.open()

    def close_case(self) -> None:
        """Close or reject the case in view."""
        if self._session.view is not None:
            dialog = CloseDialog(self._parent, self._session.view)
            dialog.accepted.connect(lambda: self._session.act(*dialog.acts))
            dialog.open()

    def close_spam(self) -> None:
        """Close the case in view as spam, at once; it can be undone."""
        self._session.act(*spam(self.tr("Spam")))

    def agree_on_date(self) -> None:
        """Record a dated agreement."""
        if self._session.view is not None:
            dialog = DisclosureDialog(self._parent, self._session.view, self._session.desk.tools.now())
            dialog.accepted.connect(lambda: self._session.act(dialog.act))
            dialog.open()

    # --- keys ----------------------------------------------------------------------------------------

    def take_key(self) -> None:
        """Look at the keys that came with the case's messages."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(lambda _p: offered_keys(desk, case_id), self._on_keys_read)

    def _on_keys_read(self, offers: tuple[OfferedKey, ...]) -> None:
        if not offers:
            self._session.said.emit(
                Message("warn", self.tr("gpg can read none of the keys that came along."))
            )
            return
        dialog = KeyDialog(self._parent, offers)
        dialog.accepted.connect(lambda: self._take(dialog.offer, dialog.compared))
        dialog.open()

    def _take(self, offer: OfferedKey, compared: str) -> None:
        if self._session.view is None:
            return
        desk, case_id = self._session.desk, self._session.view.case.case_id
        fingerprint = offer.info.fingerprint

        def taken(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                self._session.said.emit(Message("warn", outcome.sentence))
                return
            self._session.reload()
            self._session.said.emit(Message("good", self.tr("The key was taken in."), seconds=10))
            if compared:
                confirm = e.KeyConfirmed(fingerprint=fingerprint, how=compared)
                self._session.act(confirm, seen_later=True)

        def take(progress: Progress) -> Recorded | Refusal:
            outcome = take_key(desk, case_id, fingerprint, offer.content, "attachment")
            if not isinstance(outcome, Refusal):
                regrade_reports(desk, case_id, progress)
            return outcome

        self._session.background.run(take, taken)

    def choose_intake_key(self) -> None:
        """Choose or make our own key."""
        desk = self._session.desk
        self._session.background.run(lambda _p: _own_keys(desk), self._on_own_keys)

    def _on_own_keys(self, found: tuple[tuple[KeyInfo, ...], str]) -> None:
        dialog = IntakeKeyDialog(self._parent, *found)
        dialog.accepted.connect(lambda: self._use_intake_key(dialog.fingerprint, dialog.new_key))
        dialog.open()

    def _use_intake_key(self, fingerprint: str, new: tuple[str, str, str]) -> None:
        desk = self._session.desk
        name, address, passphrase = new
        self._session.background.run(
            lambda progress: (
                choose_intake_key(desk, fingerprint)
                if fingerprint
                else create_intake_key(desk, name, address, passphrase=passphrase, progress=progress)
            ),
            lambda _done: self._session.said.emit(
                Message("good", self.tr("The intake key is chosen."), seconds=10)
            ),
        )

    # --- the advisory --------------------------------------------------------------------------------

    def release(self) -> None:
        """The last look, then signing."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(
                lambda _p: (preview_advisory(desk, case_id), *_own_keys(desk)), self._on_ready_to_release
            )

    def _on_ready_to_release(self, ready: tuple[AdvisoryPreview, tuple[KeyInfo, ...], str]) -> None:
        preview, keys, chosen = ready
        dialog = ReleaseDialog(self._parent, preview, keys, chosen, self._folder)
        dialog.accepted.connect(lambda: self._publish(dialog.folder, dialog.fingerprint))
        dialog.open()

    def _publish(self, folder: Path, fingerprint: str) -> None:
        if self._session.view is None:
            return
        desk, case_id = self._session.desk, self._session.view.case.case_id
        self._folder = str(folder)
        self._session.background.run(
            lambda progress: publish_advisory(
                desk, case_id, folder, sign_with=fingerprint, progress=progress
            ),
            self._on_published,
        )

    def _on_published(self, published: Published) -> None:
        self._session.reload()
        words = self.tr("{n} files were written, read back and verified.").format(n=len(published.files))
        self._session.said.emit(Message("good", " ".join((words, *published.warnings))))

    def _policies(self) -> tuple[tuple[str, str], ...]:
        policies = self._session.desk.tools.policies
        return tuple((name, policies.profile(name).policy.organisation) for name in policies.ids())


def _own_keys(desk: Desk) -> tuple[tuple[KeyInfo, ...], str]:
    """The secret keys that can sign, and which is the intake key."""
    keys = desk.tools.openpgp.secret_keys()
    return tuple(key for key in keys if key.can_sign and key.state == "valid"), intake_key(desk)
