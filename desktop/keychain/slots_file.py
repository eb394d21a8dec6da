"""`slots.json`: every slot's sealed key, replaced whole, so that a crash leaves the old file or the new."""

from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.failures import VaultDamaged, VaultMissing, VaultTooNew
from desktop.keychain.passphrase import Argon2Cost
from desktop.workflows.ports import Files
from desktop.workflows.vault_ports import SlotInfo, SlotKind

NAME = "slots.json"
FORMAT = 1
_SIZE_LIMIT = 1024 * 1024


class Slot(msgspec.Struct, frozen=True):
    """One sealed copy of the data key, and what is needed besides the secret to open it."""

    id: str
    kind: SlotKind
    label: str
    made_at: datetime
    salt: bytes
    nonce: bytes
    sealed: bytes
    argon2id: Argon2Cost | None = None

    @property
    def info(self) -> SlotInfo:
        """What may be shown of it."""
        return SlotInfo(self.id, self.kind, self.label, self.made_at)


class SlotsFile(msgspec.Struct, frozen=True):
    """All slots of one vault."""

    vault_id: str
    slots: tuple[Slot, ...]
    format: int = FORMAT


class _Version(msgspec.Struct):
    format: int


def read_slots(directory: Path) -> SlotsFile:
    """Read the slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew."""
    try:
        with (directory / NAME).open("rb") as file:
            content = file.read(_SIZE_LIMIT)
    except FileNotFoundError as error:
        raise _absent(directory) from error
    except OSError as error:
        raise VaultDamaged("The key slots of this vault cannot be read.") from error
    try:
        if msgspec.json.decode(content, type=_Version).format > FORMAT:
            raise VaultTooNew("A newer Embargo wrote the key slots of this vault.")
        return msgspec.json.decode(content, type=SlotsFile)
    except msgspec.MsgspecError as error:
        raise VaultDamaged("The file with the key slots of this vault is damaged.") from error


def write_slots(files: Files, directory: Path, slots: SlotsFile) -> None:
    """Replace the file whole, with mode 0600, durable when this returns. Raises WriteFailed."""
    files.replace(directory / NAME, msgspec.json.format(msgspec.json.encode(slots)))


def _absent(directory: Path) -> VaultMissing | VaultDamaged:
    if (directory / "vault.db").exists():
        return VaultDamaged("The key slots of this vault are gone; without them nothing opens it.")
    return VaultMissing("There is no vault at this place.")
