"""What an incident still needs before its case can end: the policy's phases, and what the house asks."""

from collections.abc import Iterator

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.incidents.phases import steps_of
from desktop.domain.policy import Profile, Step

ROOT_CAUSE, CORRECTIVE_ACTIONS, PERSONAL_DATA = "root-cause", "corrective-actions", "personal-data"
REVIEW_NEEDS = frozenset({ROOT_CAUSE, CORRECTIVE_ACTIONS})
"""What a profile's step may ask of a review (M87-3.6c); elsewhere a written record will do (TER-3f)."""
_STAGES = ("Intake", "Confirm", "Fix", "Closed")
_STAGE_OF = {
    e.IncidentDetected.kind: "Intake",
    e.IncidentContained.kind: "Confirm",
    e.IncidentAssessed.kind: "Confirm",
    e.IncidentEradicated.kind: "Fix",
    e.IncidentRemediated.kind: "Fix",
    e.IncidentRecovered.kind: "Fix",
}


class Wanted(msgspec.Struct, frozen=True):
    """One of them; `stage` is where it stands where no report asks for the stages."""

    id: str
    stage: str
    text: str
    met: bool
    clauses: tuple[str, ...] = ()
    of_policy: bool = False


def wanted_of(case: Case, profile: Profile) -> Iterator[Wanted]:
    """In the policy's order, which no stage turns round; nothing where there is no incident."""
    if not case.incident.begun:
        return
    known = case.incident.ruled_out is not None or case.has(e.BreachAware)
    yield Wanted(PERSONAL_DATA, "Confirm", "Whether personal data is affected", known)
    stage = "Intake"
    for step in steps_of(profile):
        stage = max(stage, _STAGE_OF.get(step.event, "Closed"), key=_STAGES.index)
        yield from _asked_by(step, stage, case)
        yield Wanted(step.event, stage, step.text, step.event in case.milestones, step.clauses, True)
    if not steps_of(profile):
        text = "The review written down: what was learned"
        yield Wanted(e.ReviewDone.kind, "Closed", text, case.has(e.ReviewDone))


def _asked_by(step: Step, stage: str, case: Case) -> Iterator[Wanted]:
    incident = case.incident
    said = {
        ROOT_CAUSE: ("The root cause written down", incident.cause is not None),
        CORRECTIVE_ACTIONS: (
            "A corrective action planned, or why none is needed",
            bool(incident.standing or incident.no_action),
        ),
    }
    asked = (need for need in step.needs if need in said)
    yield from (Wanted(need, stage, *said[need], step.clauses, True) for need in asked)
