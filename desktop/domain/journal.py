"""The hash chain: what a journal entry's header says, and how tampering shows.

A header names no case and holds no content: only salted hashes of both, so that the chain can be checked by
somebody who may not read, and still holds when content was purged. All functions are pure.
"""

import base64
import hashlib
from collections.abc import Container, Iterable
from datetime import UTC, datetime

import msgspec

from desktop.domain.undecodable import UNDECODABLE

GENESIS = "0" * 64
SALT_BYTES = 16


class Header(msgspec.Struct, frozen=True, array_like=True):
    """One link; times are UTC, hashes lower-case hex SHA-256, `heads` those of other writers known then."""

    version: int
    writer: str
    sequence: int
    name: str
    occurred_at: datetime
    recorded_at: datetime
    author: str
    case_hash: str
    payload_hash: str
    previous: str
    heads: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """A stored row as a verifier reads it; `payload` is None when it was purged or is not shown."""

    id: str
    header: bytes
    case_id: str | None
    case_salt: bytes | None
    payload: bytes | None
    payload_salt: bytes | None


class Opened(msgspec.Struct, frozen=True):
    """What an entry says, with the salt that proves it against its header."""

    id: str
    payload: bytes
    salt: bytes


class SignedHead(msgspec.Struct, frozen=True):
    """The end of one writer's chain; what is signed is its vault's id, the writer, the sequence, the head."""

    writer: str
    sequence: int
    head: str
    signature: str
    vault_id: str
    public_key: str
    """Whose chain it is, and the key that checks it: another vault's where a case came from there."""


class Proof(msgspec.Struct, frozen=True):
    """What shows that a journal is whole: its heads, and the vault's own public key, base64."""

    vault_id: str
    public_key: str
    heads: tuple[SignedHead, ...]


class Finding(msgspec.Struct, frozen=True):
    """One place where the chain does not hold; never contains content."""

    sequence: int
    what: str


def salted_hash(salt: bytes, content: bytes) -> str:
    """SHA-256 over the salt and the content; the salt's length is fixed, so the two cannot be shifted."""
    return hashlib.sha256(salt + content).hexdigest()


def key_fingerprint(public_key: str) -> str:
    """By which people compare a vault's own key: the SHA-256 of its bytes; empty for what is no base64."""
    try:
        return hashlib.sha256(base64.b64decode(public_key, validate=True)).hexdigest()
    except ValueError:
        return ""


def seal(header: Header) -> bytes:
    """The stored bytes of a header."""
    return msgspec.json.encode(header)


def event_id(header: bytes) -> str:
    """An event's id: the SHA-256 of its stored header bytes."""
    return hashlib.sha256(header).hexdigest()


def utc(instant: datetime) -> datetime:
    """The same instant in UTC.

    Raises ValueError for a time without a zone: it names no instant.
    """
    if instant.tzinfo is None:
        raise ValueError("a time without a zone names no instant")
    return instant.astimezone(UTC)


def verify(
    entries: Iterable[Entry],
    head: tuple[int, str] | None = None,
    absent: Container[str] = (),
    gaps: Container[int] = (),
) -> list[Finding]:
    """Check one writer's chain in order.

    `head` is the sequence and id known from elsewhere, if any; `absent` the ids of events whose content was
    purged, or is not shown to this verifier. Any other missing content is a finding. `gaps` are the sequences
    of entries that a salvaged vault owns to have lost.
    """
    findings: list[Finding] = []
    previous: str | None = GENESIS
    expected, seen_head = 1, head is None
    for entry in entries:
        if expected in gaps:
            previous, expected = None, _behind(gaps, expected)
        findings += _check_link(entry, previous, expected)
        if entry.payload is not None or entry.id not in absent:
            findings += _check_content(entry, expected)
        elif entry.case_salt is not None:
            findings += _check_case(entry, expected)
        if head == (expected, entry.id):
            seen_head = True
        previous, expected = event_id(entry.header), expected + 1
    if not seen_head:
        findings.append(Finding(expected - 1, "the journal does not contain the head known from elsewhere"))
    return findings


def _behind(gaps: Container[int], expected: int) -> int:
    while expected in gaps:
        expected += 1
    return expected


def _check_link(entry: Entry, previous: str | None, expected: int) -> list[Finding]:
    header = _read_header(entry)
    if header is None:
        return [Finding(expected, "the header cannot be read")]
    checks = (
        (event_id(entry.header) == entry.id, "the header is not the one that was recorded"),
        (header.sequence == expected, "an entry is missing, doubled or moved"),
        (previous in (None, header.previous), "the entry does not follow the one before it"),
    )
    return [Finding(expected, what) for holds, what in checks if not holds]


def _check_content(entry: Entry, expected: int) -> list[Finding]:
    header = _read_header(entry)
    if header is None:
        return []
    if entry.payload is None or entry.payload_salt is None or entry.case_salt is None:
        return [Finding(expected, "the content is missing")]
    holds = salted_hash(entry.payload_salt, entry.payload) == header.payload_hash
    changed = [] if holds else [Finding(expected, "the content was changed")]
    return changed + _check_case(entry, expected)


def _check_case(entry: Entry, expected: int) -> list[Finding]:
    """Of what was purged, too, the chain tells whose it was: no other case can be told to have purged it."""
    header = _read_header(entry)
    if header is None:
        return []
    holds = salted_hash(entry.case_salt or b"", (entry.case_id or "").encode()) == header.case_hash
    return [] if holds else [Finding(expected, "the case was changed")]


def _read_header(entry: Entry) -> Header | None:
    try:
        return msgspec.json.decode(entry.header, type=Header)
    except UNDECODABLE:
        return None
