"""Errands about cases that need a dialog first: a new one, a policy, a waiver, a closing, a release."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.domain.failures import Unclaimed
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.close_dialog import CloseDialog, spam
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.items_dialog import ItemsDialog
from desktop.ui.dialogs.label_dialog import LabelDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.dialogs.release_dialog import ReleaseDialog
from desktop.ui.dialogs.silence_dialog import SilenceDialog
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.ui.intake_work import Item, TakenIn
from desktop.ui.key_work import signing_keys
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.intake.usual_policy import usual_policy
from desktop.workflows.ports import KeyInfo
from desktop.workflows.publication.labelable import labelable
from desktop.workflows.publication.preview_advisory import AdvisoryPreview, preview_advisory
from desktop.workflows.publication.publish_advisory import Published, publish_advisory


class CaseErrands(QObject):
    """Opens a dialog and hands what it asks for to the session; `folder` is proposed for exports."""

    def __init__(self, parent: QWidget, session: Session, folder: str) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._folder = folder

    # --- cases ---------------------------------------------------------------------------------------

    def enter_case(self) -> None:
        """Type a case in."""
        dialog = NewCaseDialog(self._parent, self._policies(), self._session.desk.tools.now())
        dialog.submitted.connect(lambda: self._session.enter(dialog.typed, dialog))
        self._session.open(dialog, of_case=False)
        desk = self._session.desk
        self._session.background.run(
            lambda _p: usual_policy(desk),
            lambda found: dialog.policy.propose(found) if dialog.is_open else None,
        )

    def ask_policy(self, taken: TakenIn) -> None:
        """Ask under which policy messages fall, then take them in: what became of the rest is still told.

        Whoever is at another dialog is asked afterwards: what they type is not for this one.
        """
        before = QApplication.activeModalWidget()
        if isinstance(before, QDialog):
            before.finished.connect(lambda: QTimer.singleShot(0, self, lambda: self._ask_later(taken)))
            return
        unclaimed = taken.unclaimed("")
        failures = [item.failure for item in unclaimed if isinstance(item.failure, Unclaimed)]
        messages = [item.message for item in unclaimed if item.message is not None]
        adopted = failures[0].adopted
        dialog = PolicyDialog(self._parent, self._policies(adopted), failures, "".join(adopted[:1]))
        dialog.accepted.connect(
            lambda: self._session.receive(messages, dialog.policy_id, earlier=taken.without_unclaimed())
        )
        dialog.open()

    def _ask_later(self, taken: TakenIn) -> None:
        if self._parent.isVisible():  # else a lock closed what was open
            self.ask_policy(taken)

    def show_items(self, items: Sequence[Item]) -> None:
        """Show what became of each item that was dropped."""
        dialog = ItemsDialog(self._parent, items)
        dialog.case_wanted.connect(self._session.show_case)
        dialog.open()

    def close_case(self) -> None:
        """Close or reject the case in view."""
        if self._session.view is not None:
            dialog = CloseDialog(self._parent, self._session.view)
            self._session.ask(dialog, lambda: dialog.acts)

    def close_spam(self) -> None:
        """Close the case in view as spam, at once; it can be undone."""
        self._session.act(*spam(self.tr("Spam")))

    def agree_on_date(self, proposal: str = "") -> None:
        """Record a dated agreement, on what a proposal asks for if one is named."""
        if self._session.view is not None:
            now = self._session.desk.tools.now()
            dialog = DisclosureDialog(self._parent, self._session.view, now, proposal)
            self._session.ask(dialog, lambda: [dialog.act])

    def label(self) -> None:
        """Label something of the case in view as restricted, or lift a label."""
        if self._session.view is not None:
            dialog = LabelDialog(self._parent, labelable(self._session.view))
            self._session.ask(dialog, lambda: [dialog.act])

    def waive(self, need_id: str) -> None:
        """Set a need of the house aside, with a reason."""
        view = self._session.view
        needs = [need for stage in view.stages for need in stage.needs] if view is not None else []
        need = next((need for need in needs if need.id == need_id), None)
        if need is not None:
            dialog = WaiverDialog(self._parent, need)
            self._session.ask(dialog, lambda: [dialog.act])

    def go_on(self) -> None:
        """Go on without the answer that the case waits for."""
        view = self._session.view
        if view is not None and view.silence is not None:
            dialog = SilenceDialog(self._parent, view.silence)
            self._session.ask(dialog, lambda: [dialog.act])

    # --- the advisory --------------------------------------------------------------------------------

    def release(self) -> None:
        """The last look, then signing."""
        if self._session.view is not None:
            desk, case_id = self._session.desk, self._session.view.case.case_id
            self._session.background.run(
                lambda _p: (preview_advisory(desk, case_id), *signing_keys(desk)),
                self._on_ready_to_release,
                doing=self.tr("Preparing the advisory"),
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
            lambda published: self._on_published(folder, published),
            name=self.tr("Sign and export the advisory of {case}").format(case=case_id),
        )

    def _on_published(self, folder: Path, published: Published) -> None:
        self._session.reload()
        count = len(published.files)
        told = self.tr("%n files were written into {folder}, read back and verified.", "", count)
        words = told.format(folder=Untrusted(str(folder)).line)
        self._session.said.emit(Message("good", " ".join((words, *published.warnings))))

    def _policies(self, first: Sequence[str] = ()) -> tuple[tuple[str, str], ...]:
        """Those that reports can fall under, these `first`; two of one name are told apart by their ids."""
        policies = self._session.desk.tools.policies
        ids = sorted(policies.for_reports(), key=lambda n: first.index(n) if n in first else len(first))
        names = {policy_id: policies.profile(policy_id).policy.organisation for policy_id in ids}
        alike = Counter(names.values())
        return tuple((n, f"{name} ({n})" if alike[name] > 1 else name) for n, name in names.items())
