"""Whether an act is allowed now: the one place that refuses.

An act is an event that a handler proposes. `decide` answers with the draft to record, or with a `Refusal`
that says what is missing. The fold never refuses; this does.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain.acts import ACTS
from desktop.domain.advisories import identifiers
from desktop.domain.assessing import severity_rules
from desktop.domain.assessing.scope import spelled
from desktop.domain.case import Case
from desktop.domain.clocks.hold import furthest_agreement, read_hold
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours, happened, when
from desktop.domain.embargo import mending
from desktop.domain.embargo import rules as embargo_rules
from desktop.domain.event import Draft, Event, Recorded, name_of
from desktop.domain.exchange.conflicts import settling
from desktop.domain.fixing.objections import rests_on, wrong_day
from desktop.domain.incidents.objections import without_report
from desktop.domain.occurrences import in_force
from desktop.domain.parties import people
from desktop.domain.parties.fingerprints import as_written
from desktop.domain.policy import Profile
from desktop.domain.promises import silence
from desktop.domain.stages import Need, Stage, is_correcting, is_holding, needs_of
from desktop.domain.versions.catalogue import as_listed

_CLOSED = "The case is closed. Undo the closing to go on."
_AT_MOST_AHEAD = timedelta(days=3653)
CLOCK_SKEW = timedelta(minutes=5)
"""How far a time may lie ahead of this machine's clock before it is called the future."""


class Refusal(msgspec.Struct, frozen=True):
    """Why an act is not allowed, and what it waits for."""

    act: str
    reason: str
    missing: tuple[Need, ...] = ()

    @property
    def sentence(self) -> str:
        """The whole refusal as people read it."""
        lacks = "; ".join(need.within for need in self.missing)
        return f"{self.reason} Still missing: {lacks}." if lacks else self.reason


_MILESTONES: dict[type[Event], tuple[Stage, ...]] = {
    e.ReportConfirmed: ("Confirm",),
    e.AuditDone: ("Confirm", "Audit"),
    e.FixReady: ("Confirm", "Audit", "Fix"),
    e.FixReleased: ("Confirm", "Audit", "Fix"),
    e.RemediationComplete: ("Confirm", "Audit", "Fix"),
    e.AdvisoryPublished: ("Confirm", "Audit", "Fix", "Advisory"),
    e.CaseClosed: ("Intake", "Confirm", "Audit", "Fix", "Advisory", "Closed"),
}
_OF_AN_EARLY_ADVISORY = frozenset({"affected-versions", "advisory-text"})
"""All that a holding or a correcting advisory waits for, beside its export: CSAF needs a product."""
_NEVER_UNDONE = (
    e.ReportReceived,
    e.IncidentOpened,
    e.RecordExported,
    e.AttachmentReleased,
    e.FollowUpReceived,
    e.ReportRegraded,
    e.ReleaseStarted,
    e.AdvisoryExported,
    e.AdvisoryPublished,
    e.EventUndone,
    e.ContentPurged,
)
_LATE = (e.CreditRecorded, e.ActionDone, e.ActionDropped, e.IncidentLinked)
"""A wish about credit may come late: somebody joins a closed case, or does not want to be named any more.

What an incident taught is put right when its review is over.
"""
_ALSO_IN_CLOSED = (
    e.EventUndone,
    e.NoteAdded,
    e.ConflictSettled,
    e.LegalHoldPlaced,
    e.LegalHoldReleased,
    e.ItemLabelled,
    *_LATE,
)
BEFORE_THE_REPORT = (
    e.ArrivalConfirmed,
    e.EventUndone,
    e.BreachAware,
    e.DetailsDisclosed,
    e.BreachRuledOut,
    e.ExploitationAware,
    e.ExploitPublished,
    e.IncidentPhase,
)
"""What may have happened, or corrects what happened, before the report arrived."""


def decide(
    history: Sequence[Recorded],
    case: Case,
    act: Event,
    profile: Profile,
    *,
    packs: Sequence[Profile] = (),
    at: datetime,
    now: datetime,
) -> Draft | Refusal:
    """The draft that records the act as of `at`, or why it is refused at `now`; `packs` the case took on."""
    if type(act) not in ACTS:
        return Refusal(act.kind, "This is recorded by Embargo itself, never by hand.")
    reason = next(filter(None, _objections(history, case, act, (profile, *packs), at, now)), "")
    if reason:
        return Refusal(act.kind, reason)
    missing = missing_for(act, case, profile)
    if missing:
        return Refusal(act.kind, "This step is locked.", missing)
    act = embargo_rules.spelled(_spelled(act, case), history, profile, now)
    return Draft(_canonical(history, case, act, profile, packs), at)


