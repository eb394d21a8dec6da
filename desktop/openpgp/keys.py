"""Public keys: what stands in some bytes, and what may be encrypted to."""

from typing import Literal

from desktop.domain.failures import KeyMissing, Malformed
from desktop.domain.inert import Untrusted
from desktop.openpgp import packets as p
from desktop.openpgp.armour import remove_every_armour
from desktop.openpgp.listing import ListedKey
from desktop.workflows.ports import KeyInfo

_ANOTHER = "Choose or ask for another key."
_SECRET = frozenset({p.SECRET_KEY, p.SECRET_SUBKEY})
_KEY_PACKETS = frozenset({p.SIGNATURE, p.PUBLIC_KEY, p.MARKER, 12, 13, 14, 17, p.PADDING})
"""Besides: trust, user id, public subkey, user attribute (RFC 9580 §10.1.1)."""
LISTING = ("--with-colons", "--with-fingerprint", "--with-keygrip")


def public_packets(keys: bytes) -> bytes:
    """The public keys in these bytes, binary; raises Malformed when anything else stands there."""
    if b"-----BEGIN PGP PRIVATE KEY" in keys:
        raise _secret()
    binary = remove_every_armour(keys, "PUBLIC KEY BLOCK")
    tags = [packet.tag for packet in p.read_packets(binary)]
    if not _SECRET.isdisjoint(tags):
        raise _secret()
    if not tags or not _KEY_PACKETS.issuperset(tags) or p.PUBLIC_KEY not in tags:
        raise Malformed("This is no public OpenPGP key.", advice="Ask for the public key as a file (.asc).")
    return binary


def _secret() -> Malformed:
    return Malformed(
        "This is a secret key, not a public one.",
        advice="Delete it here and tell its owner; ask for the public key instead.",
    )


def key_info(key: ListedKey) -> KeyInfo:
    """A listed key as the ports describe it."""
    return KeyInfo(
        fingerprint=key.fingerprint,
        uids=tuple(map(Untrusted, key.uids)),
        secret=key.secret,
        can_encrypt="E" in key.capabilities,
        can_sign="S" in key.capabilities,
        created=key.created,
        expires=key.expires,
        state=_state(key),
    )


_State = Literal["valid", "expired", "revoked", "disabled", "invalid"]
_STATES: dict[str, _State] = {"e": "expired", "r": "revoked", "d": "disabled", "i": "invalid", "n": "invalid"}


def _state(key: ListedKey) -> _State:
    if "D" in key.capabilities:
        return "disabled"
    return _STATES.get(key.validity, "valid")


def require_usable(key: ListedKey, purpose: str) -> None:
    """Refuse a key that cannot serve; `purpose` is gpg's letter "E" (encrypt) or "S" (sign).

    Raises KeyMissing that says why.
    """
    info = key_info(key)
    if info.state != "valid":
        raise KeyMissing(f"The key {key.fingerprint} is {info.state}.", advice=_ANOTHER)
    if purpose not in key.capabilities:
        wish = "encrypt to" if purpose == "E" else "sign with"
        raise KeyMissing(f"The key {key.fingerprint} has no part to {wish}.", advice=_ANOTHER)
