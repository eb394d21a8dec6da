"""How an open vault is looked after: its slots, its proofs, its backups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from desktop.domain.journal import Finding
from desktop.workflows.journal_ports import ReadableJournal
from desktop.workflows.slot_ports import SlotInfo, SlotKind

KEY_FILE_LIMIT = 1024 * 1024
"""Bytes of a file that is asked for beside a passphrase."""


class Given(msgspec.Struct, frozen=True):
    """What a person gives to open a slot, or to make one; a key is named only to make one."""

    secret: str = ""
    key_file: bytes = b""
    openpgp: str = ""

    def __repr__(self) -> str:
        """No secret, wherever this may be printed."""
        return "Given(…)"


class Rekeyed(msgspec.Struct, frozen=True):
    """What became of the ways to open a vault whose data key was replaced."""

    code: str
    """The new recovery code, if there is one; shown once."""
    kept: tuple[SlotInfo, ...]
    """They open with the same secret as before."""
    made: tuple[SlotInfo, ...]
    gone: tuple[SlotInfo, ...]


HeadSource = Literal["keyring", "backup", "given"]
"""Who remembers a head: the OS keyring, the manifest of a backup, or whoever wrote it down."""


class KnownHead(msgspec.Struct, frozen=True):
    """The end of the journal as something outside remembers it; sequence 0 where only the id is known."""

    id: str
    source: HeadSource = "given"
    sequence: int = 0


class ComparedHead(msgspec.Struct, frozen=True):
    """Where a known head stands in the journal; `found_at` is 0 when the journal does not go on from it."""

    head: KnownHead
    found_at: int
    since: int = 0
    """How many entries the same writer made after it."""


class Standing(msgspec.Struct, frozen=True):
    """Whether an open vault goes on from the head that the OS keyring keeps.

    "first": nothing is kept of this writer yet. "unavailable": the keyring did not answer, or is locked.
    "not-kept": the vault has no slot in the keyring. A vault that was rolled back is open for reading only.
    """

    state: Literal["descends", "rolled-back", "first", "unavailable", "not-kept"] = "not-kept"
    expected: KnownHead | None = None
    found: KnownHead | None = None


class SealedHead(msgspec.Struct, frozen=True):
    """The head as it goes into what leaves the vault, signed by the vault's own key.

    The signature covers vault, writer, sequence and head, as that of every chain does.
    """

    vault_id: str
    writer: str
    sequence: int
    head: str
    public_key: str
    signature: str


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found; `sound` when every list is empty and every known head was found."""

    events: int
    head: str
    journal: tuple[Finding, ...]
    database: tuple[str, ...]
    blobs: tuple[str, ...]
    withheld: int = 0
    """Entries of other vaults that came without what they say: their place in the chain holds, no more."""
    compared: tuple[ComparedHead, ...] = ()
    standing: Standing = Standing()
    lost: int = 0
    """Entries, contents and files that the vault owns to have lost when it was salvaged."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.journal or self.database or self.blobs) and all(c.found_at for c in self.compared)


class BackupReceipt(msgspec.Struct, frozen=True):
    """Proof that a backup was written, opened again and found equal."""

    path: str
    sha256: str
    head: str
    events: int


SCHEDULED_NAME = "embargo-{when}.backup"
"""How a backup that a plan wrote is named, with its instant: only such ones are ever deleted."""


class FoundBackup(msgspec.Struct, frozen=True):
    """A backup in a folder, by its name there; `problem` says why it could not be restored, if so.

    What its manifest said is left out where that cannot be believed.
    """

    name: str
    vault_id: str = ""
    made_at: datetime | None = None
    head: str = ""
    events: int = 0
    problem: str = ""

    @property
    def sound(self) -> bool:
        """Whether it is what was written."""
        return not self.problem


class Keeping(ReadableJournal, Protocol):
    """What keeps an unlocked vault from being lost; a part of `Vault`."""

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""

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
        """Add a slot, read it back, journal it. Returns the recovery code for kind "recovery", else "".

        A key file, and a key named by its fingerprint, are asked for beside a passphrase; the latter also
        alone. Raises Usage, RefusedByPolicy, KeyringUnavailable, KeyMissing, GpgRefused, WriteFailed.
        """

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot; refuses to leave fewer than two once a report is stored."""

    def rotate_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> str:
        """Replace one slot by another of its kind, made and read back before the old goes; journal it.

        Returns and raises as `add_slot`.
        """

    def drill_slot(
        self, slot_id: str, secret: str, *, key_file: bytes = b"", author: str, now: datetime
    ) -> SlotInfo:
        """Open a slot as if the vault were locked, and journal that it opens; without an id a recovery code.

        Raises Usage for a slot that is not there, and what opening it raises.
        """

    def rekey(self, given: Sequence[Given], drop: Sequence[str], *, author: str, now: datetime) -> Rekeyed:
        """Replace the data key, and with it every sealed copy of it (M87-3.3c, MUS-5.1c, TER-2.1d).

        Slots with a passphrase stay if it is given, those of keyring and OpenPGP key without; recovery codes
        give way to a new one. Slots in `drop` go. Raises Usage that names the slots that could not stay and
        were not to go, RefusedByPolicy when fewer than two would stay.
        """

    def verify(self, known: Sequence[KnownHead] = ()) -> Verification:
        """Check chain, pages and blobs, and whether the journal goes on from heads known elsewhere."""

    def standing(self) -> Standing:
        """How the vault stood to the head in the OS keyring when it was opened, or was accepted."""

    def accept_rollback(self, *, author: str, now: datetime) -> Standing:
        """Go on from the older state that was found, journal both heads; it can be written to from then on.

        Raises Usage for a vault that was not rolled back.
        """

    def sealed_head(self) -> SealedHead:
        """The head for everything that leaves the vault: a journal that was rewritten can be told from it."""

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""

    def drop_old_backups(self, folder: str, keep: int) -> int:
        """Delete what a plan of this vault wrote there, but for the newest `keep`; returns how many went."""

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup of this vault to a private folder, open it, compare, journal it; nothing stays.

        Raises Usage for another vault's backup, VaultMissing, VaultDamaged.
        """
