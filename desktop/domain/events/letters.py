"""Letters that went out: a person says that one was sent, or drops the sent copy; Embargo sends nothing."""

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted


class Sent(Event, frozen=True):
    """Base of letters that went out; the proof is the hash of the sent message, where there is one.

    `message_id` is the name that it went out under, by which an answer finds its case.
    """

    message_sha256: str = ""
    how: str = "marked as sent"
    kept: bool = False
    """Whether the vault keeps the sent message itself."""
    message_id: Untrusted = Untrusted("")
    report_sha256: str = ""
    """What the parser made of the kept message, for a search."""


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


class CreditAsked(Sent, frozen=True):
    """The reporter was asked how they wish to be named."""

    kind = "credit.asked"


class DisclosureProposed(Sent, frozen=True):
    """A date was proposed to the other party; only their agreement moves anything."""

    kind = "disclosure.proposed"


class AdvisoryAnnounced(Sent, frozen=True):
    """The reporter was told that the advisory is out."""

    kind = "advisory.announced"


class PolicyAnnounced(Sent, frozen=True):
    """The reporter was told that the policy changed while their case was open (M87-6b)."""

    kind = "policy.announced"


class PrivacyRequested(Sent, frozen=True):
    """Whoever wrote in public was asked to go on in private (MUS-1b, AUM-1b)."""

    kind = "privacy.requested"


class UsersNotified(Sent, frozen=True):
    kind = "users.notified"


class AuthorityNotified(Sent, frozen=True):
    """The data protection authority was notified (GDPR Art. 33)."""

    kind = "authority.notified"


class CsirtWarned(Sent, frozen=True):
    """The early warning of an actively exploited vulnerability (CRA Art. 14(2)(a))."""

    kind = "csirt.warned"


class CsirtNotified(Sent, frozen=True):
    """The vulnerability notification (CRA Art. 14(2)(b))."""

    kind = "csirt.notified"


class CsirtReported(Sent, frozen=True):
    """The final report (CRA Art. 14(2)(c))."""

    kind = "csirt.reported"
