"""Confirm and audit: what was found out about the problem."""

from typing import Literal

from desktop.domain.event import Event

RejectReason = Literal[
    "duplicate",
    "out-of-scope",
    "not-a-vulnerability",
    "not-reproducible",
    "spam",
    "other-vendor",
    "obsolete-product",
]


class AffectedListed(Event, frozen=True):
    """A product and what is known of its versions; a later entry for the same product replaces it."""

    kind = "affected.listed"
    vendor: str
    product: str
    affected: tuple[str, ...]
    """Versions or ranges as `vers` constraints, such as ">=1.2.0, <1.4.1"."""
    supported_branches: tuple[str, ...] = ()
    """Branches that need a fix, such as "1.4"; empty when the product has one line."""


class SeveritySet(Event, frozen=True):
    kind = "severity.set"
    level: str
    rationale: str
    cvss: str = ""
    """A CVSS 3.1 vector; older entries may hold one of 4.0 here. Empty when none was scored."""
    cwe: str = ""
    cvss4: str = ""
    """A CVSS 4.0 vector."""
    rules: tuple[str, ...] = ()
    """The policy's rules on severities that apply, in its words; acts may name them by their clauses."""


class SsvcDecided(Event, frozen=True):
    """A decision by one of the SSVC tables; a later one by the same table replaces it."""

    kind = "ssvc.decided"
    table: str
    chosen: tuple[str, ...]
    """One `point=value` for each point of the table."""
    rationale: str
    version: str = ""
    """Of the table; with the outcome, it is filled in from the table when the act is recorded."""
    outcome: str = ""


class ReportConfirmed(Event, frozen=True):
    kind = "report.confirmed"
    rationale: str = ""


class ReportRejected(Event, frozen=True):
    kind = "report.rejected"
    reason: RejectReason
    explanation: str
    of: str = ""
    """Of which case of this vault it is a duplicate; empty for one of something elsewhere."""


class DuplicateDenied(Event, frozen=True):
    """A handler compared this case with another: they are not of the same problem."""

    kind = "duplicate.denied"
    other: str
    reason: str = ""


class AuditRecorded(Event, frozen=True):
    """One search for similar problems, and what it covered."""

    kind = "audit.recorded"
    searched: str
    result: str


class AuditDone(Event, frozen=True):
    kind = "audit.done"
