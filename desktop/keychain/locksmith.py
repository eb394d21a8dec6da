"""One slot: made, sealed again for another data key, opened.

What a person gives is turned into one wrapping key. Of a slot with several factors each gives 32 bytes, and
HKDF joins them: whichever is wrong, the same refusal follows.
"""

import contextlib
import hashlib
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain.failures import KeyringUnavailable, Locked, Usage, VaultDamaged, WriteFailed
from desktop.keychain import recovery_code, sealing
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.passphrase import acceptable, calibrated, stretch
from desktop.keychain.sealing import (
    NONCE_BYTES,
    SALT_BYTES,
    SEALED_BYTES,
    WRAPPING_KEY_BYTES,
    Place,
    stretch_random,
)
from desktop.keychain.slots_file import Argon2Cost, OpenPgpPart, Slot
from desktop.workflows.custody_ports import SecretSealer
from desktop.workflows.keeping_ports import Given
from desktop.workflows.slot_ports import SlotKind

SHORTEST_KEY_FILE = 32
"""Bytes; what is shorter could be guessed."""
LABELS: dict[SlotKind, str] = {
    "keyring": "OS keyring",
    "passphrase": "Passphrase",
    "recovery": "Recovery code",
    "openpgp": "OpenPGP key",
}
_DAMAGED = "The file with the key slots of this vault is damaged."


class Wrong(Exception):  # noqa: N818 - not an error: the next slot of the kind is tried
    """These secrets are not those of this slot."""


class Locksmith:
    """Makes and opens slots; without a cost, that of a passphrase guess is measured when a slot is made."""

    def __init__(
        self, keyring: SecretServiceKeyring, openpgp: SecretSealer | None, cost: Argon2Cost | None
    ) -> None:
        self._keyring = keyring
        self._openpgp = openpgp
        self._cost = cost

    @property
    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""
        return self._keyring.available

    def make(
        self, vault_id: str, key: bytes, kind: SlotKind, given: Given, now: datetime
    ) -> tuple[Slot, str]:
        """A new slot, read back, and its code if it is a recovery slot.

        Raises Usage, KeyringUnavailable, KeyMissing, GpgRefused, Locked, WriteFailed.
        """
        _require_fitting(kind, given)
        code = recovery_code.make_code() if kind == "recovery" else ""
        secrets_given = Given(code) if code else given
        part = OpenPgpPart(given.openpgp, b"") if given.openpgp else None
        slot = Slot(
            secrets.token_hex(8), kind, "", now, b"", b"", b"", key_file=bool(given.key_file), openpgp=part
        )
        slot = msgspec.structs.replace(slot, label=_label(slot))
        made = self.seal(vault_id, key, slot, secrets_given)
        with contextlib.ExitStack() as on_failure:
            on_failure.callback(self.forget, vault_id, [made])
            if self.open(vault_id, made, secrets_given) != key:
                raise WriteFailed("The new slot does not give back the key.")
            on_failure.pop_all()
        return made, code

    def seal(self, vault_id: str, key: bytes, slot: Slot, given: Given) -> Slot:
        """The slot with this data key in it; asks nobody, whatever its factors."""
        place, salt, held = _place(vault_id, slot), secrets.token_bytes(SALT_BYTES), b""
        part, cost = slot.openpgp, None
        if slot.kind == "passphrase":
            cost = self._cost or calibrated()
        if slot.kind == "keyring":
            given = Given(secrets.token_hex(WRAPPING_KEY_BYTES))
            self._keyring.keep(_item(place), given.secret)
        if part is not None:
            held = secrets.token_bytes(WRAPPING_KEY_BYTES)
            part = OpenPgpPart(part.fingerprint, self._sealer.seal(held, part.fingerprint))
        wrapping_key = _wrapping_key(place, given, held, salt, cost)
        nonce, sealed = sealing.seal(key, wrapping_key, place)
        return msgspec.structs.replace(
            slot, salt=salt, nonce=nonce, sealed=sealed, argon2id=cost, openpgp=part, drilled_at=None
        )

    def open(self, vault_id: str, slot: Slot, given: Given) -> bytes:
        """The data key. Raises Wrong, VaultDamaged, KeyringUnavailable, and what unsealing at gpg raises."""
        _require_whole(slot)
        place, held = _place(vault_id, slot), b""
        if slot.kind == "keyring":
            kept = self._keyring.recall(_item(place))
            if kept is None:
                raise KeyringUnavailable("The OS keyring does not hold this vault's key any more.")
            given = Given(kept)
        if slot.openpgp is not None:
            held = self._sealer.unseal(slot.openpgp.sealed)
        wrapping_key = _wrapping_key(place, given, held, slot.salt, slot.argon2id)
        try:
            return sealing.unseal(slot.nonce, slot.sealed, wrapping_key, place)
        except Locked as failure:
            raise Wrong from failure

    def give_up(self) -> None:
        """Let an opening that waits for an OpenPGP key raise Cancelled."""
        if self._openpgp is not None:
            self._openpgp.give_up()

    def forget(self, vault_id: str, slots: Sequence[Slot]) -> None:
        """Take what is in the keyring out of it; what stays behind seals nothing any more."""
        for slot in slots:
            if slot.kind == "keyring":
                with contextlib.suppress(KeyringUnavailable):
                    self._keyring.forget(_item(_place(vault_id, slot)))

    @property
    def _sealer(self) -> SecretSealer:
        if self._openpgp is None:
            raise Usage("Slots with an OpenPGP key cannot be used here.")
        return self._openpgp


