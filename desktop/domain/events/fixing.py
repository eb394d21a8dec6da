"""The fix, branch by branch: who makes it, what proves it, when it came out, and what took it back."""

from datetime import date
from typing import Literal

from desktop.domain.event import Event
from desktop.domain.matrix.cells import Justification

TestOutcome = Literal["passed", "failed"]
ReviewVerdict = Literal["approved", "changes-needed"]
ExemptReason = Literal[Justification, "branch-not-affected"]
"""Why a branch needs no fix: a justification of VEX (CSAF 2.0 §3.2.3.5), or the house's own word."""


class FixOwned(Event, frozen=True):
    """Who makes the fix for a branch; a later word replaces it."""

    kind = "fix.owned"
    product: str
    owner: str
    branch: str = ""


class FixPrepared(Event, frozen=True):
    """A fix for one supported branch of one product; a later entry for the same branch replaces it."""

    kind = "fix.prepared"
    product: str
    fixed_in: str
    branch: str = ""
    reference: str = ""
    commit: str = ""
    """The id of the commit, or how it is called elsewhere."""
    patch_sha256: str = ""
    """A file of the case that holds the patch."""
    covers: tuple[str, ...] = ()
    """Similar problems of the case, by name, that it mends beside the reported one."""


class FixTested(Event, frozen=True):
    """A test of the fix that stands for a branch."""

    kind = "fix.tested"
    product: str
    ran: str
    outcome: TestOutcome
    branch: str = ""
    on: str = ""
    """The environment that it ran in."""
    evidence_sha256: str = ""
    """A file of the case that holds what it said."""


class FixReviewed(Event, frozen=True):
    """A second person's word on the fix that stands for a branch."""

    kind = "fix.reviewed"
    product: str
    reviewer: str
    verdict: ReviewVerdict
    branch: str = ""
    note: str = ""


class FixReady(Event, frozen=True):
    kind = "fix.ready"


class BranchReleased(Event, frozen=True):
    """The fix of a branch came out; a later entry for the same branch corrects it."""

    kind = "branch.released"
    product: str
    version: str
    released_on: date
    """A day of the policy's calendar."""
    branch: str = ""
    out_of_band: bool = False
    """Whether it came out for this alone, outside the schedule."""


class FixReleased(Event, frozen=True):
    kind = "fix.released"


class FixReverted(Event, frozen=True):
    """The fix of a branch was taken back: the branch waits for another one."""

    kind = "fix.reverted"
    product: str
    reason: str
    branch: str = ""


class FixExempted(Event, frozen=True):
    """A branch needs no fix; a fix that is prepared for it later takes this back."""

    kind = "fix.exempted"
    product: str
    why: ExemptReason
    ground: str
    branch: str = ""


class RemediationComplete(Event, frozen=True):
    kind = "remediation.complete"
