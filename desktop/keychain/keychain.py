"""The key slots of a vault: made, opened, added, replaced, removed."""

import contextlib
import hmac
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from desktop.domain.failures import (
    Cancelled,
    Failure,
    Locked,
    RefusedByPolicy,
    Usage,
    VaultDamaged,
    VaultTooNew,
    WriteFailed,
)
from desktop.keychain import sealing
from desktop.keychain.locksmith import LABELS, Locksmith, Wrong
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.resealing import one_recovery, reseal
from desktop.keychain.slots_file import Argon2Cost, Slot, SlotsFile, read_slots, write_slots
from desktop.workflows.custody_ports import OpenedSlot, ResealedSlots, SecretSealer
from desktop.workflows.keeping_ports import Given
from desktop.workflows.ports import Files
from desktop.workflows.slot_ports import SlotInfo, SlotKind

FEWEST_SLOTS = 2
"""One lost secret must never lose the vault."""


class Keychain:
    """Key slots in `slots.json`; `cost` is that of a passphrase guess, measured where it is not given."""

    def __init__(
        self,
        keyring: SecretServiceKeyring,
        files: Files,
        cost: Argon2Cost | None = None,
        openpgp: SecretSealer | None = None,
    ) -> None:
        self._files = files
        self._locksmith = Locksmith(keyring, openpgp, cost)

    def new_key(self) -> bytes:
        """A random 256-bit data key followed by its 16-byte salt."""
        return secrets.token_bytes(sealing.DATA_KEY_BYTES)

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""
        return self._locksmith.keyring_available

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
        wanted = {"passphrase": bool(passphrase), "recovery": True, "keyring": keyring}
        for kind in ("passphrase", "recovery", "keyring"):
            if wanted[kind]:
                given = Given(passphrase if kind == "passphrase" else "")
                slot, printed = self._locksmith.make(vault_id, key, kind, given, now)
                made.append(slot)
                code = code or printed
        self._write(directory, SlotsFile(vault_id, tuple(made)), made)
        return tuple(slot.info for slot in made), code

    def infos(self, directory: str) -> list[SlotInfo]:
        """The slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew, Unreadable."""
        return [slot.info for slot in self._read(directory).slots]

    def open(self, directory: str, kind: SlotKind, secret: str = "", *, key_file: bytes = b"") -> OpenedSlot:
        """The data key, from any slot of this kind; those that gpg is needed for are tried last.

        Raises Locked, KeyringUnavailable, VaultMissing, VaultDamaged, VaultTooNew, Unreadable, and what gpg
        raises when no slot opened. Where one said that the secret is wrong, that is raised, whatever another
        lacked: a guess counts as one, also by somebody who has no card or dismisses its question.
        """
        file, given = self._read(directory), Given(secret, key_file)
        refusal: Locked | None = None
        unanswered: Failure | Cancelled | None = None
        for which, slot in _candidates(file, kind, given):
            try:
                key = self._locksmith.open(file.vault_id, slot, given)
                before = self._key_before(file, kind, given) if which == "new" else b""
                return OpenedSlot(file.vault_id, key, which, before)
            except Wrong:
                refusal = _refusal([*file.slots, *file.coming], kind, given)
            except (Locked, Usage, VaultDamaged, VaultTooNew):
                raise
            except Cancelled as wish:
                unanswered = wish
                break
            except Failure as failure:
                unanswered = failure
        raise refusal or unanswered or _refusal([*file.slots, *file.coming], kind, given)

    def _key_before(self, file: SlotsFile, kind: SlotKind, given: Given) -> bytes:
        for which, slot in _candidates(file, kind, given):
            if which == "old":
                with contextlib.suppress(Wrong, Failure, Cancelled):
                    return self._locksmith.open(file.vault_id, slot, given)
        return b""

    def give_up(self) -> None:
        """Let an opening that waits for an OpenPGP key raise Cancelled."""
        self._locksmith.give_up()

    def add(
        self, directory: str, key: bytes, kind: SlotKind, given: Given, now: datetime
    ) -> tuple[SlotInfo, str]:
        """Add a slot and open it again; returns it and, for kind "recovery", the code.

        Raises Usage, RefusedByPolicy for a second keyring slot, KeyringUnavailable, KeyMissing, WriteFailed.
        """
        file = self._settled(directory)
        if kind == "keyring" and any(slot.kind == kind for slot in file.slots):
            raise RefusedByPolicy("This vault has a slot in the OS keyring already.")
        slot, code = self._locksmith.make(file.vault_id, key, kind, given, now)
        self._write(directory, msgspec.structs.replace(file, slots=(*file.slots, slot)), [slot])
        return slot.info, code

    def remove(self, directory: str, slot_id: str) -> SlotInfo:
        """Remove a slot. Raises Usage for an unknown one, RefusedByPolicy when fewer than two would stay."""
        file = self._settled(directory)
        slot = _named(file, slot_id)
        rest = tuple(other for other in file.slots if other is not slot)
        require_ways(rest)
        self._write(directory, msgspec.structs.replace(file, slots=rest), [])
        self._locksmith.forget(file.vault_id, [slot])
        return slot.info

    def rotate(
        self, directory: str, key: bytes, slot_id: str, given: Given, now: datetime
    ) -> tuple[SlotInfo, SlotInfo, str]:
        """Put another slot of its kind in the place of one, whose factors it has; returns old, new and code.

        Raises as `add`.
        """
        file = self._settled(directory)
        old = _named(file, slot_id)
        if old.key_file and not given.key_file:
            raise Usage(
                "This slot needs its key file too.", advice="Name the same, or a new one: `--key-file FILE`."
            )
        named = given.openpgp or old.info.fingerprint
        given = msgspec.structs.replace(given, openpgp=named)
        made, code = self._locksmith.make(file.vault_id, key, old.kind, given, now)
        slots = tuple(made if slot is old else slot for slot in file.slots)
        self._write(directory, msgspec.structs.replace(file, slots=slots), [made])
        self._locksmith.forget(file.vault_id, [old])
        return old.info, made.info, code

    def prove(self, directory: str, key: bytes, slot_id: str, given: Given) -> SlotInfo:
        """Open one slot, without an id any recovery slot, and compare. Raises Usage and as `open`."""
        file = self._read(directory)
        named = [_named(file, slot_id)] if slot_id else [s for s in file.slots if s.kind == "recovery"]
        if not named:
            raise Usage("This vault has no recovery code.", advice="`embargo slots add recovery` makes one.")
        for slot in named:
            try:
                opened = self._locksmith.open(file.vault_id, slot, given)
            except Wrong:
                continue
            if hmac.compare_digest(opened, key):
                return slot.info
        raise _refusal(named, named[0].kind, given, option="--key-file")

    def note_drill(self, directory: str, slot_id: str, now: datetime) -> None:
        """Show from now on when the slot was proved. Raises WriteFailed."""
        file = self._settled(directory)
        slots = tuple(
            msgspec.structs.replace(slot, drilled_at=now) if slot.id == slot_id else slot
            for slot in file.slots
        )
        self._write(directory, msgspec.structs.replace(file, slots=slots), [])

    # --- another data key ------------------------------------------------------------------------------

    def reseal(
        self, directory: str, fresh: bytes, given: Sequence[Given], drop: Sequence[str], now: datetime
    ) -> ResealedSlots:
        """Seal another data key for the slots that stay; nothing is written to the vault yet.

        Raises Usage that names the slots that could not stay, RefusedByPolicy, KeyringUnavailable.
        """
        file = self._settled(directory)
        for slot_id in drop:
            _named(file, slot_id)
        stay = one_recovery([slot for slot in file.slots if slot.id not in drop])
        require_ways(stay)
        slots, outcome = reseal(self._locksmith, file.vault_id, fresh, stay, given, now)
        gone = tuple(slot.info for slot in file.slots if slot.id not in {kept.id for kept in slots})
        outcome = msgspec.structs.replace(outcome, gone=gone)
        return ResealedSlots(outcome, msgspec.json.encode(slots))

    def offer(self, directory: str, resealed: ResealedSlots) -> None:
        """Keep both sets, durably: from here on either key may be the database's. Raises WriteFailed."""
        file = self._read(directory)
        self._write(directory, msgspec.structs.replace(file, coming=_slots(resealed)), [])

    def rekeying(self, directory: str) -> bool:
        """Whether two sets are kept."""
        return bool(self._read(directory).coming)

    def settle(self, directory: str, keep: Literal["old", "new"]) -> None:
        """Keep one set alone, if there are two."""
        file = self._read(directory)
        if not file.coming:
            return
        stay, go = (file.coming, file.slots) if keep == "new" else (file.slots, file.coming)
        self._write(directory, msgspec.structs.replace(file, slots=stay, coming=()), [])
        self._locksmith.forget(file.vault_id, go)

    def withdraw(self, directory: str, resealed: ResealedSlots) -> None:
        """Take back what was made and not offered."""
        file = self._read(directory)
        self._locksmith.forget(file.vault_id, _slots(resealed))

    # --- the file --------------------------------------------------------------------------------------

    def _read(self, directory: str) -> SlotsFile:
        return read_slots(self._files, Path(directory))

    def _settled(self, directory: str) -> SlotsFile:
        file = self._read(directory)
        if file.coming:
            raise WriteFailed(
                "Replacing the key of this vault was cut short.",
                advice="Lock it and open it again: that ends it.",
            )
        return file

    def _write(self, directory: str, file: SlotsFile, made: Sequence[Slot]) -> None:
        try:
            write_slots(self._files, Path(directory), file)
        except BaseException:
            self._locksmith.forget(file.vault_id, made)
            raise


