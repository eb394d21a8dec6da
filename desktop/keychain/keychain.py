"""The key slots of a vault: made, opened, added, removed."""

import contextlib
import secrets
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.failures import (
    KeyringUnavailable,
    Locked,
    RefusedByPolicy,
    Usage,
    VaultDamaged,
    WriteFailed,
)
from desktop.keychain import recovery_code, sealing
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.passphrase import PRODUCTION, Argon2Cost, acceptable, stretch
from desktop.keychain.sealing import SALT_BYTES, Place, stretch_random
from desktop.keychain.slots_file import Slot, SlotsFile, read_slots, write_slots
from desktop.workflows.custody_ports import OpenedSlot
from desktop.workflows.keeping_ports import SlotInfo, SlotKind
from desktop.workflows.ports import Files

FEWEST_SLOTS = 2
"""One lost secret must never lose the vault."""
_LABELS: dict[SlotKind, str] = {
    "keyring": "OS keyring",
    "passphrase": "Passphrase",
    "recovery": "Recovery code",
}


class Keychain:
    """Key slots in `slots.json`; `cost` is what a passphrase guess costs."""

    def __init__(self, keyring: SecretServiceKeyring, files: Files, cost: Argon2Cost = PRODUCTION) -> None:
        self._files = files
        self._keyring = keyring
        self._cost = cost

    def new_key(self) -> bytes:
        """A random 256-bit data key followed by its 16-byte salt."""
        return secrets.token_bytes(sealing.DATA_KEY_BYTES)

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""
        return self._keyring.available

    def fill(
        self, directory: str, vault_id: str, key: bytes, *, passphrase: str, keyring: bool, now: datetime
    ) -> tuple[tuple[SlotInfo, ...], str]:
        """Make the first slots, a recovery code always among them; returns them and the code.

        Raises Usage when fewer than two would result, KeyringUnavailable, WriteFailed.
        """
        if not passphrase and not keyring:
            raise Usage(
                "A vault needs two ways to open it, and a recovery code is one.",
                advice="Name a passphrase or the OS keyring beside it.",
            )
        code, made = "", []
        wanted = {"passphrase": bool(passphrase), "keyring": keyring, "recovery": True}
        for kind in ("passphrase", "recovery", "keyring"):
            if wanted[kind]:
                slot, printed = self._make(vault_id, key, kind, passphrase, now)
                made.append(slot)
                code = code or printed
        self._write(Path(directory), SlotsFile(vault_id, tuple(made)), made)
        return tuple(slot.info for slot in made), code

    def infos(self, directory: str) -> list[SlotInfo]:
        """The slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew, Unreadable."""
        return [slot.info for slot in read_slots(self._files, Path(directory)).slots]

    def open(self, directory: str, kind: SlotKind, secret: str = "") -> OpenedSlot:
        """The data key, from any slot of this kind.

        Raises Locked, KeyringUnavailable, VaultMissing, VaultDamaged, VaultTooNew, Unreadable.
        """
        file = read_slots(self._files, Path(directory))
        candidates = [slot for slot in file.slots if slot.kind == kind]
        if not candidates:
            raise Locked(f"This vault has no slot of the kind “{_LABELS[kind]}”.")
        for slot in candidates:
            with contextlib.suppress(_Wrong):
                return OpenedSlot(file.vault_id, self._open(file.vault_id, slot, secret))
        raise Locked(_WRONG[kind])

    def add(
        self, directory: str, key: bytes, kind: SlotKind, secret: str, now: datetime
    ) -> tuple[SlotInfo, str]:
        """Add a slot and open it again; returns it and, for kind "recovery", the code.

        Raises Usage, RefusedByPolicy for a second keyring slot, KeyringUnavailable, WriteFailed.
        """
        file = read_slots(self._files, Path(directory))
        if kind == "keyring" and any(slot.kind == kind for slot in file.slots):
            raise RefusedByPolicy("This vault has a slot in the OS keyring already.")
        slot, code = self._make(file.vault_id, key, kind, secret, now)
        self._write(Path(directory), msgspec.structs.replace(file, slots=(*file.slots, slot)), [slot])
        return slot.info, code

    def remove(self, directory: str, slot_id: str) -> SlotInfo:
        """Remove a slot. Raises Usage for an unknown one, RefusedByPolicy when fewer than two would stay."""
        file = read_slots(self._files, Path(directory))
        slot = next((slot for slot in file.slots if slot.id == slot_id), None)
        if slot is None:
            raise Usage("This vault has no such slot.", advice="`embargo slots` shows them.")
        if len(file.slots) <= FEWEST_SLOTS:
            raise RefusedByPolicy(
                "Two ways to open the vault must stay.",
                advice="Add another slot first.",
            )
        rest = tuple(other for other in file.slots if other is not slot)
        write_slots(self._files, Path(directory), msgspec.structs.replace(file, slots=rest))
        self._forget([slot], file.vault_id)
        return slot.info

    # --- one slot --------------------------------------------------------------------------------------

    def _make(
        self, vault_id: str, key: bytes, kind: SlotKind, secret: str, now: datetime
    ) -> tuple[Slot, str]:
        place = Place(vault_id, secrets.token_hex(8), kind)
        salt, code = secrets.token_bytes(SALT_BYTES), ""
        if kind == "recovery":
            secret = code = recovery_code.make_code()
        if kind == "keyring":
            secret = secrets.token_hex(sealing.WRAPPING_KEY_BYTES)
            self._keyring.keep(_item(place), secret)
        cost = self._cost if kind == "passphrase" else None
        nonce, sealed = sealing.seal(key, _wrapping_key(place, secret, salt, cost), place)
        slot = Slot(place.slot_id, kind, _LABELS[kind], now, salt, nonce, sealed, cost)
        if self._open(vault_id, slot, secret) != key:
            raise WriteFailed("The new slot does not give back the key.")
        return slot, code

    def _open(self, vault_id: str, slot: Slot, secret: str) -> bytes:
        place = Place(vault_id, slot.id, slot.kind)
        if slot.kind == "keyring":
            kept = self._keyring.recall(_item(place))
            if kept is None:
                raise KeyringUnavailable("The OS keyring does not hold this vault's key any more.")
            secret = kept
        if (slot.kind == "passphrase") != (slot.argon2id is not None):
            raise VaultDamaged("The file with the key slots of this vault is damaged.")
        if slot.argon2id is not None and not acceptable(slot.argon2id):
            raise VaultDamaged("The cost of the passphrase was changed in the file with the key slots.")
        wrapping_key = _wrapping_key(place, secret, slot.salt, slot.argon2id)
        try:
            return sealing.unseal(slot.nonce, slot.sealed, wrapping_key, place)
        except Locked as failure:
            raise _Wrong from failure

    def _write(self, directory: Path, file: SlotsFile, made: list[Slot]) -> None:
        try:
            write_slots(self._files, directory, file)
        except BaseException:
            self._forget(made, file.vault_id)
            raise

    def _forget(self, slots: list[Slot], vault_id: str) -> None:
        for slot in slots:
            if slot.kind == "keyring":
                # What stays behind seals nothing any more.
                with contextlib.suppress(KeyringUnavailable):
                    self._keyring.forget(_item(Place(vault_id, slot.id, slot.kind)))


class _Wrong(Exception):  # noqa: N818 - not an error: the next slot of the kind is tried
    """This secret is not the one of this slot."""


_WRONG: dict[SlotKind, str] = {
    "keyring": "What the OS keyring holds does not open this vault.",
    "passphrase": "The passphrase does not open this vault.",
    "recovery": "The recovery code is well formed, but it is not the one of this vault.",
}


def _item(place: Place) -> str:
    return f"{place.vault_id}/{place.slot_id}"


def _wrapping_key(place: Place, secret: str, salt: bytes, cost: Argon2Cost | None) -> bytes:
    if cost is not None:
        return stretch(secret, salt, cost)
    entropy = recovery_code.read_code(secret) if place.kind == "recovery" else secret.encode()
    return stretch_random(entropy, salt, place)
