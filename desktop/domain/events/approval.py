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
    """The key that the approver last signed in with, where they did."""


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
