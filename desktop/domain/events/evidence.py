"""What a report is weighed by: tries to reproduce the problem, and its files, added and let out."""

from typing import Literal

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted

Outcome = Literal["reproduced", "not-reproduced", "inconclusive"]


class ReproductionTried(Event, frozen=True):
    """One try to see the problem happen; each stays listed."""

    kind = "reproduction.tried"
    outcome: Outcome
    steps: str
    """What was tried."""
    environment: str
    """System, build, configuration, versions of the tools."""
    product: str = ""
    version: str = ""
    poc: str = ""
    """What holds the proof of concept: the id of a message's event, or the SHA-256 of a file of the case."""


class EvidenceAdded(Event, frozen=True):
    """A file that a handler put into quarantine with the case; nothing ever opens it."""

    kind = "evidence.added"
    name: Untrusted
    shown_name: str
    """The name made safe; no other file that was added to the case has it."""
    size: int
    sha256: str
    media_type: str
    """By the first bytes, never by the name."""
    note: str = ""
    is_advisory: bool = False
    """Whether it is an advisory that the case took its facts from: made to be told, no proof of a hole."""


class AttachmentReleased(Event, frozen=True):
    """A file of the case was let out of quarantine, to be looked at elsewhere; told before it was written."""

    kind = "attachment.released"
    sha256: str
    reason: str
    file_name: str
    """The neutral name that it left under."""
