"""The guide: Intake, Confirm, Audit, Fix, Advisory, Closed, and what each still lacks.

The needs below are the house procedure under every policy; a need of the house may be waived with a reason. A
policy's own steps make needs that nobody can waive.
"""

from collections.abc import Callable, Collection
from typing import Literal, get_args

import msgspec

from desktop.domain import events as e
from desktop.domain.assessing.reproduction import is_reproduced
from desktop.domain.audit.worksheets import unjudged, unnamed
from desktop.domain.case import Case
from desktop.domain.fixing.gaps import records_of, unfixed, unreviewed, untested
from desktop.domain.incidents.wanted import Wanted, wanted_of
from desktop.domain.matrix.regressions import regressions
from desktop.domain.matrix.unchecked import unchecked
from desktop.domain.parties.people import export_is_stale, uncredited
from desktop.domain.policy import Profile, Step

Stage = Literal["Intake", "Confirm", "Audit", "Fix", "Advisory", "Closed"]
STAGES: tuple[Stage, ...] = get_args(Stage)


_NEVER_WAIVED = frozenset({"hits-judged", "rejection.sent", "case.closed"})


class Need(msgspec.Struct, frozen=True):
    """Something that a stage asks for; `clauses` name where a policy asks for it."""

    id: str
    stage: Stage
    text: str
    met: bool
    origin: Literal["house", "policy"] = "house"
    clauses: tuple[str, ...] = ()
    waived: str = ""
    """The recorded reason for setting it aside; empty when it stands."""

    @property
    def within(self) -> str:
        """The text as a part of a sentence; names in it keep their capitals."""
        return f"{self.text[:1].lower()}{self.text[1:]}"

    @property
    def settled(self) -> bool:
        """Met, or waived with a reason."""
        return self.met or bool(self.waived)

    @property
    def waivable(self) -> bool:
        """Whether it may be set aside: a need of the house without which a case can still end."""
        return self.origin == "house" and self.id not in _NEVER_WAIVED