def _require_fitting(kind: SlotKind, given: Given) -> None:
    if given.key_file and kind != "passphrase":
        raise Usage("A key file is a second factor beside a passphrase.")
    if given.key_file and len(given.key_file) < SHORTEST_KEY_FILE:
        raise Usage(
            f"The key file has fewer than {SHORTEST_KEY_FILE} bytes.", advice="Choose one of random bytes."
        )
    if given.openpgp and kind not in ("passphrase", "openpgp"):
        raise Usage("An OpenPGP key opens a vault alone, or beside a passphrase.")
    if kind == "openpgp" and not given.openpgp:
        raise Usage("The OpenPGP key was not named.", advice="`embargo key list` shows what gpg has.")


def _require_whole(slot: Slot) -> None:
    """Refuse what we never write; a stranger who changed it must not take the machine with it."""
    if (len(slot.salt), len(slot.nonce), len(slot.sealed)) != (SALT_BYTES, NONCE_BYTES, SEALED_BYTES):
        raise VaultDamaged(_DAMAGED)
    if (slot.kind == "passphrase") != (slot.argon2id is not None):
        raise VaultDamaged(_DAMAGED)
    if slot.argon2id is not None and not acceptable(slot.argon2id):
        raise VaultDamaged("The cost of the passphrase was changed in the file with the key slots.")
    alone = slot.openpgp is None and not slot.key_file
    if (slot.kind in ("keyring", "recovery") and not alone) or (
        slot.kind == "openpgp" and (slot.openpgp is None or slot.key_file)
    ):
        raise VaultDamaged(_DAMAGED)


def _place(vault_id: str, slot: Slot) -> Place:
    return Place(vault_id, slot.id, slot.kind, slot.factors[1:])


def _item(place: Place) -> str:
    return f"{place.vault_id}/{place.slot_id}"


def _label(slot: Slot) -> str:
    beside = {"key-file": "key file", "openpgp": "OpenPGP key"}
    return " and ".join([LABELS[slot.kind], *(beside[factor] for factor in slot.factors[1:])])


def _wrapping_key(place: Place, given: Given, held: bytes, salt: bytes, cost: Argon2Cost | None) -> bytes:
    """The key that a data key is sealed under; a passphrase alone needs no joining."""
    parts = list(_parts(place, given, held, salt, cost))
    if place.kind == "passphrase" and not place.beside:
        return parts[0]
    return stretch_random(b"".join(parts), salt, place)


def _parts(place: Place, given: Given, held: bytes, salt: bytes, cost: Argon2Cost | None) -> Iterator[bytes]:
    """What each factor gives, in the order in which a place names them; of several each 32 bytes."""
    if cost is not None:
        yield stretch(given.secret, salt, cost)
    elif place.kind == "recovery":
        yield recovery_code.read_code(given.secret)
    elif place.kind == "keyring":
        yield given.secret.encode()
    if "key-file" in place.beside:
        yield hashlib.sha256(given.key_file).digest()
    if held:
        yield held
