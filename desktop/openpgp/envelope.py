"""What an OpenPGP message is on the outside: one message, encrypted to keys, protected against tampering.

Decided from packet headers before gpg sees the message, so that gpg never has to ask for a passphrase of a
message, nor to choose among several.
"""

import zlib
from collections.abc import Sequence

import msgspec

from desktop.domain.failures import (
    Malformed,
    NotIntegrityProtected,
    SeveralMessages,
    SymmetricOnly,
    Unsupported,
)
from desktop.openpgp import packets as p
from desktop.openpgp.armour import remove_armour
from desktop.openpgp.packets import Packet

_SESSION_KEYS = frozenset({p.PKESK, p.SKESK})
_ENCRYPTED = frozenset({p.SED, p.SEIPD, p.AEAD})
_PLAIN = frozenset({p.SIGNATURE, p.ONE_PASS, p.COMPRESSED, p.LITERAL})
_SIGNED = frozenset({p.SIGNATURE, p.ONE_PASS})
_CHECK_BY_HAND = (
    "Its text was open on its way. Read it with `gpg --decrypt`, which checks the signature, and enter the "
    "case by hand; or ask for it encrypted to your key."
)
_IGNORED = frozenset({p.MARKER, p.PADDING})
_MOST_RECIPIENTS = 256


class Envelope(msgspec.Struct, frozen=True):
    """A message that may be handed to gpg: its key packets and its one protected data packet, binary."""

    content: bytes
    recipients: tuple[str, ...]
    """Key ids as the sender wrote them; zeros where the recipient is hidden."""


def read_envelope(message: bytes, *, aead: bool = False) -> Envelope:
    """Look at a message from outside; `aead` says that this gpg knows packet 20 (GnuPG 2.3 and later).

    Passphrase packets of a message that is also encrypted to keys are left out.
    Raises Malformed, SeveralMessages, SymmetricOnly, NotIntegrityProtected, Unsupported.
    """
    binary = remove_armour(message, "MESSAGE")
    outline = [packet for packet in p.read_packets(binary) if packet.tag not in _IGNORED]
    keys, data = _split(outline)
    _require_protection(data)
    if data.tag == p.AEAD and not aead:
        raise Unsupported(
            "The message uses OCB encryption, which this GnuPG does not know.",
            advice="Use GnuPG 2.4, or ask the reporter to send it with --rfc4880.",
        )
    public = [packet for packet in keys if packet.tag == p.PKESK]
    if not public:
        raise SymmetricOnly("The message is encrypted with a passphrase, not to a key.")
    kept = b"".join(binary[packet.start : packet.end] for packet in (*public, data))
    return Envelope(kept, tuple(_recipient(packet) for packet in public))


def _split(outline: Sequence[Packet]) -> tuple[Sequence[Packet], Packet]:
    """Session keys, then exactly one encrypted data packet (RFC 9580 §10.3)."""
    encrypted = [i for i, packet in enumerate(outline) if packet.tag in _ENCRYPTED]
    if not encrypted:
        raise _not_encrypted(outline)
    keys, data = outline[: encrypted[0]], outline[encrypted[0]]
    if len(outline) > len(keys) + 1 or any(packet.tag in _PLAIN for packet in keys):
        raise SeveralMessages("Several OpenPGP messages stand where one is allowed.")
    if any(packet.tag not in _SESSION_KEYS for packet in keys):
        raise p.damaged()
    if len(keys) > _MOST_RECIPIENTS:
        raise Malformed(f"The message names more than {_MOST_RECIPIENTS} recipients.")
    return keys, data


def _not_encrypted(outline: Sequence[Packet]) -> Malformed:
    if outline and outline[0].tag in _PLAIN:
        signed = _innermost(outline[0]) in _SIGNED
        return Malformed(
            f"This OpenPGP message is {'signed, but ' if signed else ''}not encrypted.",
            advice=_CHECK_BY_HAND if signed else "Treat its text as public; nothing proves it.",
        )
    return p.damaged()


def _innermost(packet: Packet) -> int:
    """The type of a packet, or of the first one that a compressed packet holds (RFC 9580 §5.6)."""
    windows = {b"\x01": -zlib.MAX_WBITS, b"\x02": zlib.MAX_WBITS}
    window = windows.get(packet.head[:1])
    if packet.tag != p.COMPRESSED or window is None:
        return packet.tag
    try:
        first = zlib.decompressobj(window).decompress(packet.head[1:], 1)
    except zlib.error:
        return packet.tag
    octet = first[0] if first else 0
    return octet & 0x3F if octet & 0x40 else octet >> 2 & 0x0F


def _require_protection(data: Packet) -> None:
    if data.tag == p.SED:
        raise NotIntegrityProtected("The encryption carries no protection against tampering.")
    if data.tag == p.SEIPD and data.head[:1] != b"\x01":
        raise Unsupported(
            "The message uses a newer encryption (RFC 9580) that GnuPG does not know.",
            advice="Ask the reporter to encrypt to your key with GnuPG, or in the older format.",
        )


def _recipient(packet: Packet) -> str:
    """The key id of a version 3 session key packet (RFC 9580 §5.1.1)."""
    if packet.head[:1] != b"\x03" or len(packet.head) < 10:  # noqa: PLR2004 - version, key id, algorithm
        raise Unsupported(
            "The message names its recipients in a way that GnuPG does not know.",
            advice="Ask the reporter to encrypt to your key with GnuPG, or in the older format.",
        )
    return packet.head[1:9].hex().upper()