def _objections(
    history: Sequence[Recorded],
    case: Case,
    act: Event,
    profiles: Sequence[Profile],
    at: datetime,
    now: datetime,
) -> Iterator[str]:
    """What speaks against the act, "" where nothing does; each rule counts on those before it."""
    profile = profiles[0]
    yield _wrong_time(case, act, at, now)
    yield _wrong_moment(case, act)
    yield without_report(act, case)
    if isinstance(act, e.EventUndone):
        yield _cannot_undo(history, case, act)
    if isinstance(act, e.ArrivalConfirmed):
        yield _arrives_too_late(history, act)
    if isinstance(act, e.ConditionAnswered | e.LatenessExplained):
        yield _names_a_promise(act, profiles)
    if isinstance(act, e.DisclosureAgreed | e.DisclosurePlanned | e.EmbargoProposed):
        yield _strange_year(act, now)
    if isinstance(act, e.SilenceAccepted):
        yield silence.objection(act, case, history, at)
    yield _cannot_settle(history, case, act)
    yield ACTS[type(act)](act, case, profile)
    yield _released_on(case, act, profile, now)
    yield embargo_rules.objection(act, history, profile, now)
    if isinstance(act, e.AdvisoryPublished) and not read_hold(profile, history, at).ended(at):
        yield "The hold has not ended: release the fix, or record the agreement to publish."
    if isinstance(act, e.DisclosureAgreed):
        yield _too_far(act, furthest_agreement(profile, history, now, act.clock), profile)


def missing_for(act: Event, case: Case, profile: Profile) -> tuple[Need, ...]:
    """The needs that must be settled before this milestone, in the order of the stages."""
    if isinstance(act, e.AdvisoryPublished) and (is_holding(case, profile) or is_correcting(case, profile)):
        return tuple(n for n in needs_of(case, profile) if n.id in _OF_AN_EARLY_ADVISORY and not n.settled)
    if case.incident_only and not isinstance(act, e.CaseClosed):
        return ()
    stages = _MILESTONES.get(type(act), ())
    later = _events_after(type(act))
    return tuple(
        need
        for need in needs_of(case, profile)
        if need.stage in stages and not need.settled and need.id != act.kind and need.id not in later
    )


def _events_after(act: type[Event]) -> frozenset[str]:
    """Needs of the same stage that can only be met once this milestone is there."""
    return {
        e.ReportConfirmed: frozenset({"assessment.sent"}),
        e.AuditDone: frozenset({"assessment.sent"}),
        e.FixReady: frozenset({"assessment.sent", "fix.released", "remediation.complete"}),
        e.FixReleased: frozenset({"assessment.sent", "remediation.complete"}),
        e.RemediationComplete: frozenset({"assessment.sent"}),
        e.AdvisoryPublished: frozenset({"assessment.sent", "remediation.complete", "reporter.notified"}),
    }.get(act, frozenset())


def _wrong_time(case: Case, act: Event, at: datetime, now: datetime) -> str:
    if at.tzinfo is None or _names_no_instant(act):
        return "A time without a zone names no instant."
    if at > now + CLOCK_SKEW:
        return "This lies in the future: an event is recorded when it has happened."
    if isinstance(act, e.ArrivalConfirmed) and act.arrived_at > now + CLOCK_SKEW:
        return "A report cannot have arrived in the future."
    noticed = case.incident.opened_at
    if case.incident_only and noticed is not None and at < noticed and not isinstance(act, BEFORE_THE_REPORT):
        return "This lies before the incident was noticed: check the date."
    if case.arrived_at is not None and at < case.arrived_at and not isinstance(act, BEFORE_THE_REPORT):
        return "This lies before the report arrived: check the date, or correct the time of arrival first."
    return ""


def _arrives_too_late(history: Sequence[Recorded], act: e.ArrivalConfirmed) -> str:
    """What was done about a report cannot have been done before it arrived: that would excuse lateness."""
    for recorded in in_force(history):
        event, at = recorded.event, recorded.occurred_at
        earlier = type(event) in ACTS and not isinstance(event, BEFORE_THE_REPORT) and at < act.arrived_at
        if earlier:
            return (
                f"By the journal, {happened(event.kind)} on {when(at)}, before that: mend or undo it first."
            )
    return ""


def _names_no_instant(act: Event) -> bool:
    values = (getattr(act, name) for name in act.__struct_fields__)
    return any(isinstance(value, datetime) and value.tzinfo is None for value in values)


def _wrong_moment(case: Case, act: Event) -> str:
    if not case.open and not isinstance(act, _ALSO_IN_CLOSED):
        return _CLOSED
    if case.rejected is not None and type(act) in (e.ReportConfirmed, e.AuditDone, e.FixReady, e.FixReleased):
        return "The report was rejected. Undo the rejection to go on."
    return ""


