"""Whether a backup can be restored: it is restored, opened and compared, and nothing of that stays."""

import contextlib
from pathlib import Path

from desktop.domain.events import VaultRekeyed
from desktop.domain.failures import Usage, VaultDamaged
from desktop.vault.backup import Manifest, read_manifest, restore_backup
from desktop.vault.checkpoint import CheckpointKey
from desktop.vault.database import Database
from desktop.vault.journal import Journal
from desktop.vault.opening import open_database
from desktop.vault.policies import PinnedPolicies
from desktop.vault.staging import scratch_folder
from desktop.vault.verification import verify_vault
from desktop.workflows.custody_ports import SlotBox
from desktop.workflows.ports import Files

_LATER = (
    "SELECT 1 FROM journal a JOIN journal b ON (a.folds_at, a.writer, a.sequence) > "
    "(b.folds_at, b.writer, b.sequence) WHERE a.id = ? AND b.id = ?"
)


def try_restoring(database: Database, key: bytes, backup: Path, slots: SlotBox, files: Files) -> Manifest:
    """Restore a backup of this vault beside it, open it with the vault's key, and compare the two.

    What was promised of backups is that they restore (M87-3.1f, MUS-5.2c, TER-2.4d). Raises Usage for
    another vault's backup, VaultMissing, VaultDamaged, Unreadable, WriteFailed.
    """
    manifest = read_manifest(backup, files)
    _require_ours(manifest, Journal(database))
    _require_this_key(manifest, database)
    with scratch_folder(database.path.parent) as scratch:
        folder = scratch / "restored"
        restore_backup(backup, folder, files)
        restored = open_database(folder, key, manifest.vault_id, read_only=False)
        with contextlib.closing(restored):
            if not (_is_whole(restored, manifest) and _is_part_of(restored, database)):
                raise VaultDamaged(
                    "The backup restores to something else than was backed up.", advice="Make a new backup."
                )
            slots.infos(str(folder))  # without them nobody could open what was restored
    return manifest


def _require_ours(manifest: Manifest, journal: Journal) -> None:
    public = CheckpointKey(journal.fact("checkpoint-key")).public
    if (manifest.vault_id, manifest.public_key) != (journal.fact("vault-id"), public):
        raise Usage("This is a backup of another vault.", advice="Open that vault to try its backup.")


def _require_this_key(manifest: Manifest, database: Database) -> None:
    """A backup opens with the slots that the vault had then: one of before has another data key."""
    rekeyed = [r.id for r in Journal(database).of_vault() if isinstance(r.event, VaultRekeyed)]
    if any(database.value(_LATER, one, manifest.head) for one in rekeyed):
        raise Usage(
            "This backup is older than the vault's key; it opens with the slots that the vault had then.",
            advice="Make a new backup to try. `embargo restore` still makes a vault of this one.",
        )


def _is_whole(restored: Database, manifest: Manifest) -> bool:
    """Chain, pages, blobs and lists hold, and end where the manifest says."""
    found = verify_vault(restored, PinnedPolicies(restored))
    ends = restored.value("SELECT count(*) FROM chain WHERE head = ?", manifest.head)
    return found.sound and found.events == manifest.events and ends == 1


def _is_part_of(restored: Database, database: Database) -> bool:
    """Whether the vault's own journal goes on from every head of the copy."""
    heads = restored.rows("SELECT writer, sequence, head FROM chain")
    sql = "SELECT 1 FROM journal WHERE writer = ? AND sequence = ? AND id = ?"
    return all(database.value(sql, *head) for head in heads)
