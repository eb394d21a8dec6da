"""What can happen to a case or to the vault: one immutable value per kind of entry in the journal.

Names are dotted and past; they are stored, so they never change meaning.
"""

from datetime import datetime
from typing import Literal

from desktop.domain.advisory import AdvisoryText
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.report import ArrivalSource, Grade, Kind

Channel = Literal["mail", "phone", "web-form", "colleague", "chat", "other"]
CreditChoice = Literal["named", "alias", "anonymous"]
RejectReason = Literal[
    "duplicate",
    "out-of-scope",
    "not-a-vulnerability",
    "not-reproducible",
    "spam",
    "other-vendor",
    "obsolete-product",
]


# --- intake --------------------------------------------------------------------------------------------


class ReportReceived(Event, frozen=True):
    """A report arrived; occurred-at is the proposed instant of arrival."""

    kind = "report.received"
    policy_id: str
    policy_sha256: str
    channel: Channel
    report_kind: Kind
    title: Untrusted
    reporter_address: Untrusted
    reporter_name: Untrusted
    grade: Grade
    arrival_source: ArrivalSource
    arrival_zone: str = "+00:00"
    message_id: Untrusted = Untrusted("")
    sealed_sha256: str = ""
    plaintext_sha256: str = ""
    report_sha256: str = ""
    attachments: tuple[str, ...] = ()


class FollowUpReceived(Event, frozen=True):
    """Another message of the same case; the first arrival stays (MUS-1e)."""

    kind = "report.followed-up"
    reporter_address: Untrusted
    grade: Grade
    title: Untrusted
    message_id: Untrusted = Untrusted("")
    sealed_sha256: str = ""
    plaintext_sha256: str = ""
    report_sha256: str = ""
    attachments: tuple[str, ...] = ()


class ReportRegraded(Event, frozen=True):
    """A message was read again with a key that was taken in since: what is proved of its sender changed."""

    kind = "report.regraded"
    message: str
    """The id of the event that received it."""
    report_sha256: str
    grade: Grade


class ArrivalConfirmed(Event, frozen=True):
    """The handler stands for the instant of arrival, as proposed or corrected."""

    kind = "arrival.confirmed"
    arrived_at: datetime
    zone: str = "+00:00"


class HandlerAssigned(Event, frozen=True):
    kind = "handler.assigned"
    handler: str


class KeyTaken(Event, frozen=True):
    """A reporter's public key was taken in after its fingerprint was shown."""

    kind = "key.taken"
    fingerprint: str
    uids: tuple[Untrusted, ...]
    source: Literal["attachment", "autocrypt", "pasted", "file"]
    key_sha256: str


class KeyConfirmed(Event, frozen=True):
    """The fingerprint was compared over another channel."""

    kind = "key.confirmed"
    fingerprint: str
    how: str


class Sent(Event, frozen=True):
    """Base of letters that went out; the proof is the hash of the sent message, where there is one."""

    message_sha256: str = ""
    how: str = "marked as sent"


class AckSent(Sent, frozen=True):
    kind = "ack.sent"


class AssessmentSent(Sent, frozen=True):
    kind = "assessment.sent"


class QuestionSent(Sent, frozen=True):
    """More information was asked for: any human answer acknowledges."""

    kind = "question.sent"


class RejectionSent(Sent, frozen=True):
    """The reporter was told that the report was rejected, and why."""

    kind = "rejection.sent"


class StatusSent(Sent, frozen=True):
    kind = "status.sent"


class ReporterNotified(Sent, frozen=True):
    kind = "reporter.notified"


class NoteAdded(Event, frozen=True):
    kind = "note.added"
    text: str


# --- confirm, audit, fix -------------------------------------------------------------------------------


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
    """A CVSS 3.1 or 4.0 vector; empty when none was scored."""
    cwe: str = ""


class ReportConfirmed(Event, frozen=True):
    kind = "report.confirmed"
    rationale: str = ""


class ReportRejected(Event, frozen=True):
    kind = "report.rejected"
    reason: RejectReason
    explanation: str


class AuditRecorded(Event, frozen=True):
    """One search for similar problems, and what it covered."""

    kind = "audit.recorded"
    searched: str
    result: str


class AuditDone(Event, frozen=True):
    kind = "audit.done"


class FixPrepared(Event, frozen=True):
    """A fix for one supported branch of one product; a later entry for the same branch replaces it."""

    kind = "fix.prepared"
    product: str
    fixed_in: str
    branch: str = ""
    reference: str = ""


class FixReady(Event, frozen=True):
    kind = "fix.ready"


class FixReleased(Event, frozen=True):
    kind = "fix.released"


class RemediationComplete(Event, frozen=True):
    kind = "remediation.complete"


# --- advisory and end ----------------------------------------------------------------------------------


class CreditRecorded(Event, frozen=True):
    """How the reporter wishes to be named, and the ground for it."""

    kind = "credit.recorded"
    choice: CreditChoice
    name: str = ""
    ground: str = ""


class DisclosureAgreed(Event, frozen=True):
    """A dated agreement of both parties, or, where the policy states no hold, the decision to publish."""

    kind = "disclosure.agreed"
    publish_at: datetime
    parties: tuple[str, ...]
    evidence: str
    clock: str = ""


class AdvisoryDrafted(Event, frozen=True):
    """The words of the advisory; all other facts come from the case."""

    kind = "advisory.drafted"
    text: AdvisoryText


class ReleaseStarted(Event, frozen=True):
    """The gate cleared exactly these bytes; written before the file is."""

    kind = "advisory.release-started"
    format: str
    file_name: str
    sha256: str
    tlp: str


class AdvisoryExported(Event, frozen=True):
    """The file was written, read back and found equal."""

    kind = "advisory.exported"
    format: str
    file_name: str
    sha256: str
    signature_sha256: str = ""
    signer: str = ""


class AdvisoryPublished(Event, frozen=True):
    kind = "advisory.published"
    where: str = ""


class CaseClosed(Event, frozen=True):
    kind = "case.closed"
    reason: str


class NeedWaived(Event, frozen=True):
    """A need of the house was set aside with a reason; a need of a policy cannot be."""

    kind = "need.waived"
    need: str
    reason: str


class EventUndone(Event, frozen=True):
    """The named event never occurred, for state and clocks; the journal keeps both."""

    kind = "event.undone"
    event_id: str


# --- the vault itself ----------------------------------------------------------------------------------


class VaultMade(Event, frozen=True):
    kind = "vault.made"
    vault_id: str


class WriterChanged(Event, frozen=True):
    """A vault was copied, restored or salvaged: a new writer goes on from the old one's head."""

    kind = "writer.changed"
    why: Literal["restored", "copied", "salvaged"]
    old_head: str


class IntakeKeyChosen(Event, frozen=True):
    kind = "intake-key.chosen"
    fingerprint: str


class PolicyAdopted(Event, frozen=True):
    """The policy for reports whose recipient address tells none."""

    kind = "policy.adopted"
    policy_id: str


class HandlerNamed(Event, frozen=True):
    kind = "handler.named"
    name: str


class SlotAdded(Event, frozen=True):
    kind = "slot.added"
    slot_id: str
    slot_kind: str


class SlotRemoved(Event, frozen=True):
    kind = "slot.removed"
    slot_id: str
    slot_kind: str


class BackupDone(Event, frozen=True):
    """A backup was written, opened again and found equal."""

    kind = "backup.done"
    sha256: str
    head: str
    events: int
