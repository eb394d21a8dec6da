"""What speaks against an act on an incident: each answers with a sentence, or with ""."""

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks.words import when
from desktop.domain.event import Event
from desktop.domain.incidents.phases import steps_of
from desktop.domain.incidents.wanted import CORRECTIVE_ACTIONS, ROOT_CAUSE
from desktop.domain.policy import Profile

_NONE_YET = "No incident is recorded in this case: record that it was detected first."
NEEDS_A_REPORT = (
    e.ArrivalConfirmed,
    e.AckSent,
    e.QuestionSent,
    e.AssessmentSent,
    e.RejectionSent,
    e.StatusSent,
    e.ReporterNotified,
    e.ReportConfirmed,
    e.ReportRejected,
    e.ReporterUnreachable,
    e.ReportWithdrawn,
    e.SilenceAccepted,
    e.CreditAsked,
    e.DisclosureProposed,
    e.PrivacyRequested,
    e.PolicyAnnounced,
    e.AdvisoryDrafted,
    e.AdvisoryAnnounced,
    e.AdvisoryPublished,
)
NO_REPORT = (
    "No report began this case: there is nobody to answer, and nothing to confirm or publish. Open a case "
    "for the vulnerability, and link the two."
)


def to_review(act: e.ReviewDone, case: Case, profile: Profile) -> str:
    """A review is written down; where its policy asks so, with cause and corrective actions (M87-3.6c)."""
    incident = case.incident
    asked = {need for step in steps_of(profile) if step.event == act.kind for need in step.needs}
    if ROOT_CAUSE in asked and incident.cause is None:
        return "The policy asks for the root cause: write it down first."
    decided = incident.standing or incident.no_action or act.no_action.strip()
    if CORRECTIVE_ACTIONS in asked and not decided:
        return "Plan a corrective action first, or say why none is needed."
    if act.record.strip() or incident.cause is not None:
        return ""
    return "A review is a written record: say what was learned."


def to_cause(act: e.CauseFound, case: Case) -> str:
    """A cause is of an incident."""
    if not case.incident.begun:
        return _NONE_YET
    return "" if act.cause.strip() else "Say what caused it, or that nobody could find out."


def to_plan(act: e.ActionPlanned, case: Case) -> str:
    """Somebody has to do it."""
    if not case.incident.begun:
        return _NONE_YET
    if not act.action.strip():
        return "Say what is to be done."
    return "" if act.owner.strip() else "Name who does it."


def to_end(planned: str, words: str, case: Case) -> str:
    """Only what was planned is done or dropped, and once."""
    action = case.incident.action(planned)
    if action is None:
        return "No corrective action of this id was planned in this case."
    if action.state != "open" and action.ended_at is not None:
        return f"This action was {action.state} on {when(action.ended_at)} already: undo that first."
    return "" if words.strip() else "Say what came of it, or why it is dropped."


def to_ruling_out(act: e.BreachRuledOut, case: Case) -> str:
    """What is known to be affected cannot be unaffected; the other way round something new came to light."""
    aware = case.milestones.get(e.BreachAware.kind)
    if aware is not None:
        return f"A breach is recorded as known on {when(aware)}: undo that entry first if it is wrong."
    return "" if act.ground.strip() else "Say on what it rests that no personal data is affected."


def to_link(act: e.IncidentLinked, case: Case) -> str:
    """Another case, once."""
    if not act.other.strip():
        return "Say which case is of the same matter."
    if act.other == case.case_id:
        return "A case is not linked with itself."
    linked = any(link.other == act.other for link in case.incident.linked)
    return "The two cases are linked already." if linked else ""


def without_report(act: Event, case: Case) -> str:
    """What only a report asks for."""
    return NO_REPORT if case.incident_only and isinstance(act, NEEDS_A_REPORT) else ""
