"""The incident track: the phases that policies name, in whatever order theirs stand."""

from desktop.domain.event import Event


class BreachAware(Event, frozen=True):
    """When it became reasonably certain that personal data is affected (GDPR Art. 33); never the receipt."""

    kind = "breach.aware"
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
    """The post-mortem, or lessons learned."""

    kind = "review.done"
