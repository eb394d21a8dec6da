"""The incident track: the phases that policies name, in whatever order theirs stand, and what is learned."""

from datetime import date

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted


class IncidentOpened(Event, frozen=True):
    """A case that no report began: what was noticed, and by whom; it pins the policy that it names."""

    kind = "incident.opened"
    policy_id: str
    policy_sha256: str
    title: Untrusted
    noticed: str
    """How it was noticed."""
    noticed_by: str = ""


class IncidentLinked(Event, frozen=True):
    """Another case is of the same matter, such as a report that came later."""

    kind = "incident.linked"
    other: str
    reason: str = ""


class BreachAware(Event, frozen=True):
    """When it became reasonably certain that personal data is affected (GDPR Art. 33); never the receipt."""

    kind = "breach.aware"
    ground: str = ""


class BreachRuledOut(Event, frozen=True):
    """A person's word that no personal data is affected: then nobody has to be told of a breach."""

    kind = "breach.ruled-out"
    ground: str = ""


class ExploitationAware(Event, frozen=True):
    """When it became known that the vulnerability is actively exploited (CRA Art. 14(1))."""

    kind = "exploitation.aware"
    ground: str = ""


class IncidentPhase(Event, frozen=True):
    """Base of the phases; `record` says what was found or done."""

    record: str = ""


class IncidentDetected(IncidentPhase, frozen=True):
    kind = "incident.detected"


class IncidentContained(IncidentPhase, frozen=True):
    kind = "incident.contained"


class IncidentAssessed(IncidentPhase, frozen=True):
    kind = "incident.assessed"


class IncidentEradicated(IncidentPhase, frozen=True):
    kind = "incident.eradicated"


class IncidentRemediated(IncidentPhase, frozen=True):
    kind = "incident.remediated"


class IncidentRecovered(IncidentPhase, frozen=True):
    kind = "incident.recovered"


class ReviewDone(IncidentPhase, frozen=True):
    """The post-mortem, or lessons learned; `no_action` says why nothing has to be corrected."""

    kind = "review.done"
    no_action: str = ""


class CauseFound(Event, frozen=True):
    """The root cause, and what shows it (M87-3.6c); a later one replaces it."""

    kind = "cause.found"
    cause: str
    evidence: str = ""


class ActionPlanned(Event, frozen=True):
    """A corrective action (M87-3.6c): what, by whom, until the end of which day."""

    kind = "action.planned"
    action: str
    owner: str
    due_on: date


class ActionDone(Event, frozen=True):
    """A planned action is done, and what came of it."""

    kind = "action.done"
    planned: str
    """The id of the event that planned it."""
    result: str


class ActionDropped(Event, frozen=True):
    """A planned action will not be done, and why."""

    kind = "action.dropped"
    planned: str
    reason: str


class RecordExported(Event, frozen=True):
    """The written record of the incident left, encrypted to these fingerprints (M87-3.5c)."""

    kind = "record.exported"
    file_name: str
    sha256: str
    recipients: tuple[str, ...] = ()
