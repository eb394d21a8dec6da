"""The second pair of eyes on what is published, and who did without."""

from typing import Literal

import msgspec

from desktop.domain.event import Event


class ApprovedDocument(msgspec.Struct, frozen=True):
    """A written form of an advisory; the hash is of its bytes with the instant of the release left blank."""

    format: str
    sha256: str


class FourEyesDecided(Event, frozen=True):
    """Whether an advisory of this vault needs a second person, beside what its policy asks."""

    kind = "four-eyes.decided"
    asked: bool
    reason: str = ""


class PublisherIdentified(Event, frozen=True):
    """The CVE numbering authority that the publisher is: CVE records name who assigned the id."""

    kind = "publisher.identified"
    org_id: str
    """The organisation's UUID in the CVE programme."""
    short_name: str


class AdvisoryApproved(Event, frozen=True):
    """Somebody read exactly these documents and lets them out; what is written otherwise is not approved."""

    kind = "advisory.approved"
    documents: tuple[ApprovedDocument, ...]
    fingerprint: str = ""
    """The key that signed it; without a signature, the one that the approver last signed in with, if any."""
    statement: str = ""
    """The text that was signed: it names the documents by their digests."""
    signature: str = ""
    """An armoured OpenPGP signature over the statement; empty for who has no key enrolled."""
    key_sha256: str = ""
    """The public key that checks it, kept in the vault."""
    approver: str = ""
    """Who approved, where somebody else brought their answer."""


class ApprovalRequested(Event, frozen=True):
    """A request to approve exactly these documents left, encrypted to these keys."""

    kind = "approval.requested"
    documents: tuple[ApprovedDocument, ...]
    nonce: str
    """By which its answer is known again; it counts once."""
    to: tuple[str, ...]
    """The fingerprints of those who can open it."""
    sha256: str
    """Of the file."""


class SelfReleased(Event, frozen=True):
    """There is nobody else to approve: the author lets exactly these documents out alone."""

    kind = "advisory.self-released"
    documents: tuple[ApprovedDocument, ...]
    reason: str


class ReleaseRefused(Event, frozen=True):
    """The gate held an advisory back because no second person had approved exactly these documents."""

    kind = "advisory.release-refused"
    why: Literal["nobody-approved", "own-approval"]
    documents: tuple[ApprovedDocument, ...]
