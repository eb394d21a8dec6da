"""Looking after the vault: a backup, a try whether it restores, a check, a review of who can open it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.events import AccessReviewed, BackupDone, RestoreTested
from desktop.domain.promises.slot_drill import DRILL
from desktop.domain.promises.undated import clause_of, is_undated
from desktop.ui.dialogs.access_dialog import AccessDialog
from desktop.ui.dialogs.backup_plan_dialog import BackupPlanDialog
from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.dialogs.refusals_dialog import RefusalsDialog
from desktop.ui.dialogs.review_dialog import ReviewDialog
from desktop.ui.look.act_words import event_words
from desktop.ui.parts.choose_file import choose_folder, choose_new_path
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.ui.slots.slot_errands import SlotErrands
from desktop.workflows.custody.backup_plan import BackupPlan, age_sentence, keep_plan, read_plan
from desktop.workflows.custody.keep_review import keep_review
from desktop.workflows.custody.read_journal import read_journal
from desktop.workflows.custody.review_access import Access, review_access, view_access
from desktop.workflows.keeping_ports import BackupReceipt, Verification
from desktop.workflows.ports import Progress
from desktop.workflows.promises.list_due import keeping

_HEAD_SHOWN = 16
"""Characters of a chain's head that a person compares."""


class CustodyErrands(QObject):
    """Runs them in the background and says what came of them."""

    plan_changed = Signal()
    repair_wanted = Signal()
    """The vault was found damaged: it is to be locked, and what is whole looked at."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self.slots = SlotErrands(parent, session)

    def keep(self, policy_id: str, clock: str) -> None:
        """Lead to the act that keeps a promise of the vault itself, or does what the house reminds of."""
        if not policy_id and clock == DRILL:
            self.slots.prove_recovery()
            return
        if not policy_id and is_undated(clock):
            self.keep_review(clause_of(clock))
            return
        desk = self._session.desk
        self._session.background.run(lambda _p: keeping(desk, policy_id, clock), self._on_known)

    def _on_known(self, events: frozenset[str]) -> None:
        errands: dict[str, Callable[[], None]] = {
            BackupDone.kind: self.back_up,
            RestoreTested.kind: self.try_restoring,
            AccessReviewed.kind: self.review_access,
        }
        for event, errand in errands.items():
            if event in events:
                errand()
                return
        awaited = ", ".join(event_words(event) for event in sorted(events)) or self.tr("nothing it names")
        words = self.tr("Nothing in this window keeps this promise. It waits for: {events}.")
        self._session.said.emit(Message("info", words.format(events=awaited)))

    # --- backups -------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Choose a new folder and write an encrypted copy of the vault to it."""
        today = self._session.desk.tools.now().date().isoformat()
        folder = choose_new_path(
            self._parent, self.tr("Back up into a new folder"), f"backup-{today}.embargo"
        )
        if folder is not None:
            self._back_up(folder)

    def _back_up(self, folder: Path) -> None:
        desk, words = self._session.desk, self.tr("Writing the backup, then reading it back")

        def write(progress: Progress) -> BackupReceipt:
            progress.step(words)
            return desk.vault.backup(str(folder), author=desk.handler, now=desk.tools.now())

        self._session.background.run(write, self._on_backed_up, name=words)

    def _on_backed_up(self, receipt: BackupReceipt) -> None:
        words = self.tr("The backup was written, opened and found equal: {events} events, head {head}.")
        text = words.format(events=receipt.events, head=receipt.head[:_HEAD_SHOWN])
        self._session.changed.emit()
        self._session.said.emit(Message("good", text))

    def plan_backups(self) -> None:
        """Choose whether backups make themselves, where and how often."""
        desk = self._session.desk

        def read(_progress: Progress) -> tuple[BackupPlan | None, str]:
            plan = read_plan(desk)
            return plan, age_sentence(desk.vault.vault_history(), plan, desk.tools.now())

        self._session.background.run(read, lambda known: self._ask_plan(*known))

    def _ask_plan(self, plan: BackupPlan | None, told: str) -> None:
        dialog = BackupPlanDialog(self._parent, plan, told)
        dialog.submitted.connect(lambda: self._keep_plan(dialog))
        self._session.open(dialog, of_case=False)

    def _keep_plan(self, dialog: BackupPlanDialog) -> None:
        desk, plan = self._session.desk, dialog.plan

        def kept(_nothing: object) -> None:
            self.plan_changed.emit()
            words = self.tr("Backups make themselves from now on.") if plan else self.tr("None from now on.")
            self._session.said.emit(Message("good", words, seconds=10))

        self._session.granting.grant(dialog, lambda _p: keep_plan(desk, plan), kept)

    def try_restoring(self) -> None:
        """Choose a backup, restore it to a private folder, compare it, and leave nothing of that."""
        folder = choose_folder(self._parent, self.tr("Try whether a backup restores"))
        if folder is not None:
            self._try_restoring(folder)

    def _try_restoring(self, folder: Path) -> None:
        desk, words = self._session.desk, self.tr("Restoring the backup beside the vault")

        def restore(progress: Progress) -> BackupReceipt:
            progress.step(words)
            return desk.vault.test_restore(str(folder), author=desk.handler, now=desk.tools.now())

        self._session.background.run(restore, self._on_restored, name=words)

    def _on_restored(self, receipt: BackupReceipt) -> None:
        words = self.tr("The backup restores: {events} events, head {head}. The copy was removed again.")
        text = words.format(events=receipt.events, head=receipt.head[:_HEAD_SHOWN])
        self._session.changed.emit()
        self._session.said.emit(Message("good", text))

    # --- who can open it -----------------------------------------------------------------------------

    def review_access(self) -> None:
        """Go through who works here and how the vault opens, and record that."""
        desk = self._session.desk
        self._session.background.run(lambda _p: view_access(desk), self._show_access)

    def _show_access(self, access: Access) -> None:
        dialog = AccessDialog(self._parent, access)
        dialog.submitted.connect(lambda: self._record_review(dialog))
        self._session.open(dialog, of_case=False)

    def _record_review(self, dialog: AccessDialog) -> None:
        desk, note = self._session.desk, dialog.note

        def recorded(_slots: object) -> None:
            self._session.changed.emit()
            words = self.tr("The review of who can open the vault is recorded.")
            self._session.said.emit(Message("good", words, seconds=10))

        self._session.granting.grant(dialog, lambda _p: review_access(desk, note), recorded)

    # --- what was refused ----------------------------------------------------------------------------

    def show_refused(self) -> None:
        """Show failed unlocks and refusals, those of the case in view too."""
        vault, view = self._session.desk.vault, self._session.view
        case_id = view.case.case_id if view is not None else ""
        self._session.background.run(
            lambda _p: read_journal(vault, refused=True),
            lambda entries: RefusalsDialog(self._parent, entries, case_id).open(),
        )

    def keep_review(self, clause: str) -> None:
        """Record what was done of a review that has no date."""
        dialog = ReviewDialog(self._parent, clause)
        dialog.submitted.connect(lambda: self._keep_review(dialog, clause))
        self._session.open(dialog, of_case=False)

    def _keep_review(self, dialog: ReviewDialog, clause: str) -> None:
        desk, note = self._session.desk, dialog.note

        def recorded(_none: object) -> None:
            self._session.changed.emit()
            self._session.said.emit(Message("good", self.tr("The review is recorded."), seconds=10))

        self._session.granting.grant(dialog, lambda _p: keep_review(desk, clause, note), recorded)

    # --- a check -------------------------------------------------------------------------------------

    def check(self) -> None:
        """Check the chain, every page and every blob of the vault."""
        desk, words = self._session.desk, self.tr("Checking the vault")

        def verify(progress: Progress) -> Verification:
            progress.step(words)
            return desk.vault.verify()

        self._session.background.run(verify, self._on_checked, name=words)

    def _on_checked(self, found: Verification) -> None:
        if not found.sound:
            dialog = FindingsDialog(self._parent, found)
            dialog.repair_wanted.connect(self.repair_wanted)
            dialog.open()
            return
        words = self.tr("The vault is sound: {events} events, head {head}.")
        text = words.format(events=found.events, head=found.head[:_HEAD_SHOWN])
        self._session.said.emit(Message("good", text))
