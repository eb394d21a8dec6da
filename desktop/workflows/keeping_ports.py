"""How an open vault is looked after: its slots, its proofs, its backups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

import msgspec

from desktop.domain.journal import Finding

SlotKind = Literal["keyring", "passphrase", "recovery", "openpgp"]
Factor = Literal["keyring", "passphrase", "recovery", "openpgp", "key-file"]

KEY_FILE_LIMIT = 1024 * 1024
"""Bytes of a file that is asked for beside a passphrase."""


class SlotInfo(msgspec.Struct, frozen=True):
    """One way to open the vault; never holds a secret."""

    slot_id: str
    kind: SlotKind
    label: str
    made_at: datetime
    factors: tuple[Factor, ...] = ()
    """All that must come together to open it; more than one is a second factor (M87-3.2e, MUS-5.1b)."""
    fingerprint: str = ""
    """The OpenPGP key that takes part, which may be on a card."""
    drilled_at: datetime | None = None
    """When somebody last proved that it opens the vault."""


class Given(msgspec.Struct, frozen=True):
    """What a person gives to open a slot, or to make one; a key is named only to make one."""

    secret: str = ""
    key_file: bytes = b""
    openpgp: str = ""


class Rekeyed(msgspec.Struct, frozen=True):
    """What became of the ways to open a vault whose data key was replaced."""

    code: str
    """The new recovery code, if there is one; shown once."""
    kept: tuple[SlotInfo, ...]
    """They open with the same secret as before."""
    made: tuple[SlotInfo, ...]
    gone: tuple[SlotInfo, ...]


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found; `sound` when every list is empty."""

    events: int
    head: str
    journal: tuple[Finding, ...]
    database: tuple[str, ...]
    blobs: tuple[str, ...]
    withheld: int = 0
    """Entries of other vaults that came without what they say: their place in the chain holds, no more."""

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.journal or self.database or self.blobs)


class BackupReceipt(msgspec.Struct, frozen=True):
    """Proof that a backup was written, opened again and found equal."""

    path: str
    sha256: str
    head: str
    events: int


class Keeping(Protocol):
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

    def verify(self) -> Verification:
        """Check chain, database pages and blobs."""

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""

    def test_restore(self, backup: str, *, author: str, now: datetime) -> BackupReceipt:
        """Restore a backup of this vault to a private folder, open it, compare, journal it; nothing stays.

        Raises Usage for another vault's backup, VaultMissing, VaultDamaged.
        """