class StageView(msgspec.Struct, frozen=True):
    """A stage as the stepper shows it."""

    stage: Stage
    needs: tuple[Need, ...]

    @property
    def missing(self) -> tuple[Need, ...]:
        """What it still lacks."""
        return tuple(need for need in self.needs if not need.settled)

    @property
    def done(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


class _HouseNeed(msgspec.Struct, frozen=True):
    id: str
    stage: Stage
    text: str
    met: Callable[[Case], bool] | None = None
    lacks: Callable[[Case], str] | None = None
    """In place of `met`: what is missing, in words that stand for the text; "" where nothing is."""

    def look(self, case: Case) -> tuple[bool, str]:
        """Whether it is met, and its text; what is missing takes a while to find out, and is asked once."""
        if self.lacks is not None:
            missing = self.lacks(case)
            return not missing, missing or self.text
        return self.met is not None and self.met(case), self.text


def _unfixed(case: Case) -> str:
    return unfixed(case) if case.products else "A fix for every supported version"


def _taken_back(case: Case) -> str:
    found = regressions(case)
    back = [f"{r.name} is affected again. {r.why}" for r in found if r.was_in]
    parts = [f"No fix taken back since: {' '.join(back).rstrip('.')}"] if back else []
    parts += [r.sentence.rstrip(".") for r in found if not r.was_in]
    return ". ".join(parts)


def _wishes(case: Case) -> str:
    names = [person.line for person in uncredited(case) if person.label]
    return f"The wish about credit of {', '.join(names)}" if names else "The reporter's wish about credit"


def _exported(case: Case) -> str:
    if case.exports and case.exports[-1].holding:
        return "The full advisory signed and exported: the last one was a holding advisory"
    again = "The advisory signed and exported again: it was changed since"
    return again if export_is_stale(case) else "The advisory signed and exported"


def _published(case: Case) -> str:
    return "The full advisory published" if case.holding_out else "The advisory published"


def _answered(case: Case) -> bool:
    """Any answer acknowledges; where nobody can be reached, none is owed (CZM-3g)."""
    answers = (e.AckSent, e.QuestionSent, e.AssessmentSent, e.RejectionSent)
    return case.unreachable is not None or any(case.has(kind) for kind in answers)


def _told(case: Case) -> bool:
    spam = case.rejected is not None and case.rejected.reason == "spam"
    return spam or case.unreachable is not None or case.has(e.RejectionSent)


def _reproduced(case: Case) -> bool:
    """A confirmation waits for a try that saw it; one from before this was asked for needs none."""
    return is_reproduced(case) or case.has(e.ReportConfirmed)


_HOUSE = (
    _HouseNeed("arrival", "Intake", "The time of arrival confirmed", lambda c: c.arrival_confirmed),
    _HouseNeed("handler", "Intake", "A primary handler assigned", lambda c: bool(c.handler)),
    _HouseNeed("answer", "Intake", "An answer sent to the reporter", _answered),
    _HouseNeed(
        "reproduction",
        "Confirm",
        "The problem reproduced, or why it was confirmed without",
        _reproduced,
    ),
    _HouseNeed(
        "affected-versions", "Confirm", "Affected products and versions listed", lambda c: bool(c.products)
    ),
    _HouseNeed("severity", "Confirm", "A severity with its rationale", lambda c: c.severity is not None),
    _HouseNeed("report.confirmed", "Confirm", "The problem confirmed", lambda c: c.has(e.ReportConfirmed)),
    _HouseNeed(
        "audit-note",
        "Audit",
        "What was searched for similar problems",
        lambda c: bool(c.audits or c.searches),
    ),
    _HouseNeed("hits-judged", "Audit", "A verdict on every hit", lacks=lambda c: unjudged(c.searches)),
    _HouseNeed(
        "variants-named",
        "Audit",
        "Each hit that is a similar problem named as a finding",
        lacks=lambda c: unnamed(c.searches, c.variants),
    ),
    _HouseNeed(
        "variant-versions",
        "Audit",
        "The versions of each similar problem looked at",
        lacks=unchecked,
    ),
    _HouseNeed("audit.done", "Audit", "The audit declared done", lambda c: c.has(e.AuditDone)),
    _HouseNeed(
        "fix-per-branch",
        "Fix",
        "A fix for every supported version",
        lacks=_unfixed,
    ),
    _HouseNeed("fix-tested", "Fix", "A test of every fix", lacks=untested),
    _HouseNeed("fix-reviewed", "Fix", "A review of every fix", lacks=unreviewed),
    _HouseNeed("no-regression", "Fix", "No fix taken back since", lacks=_taken_back),
    _HouseNeed("fix.ready", "Fix", "The fixes declared ready", lambda c: c.has(e.FixReady)),
    _HouseNeed("credit", "Advisory", "The reporter's wish about credit", lambda c: not uncredited(c)),
    _HouseNeed(
        "advisory-text", "Advisory", "Title and summary of the advisory", lambda c: c.advisory is not None
    ),
    _HouseNeed(
        "advisory-exported",
        "Advisory",
        "The advisory signed and exported",
        lambda c: bool(c.exports) and not c.exports[-1].holding and not export_is_stale(c),
    ),
    _HouseNeed("advisory.published", "Advisory", "The advisory published", lambda c: c.published_in_full),
    _HouseNeed("case.closed", "Closed", "The case closed", lambda c: not c.open),
)

_STAGE_OF_EVENT: dict[str, Stage] = {
    "report.received": "Intake",
    "handler.assigned": "Intake",
    "ack.sent": "Intake",
    "assessment.sent": "Confirm",
    "severity.set": "Confirm",
    "report.confirmed": "Confirm",
    "audit.done": "Audit",
    "fix.ready": "Fix",
    "fix.released": "Fix",
    "remediation.complete": "Fix",
    "reporter.notified": "Advisory",
    "advisory.published": "Advisory",
}

_STAGE_OF = {need.id: need.stage for need in _HOUSE} | _STAGE_OF_EVENT


def kept_in(stops: Collection[str]) -> Stage | None:
    """The stage in which what stops a clock can first be done; None where no stage does it."""
    stages = {_STAGE_OF[event] for event in stops if event in _STAGE_OF}
    return min(stages, key=STAGES.index, default=None)


_TO_THE_REPORTER = frozenset({
    "assessment.sent", "status.sent", "reporter.notified", "advisory.announced", "credit.asked",
})  # fmt: skip
"""Letters that only the reporter can get."""
_AFTER_PUBLICATION = frozenset({"assessment.sent", "remediation.complete"})
"""Needs of earlier stages that may be met once the advisory is out."""
_OUT_LATER = _AFTER_PUBLICATION | {"fix.released"}
"""The same, with what comes out together with the advisory."""
_REJECTED = (
    _HouseNeed("rejection.sent", "Closed", "The reporter told why the report was rejected", _told),
    _HouseNeed("case.closed", "Closed", "The case closed", lambda c: not c.open),
)

_IN_DETAIL: dict[str, Callable[[Case], str]] = {
    "credit": _wishes,
    "advisory-exported": _exported,
    "advisory.published": _published,
}
"""Needs that say of which people they still speak, or why they are not met any more."""

_TEXTS = {need.id: need.text for need in (*_REJECTED, *_HOUSE)}
_WITHOUT_REPORT = tuple(need for need in _HOUSE if need.id in ("handler", "case.closed"))
"""What the house asks where an incident began the case: nobody reported, nobody is answered or credited."""

NEEDS = frozenset(need.id for need in _HOUSE)
"""The ids that a profile's steps may name among their needs."""


def walk_stages(case: Case, profile: Profile) -> tuple[StageView, ...]:
    """All six stages in order; after a rejection only the last asks for anything."""
    needs = needs_of(case, profile)
    return tuple(StageView(stage, tuple(n for n in needs if n.stage == stage)) for stage in STAGES)


def needs_of(case: Case, profile: Profile) -> tuple[Need, ...]:
    """Every need of the house and of the policy, met or not."""
    incident = [_incident_need(wanted, case) for wanted in wanted_of(case, profile)]
    if case.rejected is not None:
        return (*incident, *(_house_need(rule, case, {}) for rule in _REJECTED))
    if case.incident_only:
        return _by_stage(*incident, *(_house_need(rule, case, {}) for rule in _WITHOUT_REPORT))
    by_policy = _clauses_by_need(profile)
    house = [_house_need(rule, case, by_policy) for rule in _HOUSE]
    known = {need.id for need in house}
    steps = [_step_need(step, case) for step in _report_steps(profile) if step.event not in known]
    return _by_stage(*incident, *house, *steps)


def plain_text(need: Need) -> str:
    """What a need asks for in general, without what this case says of it, such as names of people."""
    return _TEXTS.get(need.id, need.text)


def _by_stage(*needs: Need) -> tuple[Need, ...]:
    return tuple(sorted(needs, key=lambda need: STAGES.index(need.stage)))


def is_holding(case: Case, profile: Profile) -> bool:
    """Whether an advisory that leaves now is a holding one: the glass is broken, and facts are missing."""
    missing = (n for n in needs_of(case, profile) if not n.settled and n.stage in ("Confirm", "Audit", "Fix"))
    return case.glass_broken and any(need.id not in _AFTER_PUBLICATION for need in missing)


def is_correcting(case: Case, profile: Profile) -> bool:
    """Whether an advisory that leaves now corrects a published one, whose fix was taken back since.

    The world believes a version fixed that is not: it is told so while another fix is made and the stages
    stay open.
    """
    if not (case.published_in_full and any(record.unmended for record in records_of(case))):
        return False
    missing = (n.id for n in needs_of(case, profile) if not n.settled and n.stage == "Fix")
    return any(need not in _OUT_LATER for need in missing)


def stage_of(case: Case, profile: Profile) -> Stage:
    """The first stage that lacks something; a closed case stays so, whatever came up since."""
    if not case.open:
        return "Closed"
    return next((view.stage for view in walk_stages(case, profile) if not view.done), "Closed")


def _clauses_by_need(profile: Profile) -> dict[str, Step]:
    steps = {step.event: step for step in _report_steps(profile)}
    return steps | {need: step for step in _report_steps(profile) for need in step.needs}


def _report_steps(profile: Profile) -> list[Step]:
    """The policy's steps on a report; those on an incident hold up no advisory."""
    return [step for step in profile.steps if step.track == "report"]


def _house_need(rule: _HouseNeed, case: Case, by_policy: dict[str, Step]) -> Need:
    step = by_policy.get(rule.id)
    met, text = rule.look(case)
    text = _IN_DETAIL[rule.id](case) if rule.id in _IN_DETAIL else text
    reason = _set_aside(case, rule.id)
    if step is None:
        return Need(rule.id, rule.stage, text, met, waived=reason)
    return Need(rule.id, rule.stage, text, met, "policy", step.clauses)


def _incident_need(wanted: Wanted, case: Case) -> Need:
    """Where a report began the case, its incident only holds up the closing, no answer and no advisory."""
    stage = next(s for s in STAGES if s == wanted.stage) if case.incident_only else "Closed"
    origin: Literal["house", "policy"] = "policy" if wanted.of_policy else "house"
    return Need(
        wanted.id, stage, wanted.text, wanted.met, origin, wanted.clauses, _set_aside(case, wanted.id)
    )


def _set_aside(case: Case, need: str) -> str:
    return next((w.reason for w in reversed(case.waived) if w.need == need), "")


def _step_need(step: Step, case: Case) -> Need:
    stage = _STAGE_OF_EVENT.get(step.event, "Advisory")
    return Need(step.event, stage, step.text, _is_done(step.event, case), "policy", step.clauses)


def _is_done(event: str, case: Case) -> bool:
    """A letter to a reporter whom nobody can reach is not waited for."""
    if event == e.AckSent.kind:
        return _answered(case)
    return event in case.milestones or (event in _TO_THE_REPORTER and case.unreachable is not None)
