"""A report as the parser and the verdict left it: inert values, nothing that can act.

The words of `Literal` types are those of `embargo inspect --json`: scripts depend on them.
"""

from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain.inert import Untrusted

Kind = Literal["pgp-mime", "pgp-inline", "plain", "smime", "unknown"]
Encryption = Literal["decrypted", "not-encrypted", "no-key", "refused"]
SignatureVerdict = Literal["good", "not-good", "none"]
SignerState = Literal[
    "good",
    "bad",
    "expired-signature",
    "expired-key",
    "revoked-key",
    "unknown-key",
    "weak-digest",
    "uid-mismatch",
    "never-trusted",
    "outside-the-signed-part",
]
Grade = Literal["signed", "encrypted-only", "claimed", "ambiguous"]
Warning_ = Literal[
    "partly-encrypted",
    "partly-signed",
    "mixed-content",
    "late-signature",
    "ambiguous-sender",
    "hidden-characters",
    "repaired-mime",
    "legacy-display",
    "layers-peeled",
    "html-only",
    "smime",
    "links",
    "attachment-name-changed",
    "date-implausible",
    "zone-assumed",
    "perhaps-cut",
    "sandbox-missing",
]
ArrivalSource = Literal["received-header", "date-header", "export", "import", "typed"]


class Attachment(msgspec.Struct, frozen=True):
    """A file that came with a report; its bytes lie in the vault under `sha256`."""

    name: Untrusted
    shown_name: str
    media_type: str
    """By the first bytes, never by the sender's word."""
    size: int
    sha256: str


class Signer(msgspec.Struct, frozen=True):
    """One signature on a message: whose key, and why it counts or does not."""

    fingerprint: str
    uids: tuple[Untrusted, ...]
    state: SignerState
    reason: str
    signed_at: datetime | None = None


class SignatureCheck(msgspec.Struct, frozen=True):
    """What gpg said of a message's signatures, judged strictly."""

    verdict: SignatureVerdict = "none"
    signers: tuple[Signer, ...] = ()


class Reporter(msgspec.Struct, frozen=True):
    """Who wrote, as far as the message proves it."""

    address: Untrusted
    name: Untrusted
    grade: Grade


class Report(msgspec.Struct, frozen=True):
    """Everything a handler reads of a report."""

    kind: Kind
    encryption: Encryption
    signature: SignatureCheck
    reporter: Reporter
    subject: Untrusted
    text: Untrusted
    subject_protected: bool = False
    date: datetime | None = None
    received: datetime | None = None
    message_id: Untrusted = Untrusted("")
    in_reply_to: tuple[Untrusted, ...] = ()
    automatic: bool = False
    """Whether it says of itself that no person wrote it."""
    bounce: bool = False
    """Whether it says that a message could not be delivered; then `in_reply_to` names that one first."""
    recipients: tuple[Untrusted, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    key_offers: tuple[str, ...] = ()
    """SHA-256 of public keys found in the message (attachment or Autocrypt); their bytes are blobs."""
    offered: tuple[str, ...] = ()
    """Their fingerprints, as far as gpg could read them when the message came."""
    parser_version: int = 1


class OpenedReport(msgspec.Struct, frozen=True):
    """A report with the bytes that belong to it, on its way into the vault."""

    report: Report
    sealed: bytes
    """The file exactly as it came."""
    plaintext: bytes
    """The innermost decrypted MIME entity; empty when nothing was encrypted."""
    contents: dict[str, bytes]
    """SHA-256 to bytes, of attachments and offered keys."""
    known_by: tuple[str, ...] = ()
    """Digests by which an entry of an export is known again when its bytes differ."""