def require_ways(slots: Sequence[Slot]) -> None:
    """Two ways in stay, and never only what no person holds. Raises RefusedByPolicy."""
    if len(slots) < FEWEST_SLOTS or all(slot.kind == "keyring" for slot in slots):
        raise RefusedByPolicy("Two ways to open the vault must stay.", advice="Add another slot first.")


def _named(file: SlotsFile, slot_id: str) -> Slot:
    for slot in file.slots:
        if slot.id == slot_id:
            return slot
    raise Usage("This vault has no such slot.", advice="`embargo slots` shows them.")


def _candidates(
    file: SlotsFile, kind: SlotKind, given: Given
) -> Iterator[tuple[Literal["", "old", "new"], Slot]]:
    """Slots that could open by what was given, and of which set: while the key is replaced there are two."""
    sets: dict[Literal["", "old", "new"], Sequence[Slot]] = {"": file.slots}
    if file.coming:
        sets = {"new": file.coming, "old": file.slots}
    for which, slots in sets.items():
        fitting = [slot for slot in slots if slot.kind == kind and slot.key_file == bool(given.key_file)]
        for slot in sorted(fitting, key=lambda slot: slot.openpgp is not None):
            yield which, slot


def _refusal(
    slots: Sequence[Slot], kind: SlotKind, given: Given, *, option: str = "--unlock-key-file"
) -> Locked:
    """Why none of these opened; which factor was wrong is not told, because it is not known."""
    of_kind = [slot for slot in slots if slot.kind == kind]
    if not of_kind:
        return Locked(f"This vault has no slot of the kind “{LABELS[kind]}”.")
    if all(slot.key_file for slot in of_kind) and not given.key_file:
        words = "This vault opens with a passphrase only together with its key file."
        return Locked(words, advice=f"Name it too: `{option} FILE`.")
    if given.key_file and not any(slot.key_file for slot in of_kind):
        return Locked("No slot of this vault asks for a key file.", advice="Try again without it.")
    if given.key_file or all(slot.factors[1:] for slot in of_kind):
        return Locked("These do not open this vault: one of them is wrong, or both are.")
    other = f"Try again; a passphrase that goes with a key file needs that too: `{option} FILE`."
    return Locked(_WRONG[kind], advice=other if any(slot.key_file for slot in of_kind) else "")


def _slots(resealed: ResealedSlots) -> tuple[Slot, ...]:
    return msgspec.json.decode(resealed.sealed, type=tuple[Slot, ...])


_WRONG: dict[SlotKind, str] = {
    "keyring": "What the OS keyring holds does not open this vault.",
    "passphrase": "The passphrase does not open this vault.",
    "recovery": "The recovery code is well formed, but it is not the one of this vault.",
    "openpgp": "What the OpenPGP key gives does not open this vault.",
}
