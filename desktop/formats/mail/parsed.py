"""What the mail parser hands out: one layer of a message, inert."""

from datetime import datetime

import msgspec

from desktop.domain.inert import Untrusted
from desktop.domain.report import Kind, Warning_


class FoundPart(msgspec.Struct, frozen=True):
    """An attachment with its bytes, as the parser hands it out."""

    name: Untrusted
    shown_name: str
    media_type: str
    content: bytes


class SignedPart(msgspec.Struct, frozen=True):
    """Bytes that a detached signature claims to cover (RFC 3156 §5), canonicalised."""

    content: bytes
    signature: bytes


class Parsed(msgspec.Struct, frozen=True):
    """What one layer of a message holds: text, files, and what is still encrypted or signed.

    `text` and `parts` never hold anything of `encrypted`, `clearsigned` or `signed`: each of those is opened
    and parsed by itself, so that nothing readable is ever joined with what was sealed (CVE-2017-17688).
    """

    kind: Kind
    from_addresses: tuple[tuple[Untrusted, Untrusted], ...] = ()
    """Name and address of every author found; more than one, or a contradictory header, is ambiguous."""
    ambiguous_sender: bool = False
    recipients: tuple[Untrusted, ...] = ()
    subject: Untrusted = Untrusted("")
    subject_protected: bool = False
    date: datetime | None = None
    received: datetime | None = None
    """From the topmost Received line: the handler's own server."""
    message_id: Untrusted = Untrusted("")
    in_reply_to: tuple[Untrusted, ...] = ()
    automatic: bool = False
    """Whether its headers say that no person wrote it (RFC 3834)."""
    bounce: bool = False
    """Whether it reports a failed delivery (RFC 3464); `in_reply_to` then names the lost message first."""
    text: Untrusted = Untrusted("")
    parts: tuple[FoundPart, ...] = ()
    encrypted: tuple[bytes, ...] = ()
    """OpenPGP messages (armoured or binary) that stand in this layer."""
    clearsigned: tuple[bytes, ...] = ()
    """Whole cleartext-signed blocks of inline PGP."""
    signed: tuple[SignedPart, ...] = ()
    keys: tuple[bytes, ...] = ()
    """Public keys offered: attachments of type application/pgp-keys, Autocrypt headers."""
    outside_text: bool = False
    """Whether anything readable or attached stands beside what is encrypted or signed."""
    unsupported: str = ""
    """The name of a sealing that is recognised and not opened, such as "S/MIME"."""
    warnings: tuple[Warning_, ...] = ()
