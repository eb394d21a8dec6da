"""`slots.json`: every slot's sealed key, replaced whole, so that a crash leaves the old file or the new.

Format 2 tells of what format 1 did not know: OpenPGP keys, second factors, and a second set of slots while
the data key is being replaced. What needs none of it is written in format 1, which an older program reads.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.domain.failures import (
    TooLarge,
    Unreadable,
    VaultDamaged,
    VaultMissing,
    VaultTooNew,
)
from desktop.domain.undecodable import UNDECODABLE
from desktop.workflows.slot_ports import Factor, SlotInfo, SlotKind

if TYPE_CHECKING:
    from desktop.workflows.ports import Files

NAME = "slots.json"
FORMAT = 2
_PLAIN = 1
_SIZE_LIMIT = 1024 * 1024


class Argon2Cost(msgspec.Struct, frozen=True):
    """What one guess costs."""

    passes: int
    memory_kib: int
    lanes: int


class OpenPgpPart(msgspec.Struct, frozen=True):
    """A random secret, encrypted to one key."""

    fingerprint: str
    sealed: bytes


class Slot(msgspec.Struct, frozen=True, omit_defaults=True):
    """One sealed copy of the data key, and what is needed besides the secret to open it."""

    id: str
    kind: SlotKind
    label: str
    made_at: datetime
    salt: bytes
    nonce: bytes
    sealed: bytes
    argon2id: Argon2Cost | None = None
    key_file: bool = False
    openpgp: OpenPgpPart | None = None
    drilled_at: datetime | None = None

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What must come together; first what the kind names."""
        beside: list[Factor] = ["key-file"] if self.key_file else []
        if self.openpgp is not None and self.kind != "openpgp":
            beside.append("openpgp")
        return (self.kind, *beside)

    @property
    def info(self) -> SlotInfo:
        """What may be shown of it."""
        fingerprint = self.openpgp.fingerprint if self.openpgp is not None else ""
        return SlotInfo(
            self.id, self.kind, self.label, self.made_at, self.factors, fingerprint, self.drilled_at
        )


class SlotsFile(msgspec.Struct, frozen=True):
    """All slots of one vault."""

    vault_id: str
    slots: tuple[Slot, ...]
    format: int = FORMAT
    coming: tuple[Slot, ...] = ()
    """Slots of the data key that takes over; there only while the database is being replaced."""

    @property
    def in_its_format(self) -> "SlotsFile":
        """The oldest format that says all of it."""
        slots = (*self.slots, *self.coming)
        needed = self.coming or any(slot.openpgp is not None or slot.key_file for slot in slots)
        return msgspec.structs.replace(self, format=FORMAT if needed else _PLAIN)


class _Version(msgspec.Struct):
    format: int


def read_slots(files: "Files", directory: Path) -> SlotsFile:
    """Read the slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew, Unreadable."""
    try:
        content = files.read(directory / NAME, limit=_SIZE_LIMIT)
    except TooLarge as failure:
        raise VaultDamaged("The file with the key slots of this vault is damaged.") from failure
    except Unreadable as failure:
        raise _not_read(directory, failure) from failure
    try:
        if msgspec.json.decode(content, type=_Version).format > FORMAT:
            raise VaultTooNew("A newer Embargo wrote the key slots of this vault.")
        return msgspec.json.decode(content, type=SlotsFile)
    except UNDECODABLE as error:
        raise VaultDamaged("The file with the key slots of this vault is damaged.") from error


def slot_infos(files: "Files") -> Callable[[str], list[SlotInfo]]:
    """What may be shown of the slots of a vault, by its directory; raises as `read_slots` does."""
    return lambda directory: [slot.info for slot in read_slots(files, Path(directory)).slots]


def write_slots(files: "Files", directory: Path, slots: SlotsFile) -> None:
    """Replace the file whole, with mode 0600, durable when this returns. Raises WriteFailed."""
    files.replace(directory / NAME, msgspec.json.format(msgspec.json.encode(slots.in_its_format)))


def _not_read(directory: Path, failure: Unreadable) -> VaultMissing | VaultDamaged | Unreadable:
    if isinstance(failure.__cause__, PermissionError):
        return Unreadable(
            "You may not read this vault.", advice="Check who owns its folder and the files in it."
        )
    if os.path.lexists(directory / NAME):
        return VaultDamaged("The key slots of this vault cannot be read.")
    # Of a name that no folder can have these say "no" too, where pathlib raises.
    if os.path.lexists(directory / "vault.db"):
        return VaultDamaged("The key slots of this vault are gone; without them nothing opens it.")
    return VaultMissing("There is no vault at this place.")
