"""What arrives, and who takes care of it."""

from datetime import datetime
from typing import Literal

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.report import ArrivalSource, Grade, Kind

Channel = Literal["mail", "phone", "web-form", "colleague", "chat", "other"]


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
    known_by: tuple[str, ...] = ()
    """Digests by which an entry of an export is known again when its bytes differ."""


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
    automatic: bool = False
    """Whether a machine wrote it: it answers nothing, opens no closed case and ends no pause (MUS-1d)."""
    bounce: bool = False
    """Whether it says that a letter of ours could not be delivered."""
    answers: tuple[Untrusted, ...] = ()
    """The ids of the messages that it answers, what it names itself first."""
    known_by: tuple[str, ...] = ()


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
    with_whom: str = ""


class NoteAdded(Event, frozen=True):
    kind = "note.added"
    text: str


class ReporterUnreachable(Event, frozen=True):
    """Nobody can be answered: the report came without a contact (CZM-3g), or letters come back."""

    kind = "reporter.unreachable"
    explanation: str


class SilenceAccepted(Event, frozen=True):
    """The handler goes on without the answer that a letter asked for: the house's rule, no policy's."""

    kind = "silence.accepted"
    letter: str = ""
    """The id of the event by which the letter went out."""
    ground: str = ""


class ReportWithdrawn(Event, frozen=True):
    """The reporter took the report back; the ground is the message that says so."""

    kind = "report.withdrawn"
    ground: str


class ScopeJudged(Event, frozen=True):
    """A person's word on which lines of the policy's scope the report falls under."""

    kind = "scope.judged"
    verdict: Literal["in", "out", "prohibited"]
    lines: tuple[str, ...] = ()
    """The words of the scope lines that apply, as the profile has them."""
    hosts: tuple[str, ...] = ()
    reason: str = ""
