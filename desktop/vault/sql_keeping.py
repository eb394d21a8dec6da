"""How an open vault is looked after: slots, proofs, backups; each act of it is journalled."""

import contextlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.event import Draft
from desktop.domain.events import (
    BackupDone,
    RestoreTested,
    RollbackAccepted,
    SlotAdded,
    SlotDrilled,
    SlotRemoved,
    SlotRotated,
    SlotThen,
    VaultRekeyed,
)
from desktop.domain.failures import Failure, Usage, WriteFailed
from desktop.domain.journal import Proof
from desktop.vault import journal_pages
from desktop.vault.backup import write_backup
from desktop.vault.backup_shelf import drop_old_backups, drop_upgrade_copies
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import Database
from desktop.vault.head_watch import HeadWatch
from desktop.vault.journal import Journal
from desktop.vault.lock_file import WriterLock
from desktop.vault.opening import bring_lists_up_to_date, take_over
from desktop.vault.policies import PinnedPolicies
from desktop.vault.rekeying import replace_key
from desktop.vault.restore_drill import try_restoring
from desktop.vault.verification import verify_vault
from desktop.workflows.custody_ports import SlotBox
from desktop.workflows.journal_ports import JournalPage, JournalQuery
from desktop.workflows.keeping_ports import (
    BackupReceipt,
    Given,
    KnownHead,
    Rekeyed,
    SealedHead,
    Standing,
    Verification,
)
from desktop.workflows.ports import Files, Now
from desktop.workflows.slot_ports import SlotInfo, SlotKind

_ROLLED_BACK = "It is older than what is known of it: restore a newer copy, or accept this state."