def _cannot_undo(history: Sequence[Recorded], case: Case, act: e.EventUndone) -> str:
    target = next((r for r in history if r.id == act.event_id), None)
    if target is None:
        return "There is no such event in this case."
    if isinstance(target.event, e.LegalHoldPlaced):
        return "A legal hold is released with a reason, not undone."
    if isinstance(target.event, _NEVER_UNDONE):
        return f"{name_of(target.event)} cannot be undone: what left, arrived or was purged stays so."
    if target not in in_force(history):
        return "This event is undone already."
    return _stays(history, case, target)


def _cannot_settle(history: Sequence[Recorded], case: Case, act: Event) -> str:
    """What does not hold any more has to be such that it could be undone."""
    if not isinstance(act, e.ConflictSettled):
        return ""
    settled = settling(history, act)
    if settled is None:
        return "No conflict stands in which this entry is one of the choices."
    dropped = [r for r in history if r.id in settled.over and not isinstance(r.event, _NEVER_UNDONE)]
    return next(filter(None, (_stays(history, case, target) for target in dropped)), "")


def _stays(history: Sequence[Recorded], case: Case, target: Recorded) -> str:
    """What rests on an entry that counts, and keeps it from being undone."""
    if not case.open and not isinstance(target.event, (e.CaseClosed, *_LATE)):
        return _CLOSED
    if case.exports and isinstance(target.event, e.ReportConfirmed):
        return "An advisory has left: the problem stays confirmed."
    return rests_on(target, history) or mending.cannot_undo(history, target)


def _released_on(case: Case, act: Event, profile: Profile, now: datetime) -> str:
    """A release has a day and no time: what speaks against it, on the policy's calendar."""
    if not isinstance(act, e.BranchReleased):
        return ""
    arrived = day_of(profile, case.arrived_at) if case.arrived_at else None
    return wrong_day(act, arrived, day_of(profile, now))


def _too_far(act: e.DisclosureAgreed, furthest: datetime | None, profile: Profile) -> str:
    if furthest is None or act.publish_at <= furthest:
        return ""
    shown = both_hours(furthest, zone_named(profile.calendar.timezone))
    return f"The policy lets an agreement reach until {shown} at most."


def _strange_year(act: e.DisclosureAgreed | e.DisclosurePlanned | e.EmbargoProposed, now: datetime) -> str:
    day = act.until if isinstance(act, e.EmbargoProposed) else act.publish_at
    if abs(day - now) <= _AT_MOST_AHEAD:
        return ""
    return f"The year {day.year} is more than ten years away: check the date."


def _spelled(act: Event, case: Case) -> Event:
    """What names something of the case names it as the case does."""
    if isinstance(act, e.CreditRecorded):
        return people.spelled(act, case)
    if isinstance(act, e.AffectedListed):
        return as_listed(act, case.products)
    if isinstance(act, e.KeyConfirmed):
        return msgspec.structs.replace(act, fingerprint=as_written(act.fingerprint))
    if isinstance(act, e.AdvisoryPublished):
        return msgspec.structs.replace(act, holding=case.exports[-1].holding)
    if isinstance(act, e.AdvisoryDrafted):
        return msgspec.structs.replace(act, text=identifiers.spelled(act.text))
    return act


def _canonical(
    history: Sequence[Recorded], case: Case, act: Event, profile: Profile, packs: Sequence[Profile]
) -> Event:
    if isinstance(act, e.LatenessExplained) and not act.policy_id:
        (owner,) = _owners(act, (profile, *packs))
        return msgspec.structs.replace(act, policy_id=owner)
    if isinstance(act, e.DisclosureAgreed) and act.clock:
        return msgspec.structs.replace(act, policy_id=profile.policy.id)
    if isinstance(act, e.ScopeJudged):
        return spelled(act, profile)
    if isinstance(act, e.SeveritySet):
        return severity_rules.spelled(act, profile)
    if isinstance(act, e.SilenceAccepted):
        return silence.spelled(act, case, history)
    if isinstance(act, e.ConflictSettled):
        act = settling(history, act) or act
    return act


def _names_a_promise(act: e.ConditionAnswered | e.LatenessExplained, profiles: Sequence[Profile]) -> str:
    """Packs ask questions and run clocks too."""
    if isinstance(act, e.LatenessExplained):
        owners = _owners(act, profiles)
        if len(owners) > 1 and not act.policy_id:
            return f"Say whose clock it is: {' and '.join(owners)} have one of this name."
        return "" if owners else "No policy of this case has such a clock."
    asked = any(p.policy.id == act.policy_id and p.condition(act.condition) for p in profiles)
    return "" if asked else "No policy of this case asks this."


def _owners(act: e.LatenessExplained, profiles: Sequence[Profile]) -> list[str]:
    """The policies and packs that have a clock of this name, or the one that the act names."""
    having = [p.policy.id for p in profiles if p.promises(act.clock)]
    return [policy_id for policy_id in having if act.policy_id in ("", policy_id)]
