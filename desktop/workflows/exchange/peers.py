"""The keys of other handlers that bundles went to or came from: each was confirmed when it was first used."""

from collections.abc import Sequence

import msgspec

from desktop.domain.events import BundleReceived, BundleSent
from desktop.domain.failures import KeyMissing
from desktop.domain.parties.fingerprints import as_written
from desktop.workflows.correspondence.take_key import look_at_keys, why_useless
from desktop.workflows.ports import Desk, KeyInfo


class Peer(msgspec.Struct, frozen=True):
    """Another handler by their key."""

    key: KeyInfo
    content: bytes


def known_peers(desk: Desk) -> dict[str, str]:
    """The SHA-256 of each key in the vault that a bundle went to or came from, by its fingerprint."""
    found: dict[str, str] = {}
    for recorded in desk.vault.vault_history():
        if isinstance(recorded.event, BundleSent):
            found[recorded.event.to] = recorded.event.key_sha256
        elif isinstance(recorded.event, BundleReceived):
            found[recorded.event.sender] = recorded.event.key_sha256
    return found


def peer_by_key(desk: Desk, keys: bytes) -> Peer:
    """The handler whose public key this is. Raises KeyMissing for none, several or one of no use."""
    infos = look_at_keys(desk, keys)
    if reason := why_useless(infos):
        raise KeyMissing(reason, advice="Ask for one public key as a file (.asc).")
    return Peer(infos[0], keys)


def peer_by_fingerprint(desk: Desk, fingerprint: str) -> Peer:
    """The same for a key that this vault or the GnuPG home has. Raises KeyMissing."""
    wanted = as_written(fingerprint)
    known = known_peers(desk).get(wanted)
    if known:
        return peer_by_key(desk, desk.vault.blob(known))
    try:
        content = desk.tools.openpgp.public_key(wanted)
    except KeyMissing as error:
        raise KeyMissing(
            "Neither this vault nor the GnuPG home has their key.",
            advice="Name their public key: --key FILE.",
        ) from error
    return peer_by_key(desk, content)


def keys_at_hand(desk: Desk) -> Sequence[bytes]:
    """The public keys of all known handlers, to check signatures with."""
    return [desk.vault.blob(sha256) for sha256 in dict.fromkeys(known_peers(desk).values())]