class SqlKeeping:
    """Satisfies `workflows.keeping_ports.Keeping`; what each method raises is said there."""

    def __init__(
        self,
        database: Database,
        key: bytes,
        lock: WriterLock | None,
        slots: SlotBox,
        files: Files,
        now: Now,
        watch: HeadWatch | None = None,
    ) -> None:
        self._database = database
        self._journal = Journal(database)
        self._profile_of = PinnedPolicies(database)
        self._key = key
        self._lock = lock
        self._slots = slots
        self._files = files
        self._now = now
        self._watch = watch or HeadWatch(database, None)

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""
        return self._slots.infos(self._directory)

    def add_slot(
        self,
        kind: SlotKind,
        secret: str,
        *,
        key_file: bytes = b"",
        openpgp: str = "",
        author: str,
        now: datetime,
    ) -> str:
        """Add a slot and journal it; a slot that cannot be journalled is taken back."""
        self._require_writer()
        given = Given(secret, key_file, openpgp)
        slot, code = self._slots.add(self._directory, self._key, kind, given, now)
        try:
            self._record([Draft(SlotAdded(slot.slot_id, slot.kind), now)], author=author, now=now)
        except Failure:
            self._slots.remove(self._directory, slot.slot_id)
            raise
        return code

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot and journal it; refuses to leave fewer than two."""
        self._require_writer()
        slot = self._slots.remove(self._directory, slot_id)
        try:
            self._record([Draft(SlotRemoved(slot.slot_id, slot.kind), now)], author=author, now=now)
        except Failure as failure:
            failure.written = "The slot is removed, but the journal does not say so."
            raise

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        """A page of entries in the order in which they fold, or the latest first."""
        return journal_pages.journal_page(self._database, wanted, offset, limit)

    def journal_proof(self) -> Proof:
        """The signed head of every writer, and the key that checks the signatures."""
        return journal_pages.journal_proof(self._database)

    def rotate_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> str:
        """Put another slot of its kind in the place of one, and journal it."""
        self._require_writer()
        given = Given(secret, key_file)
        old, made, code = self._slots.rotate(self._directory, self._key, slot_id, given, now)
        rotated = SlotRotated(old.slot_id, old.kind, made.slot_id)
        try:
            self._record([Draft(rotated, now)], author=author, now=now)
        except Failure as failure:
            failure.written = "The slot is replaced, but the journal does not say so."
            raise
        return code

    def drill_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> SlotInfo:
        """Open a slot as if the vault were locked, and journal that it opens."""
        self._require_writer()
        slot = self._slots.prove(self._directory, self._key, slot_id, Given(secret, key_file))
        self._record([Draft(SlotDrilled(slot.slot_id, slot.kind), now)], author=author, now=now)
        try:
            self._slots.note_drill(self._directory, slot.slot_id, now)
        except Failure as failure:
            failure.written = "The proof is recorded, but the list of slots does not show it."
            raise
        return msgspec.structs.replace(slot, drilled_at=now)

    def rekey(self, given: Sequence[Given], drop: Sequence[str], *, author: str, now: datetime) -> Rekeyed:
        """Replace the data key, with every sealed copy of it, and go on under the new one."""
        self._require_writer()
        fresh = self._slots.new_key()
        resealed = self._slots.reseal(self._directory, fresh, given, drop, now)
        outcome = resealed.outcome
        done = VaultRekeyed(*(_then(slots) for slots in (outcome.kept, outcome.made, outcome.gone)))
        drafts = [Draft(done, now)]
        replace_key(self._database, fresh, resealed, self._slots, drafts, author=author, now=now)
        self._key = fresh
        return outcome

    def verify(self, known: Sequence[KnownHead] = ()) -> Verification:
        """Check chain, database pages, blobs and lists, and known heads, that of the keyring among them."""
        standing = self._watch.look_again()
        kept = [standing.expected] if standing.expected is not None else []
        found = verify_vault(self._database, PinnedPolicies(self._database), (*kept, *known))
        return msgspec.structs.replace(found, standing=standing)

    def standing(self) -> Standing:
        """How the vault stood to the head in the OS keyring when it was opened."""
        return self._watch.standing

    def accept_rollback(self, *, author: str, now: datetime) -> Standing:
        """Go on from the older state; the journal says from which head, and which one was expected."""
        expected, found = self._watch.standing.expected, self._watch.standing.found
        if not self._watch.rolled_back or expected is None or found is None:
            raise Usage("This vault goes on from the head that is known of it: there is nothing to accept.")
        if self._lock is None:
            advice = _ROLLED_BACK if self._watch.rolled_back else ""
            raise WriteFailed("The vault was opened for reading only.", advice=advice)
        accepted = RollbackAccepted(expected.id, expected.sequence, found.id, found.sequence)
        self._database.write_again()
        try:
            self._record([Draft(accepted, now)], author=author, now=now)
        except BaseException:
            self._database.only_read()
            raise
        take_over(self._database, now)
        self._watch.accept()
        bring_lists_up_to_date(self._database)
        return self._watch.standing

    def sealed_head(self) -> SealedHead:
        """The head with the vault's signature, as the chain holds it."""
        row = self._database.rows(
            "SELECT writer, sequence, head, signature FROM chain WHERE head = ?", self._journal.head()
        )[0]
        writer, sequence, head, signature = row
        public = CheckpointKey(self._journal.fact("checkpoint-key")).public
        return SealedHead(self._journal.fact("vault-id"), writer, sequence, head, public, signature)

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""
        self._require_writer()
        manifest = write_backup(self._database, self._key, Path(path), self._files, now)
        done = BackupDone(manifest.database_sha256, manifest.head, manifest.events)
        try:
            self._record([Draft(done, now)], author=author, now=now)
        except Failure as failure:
            failure.written = "The backup is written, but the journal does not say so."
            raise
        with contextlib.suppress(Failure):  # a copy that stays where it is harms nothing
            drop_upgrade_copies(self._database.path.parent, self._journal, self._files)
        return BackupReceipt(path, done.sha256, done.head, done.events)

    def drop_old_backups(self, folder: str, keep: int) -> int:
        """Delete what a plan of this vault wrote there, but for the newest `keep`."""
        self._require_writer()
        return drop_old_backups(Path(folder), self._journal, keep, self._files)

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup of this vault to a private folder, open it, compare, journal it, remove it."""
        self._require_writer()
        manifest = try_restoring(self._database, self._key, Path(backup), self._slots, self._files)
        tested = RestoreTested(manifest.head, manifest.events)
        self._record([Draft(tested, now)], author=author, now=now)
        return BackupReceipt(backup, manifest.database_sha256, tested.head, tested.events)

    def _record(self, drafts: Sequence[Draft], *, author: str, now: datetime) -> None:
        """Journal what was done to the vault itself."""
        with self._database.transaction():
            self._journal.append(None, drafts, author=author, now=now)

    @property
    def _directory(self) -> str:
        return str(self._database.path.parent)

    def _require_writer(self) -> None:
        if self._database.read_only:
            advice = _ROLLED_BACK if self._watch.rolled_back else ""
            raise WriteFailed("The vault was opened for reading only.", advice=advice)


def _then(slots: Sequence[SlotInfo]) -> tuple[SlotThen, ...]:
    return tuple(SlotThen(slot.slot_id, slot.kind) for slot in slots)
