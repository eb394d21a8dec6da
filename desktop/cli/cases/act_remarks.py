"""What to know about an act that was recorded all the same: said beside it, never in its way."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from desktop.cli.output import ID_DIGITS, when
from desktop.domain import events as e
from desktop.domain.assessing.severity_rules import disagreements, effect_sentences, vectors_of
from desktop.domain.clocks.words import counted
from desktop.domain.event import Recorded, name_of
from desktop.domain.failures import InvalidPolicy
from desktop.domain.fixing.out_of_band import remarks_on_release
from desktop.domain.incidents.phases import Phase, phases_of, remarks_on_breach
from desktop.domain.occurrences import in_force
from desktop.domain.parties.people import doubt, export_is_stale
from desktop.domain.policy import Profile
from desktop.workflows.custody.known_handlers import is_gone
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.investigation.judge_scope import policy_day
from desktop.workflows.ports import Desk, Policies

_LAST_COUNTS = (e.SeveritySet.kind, e.ArrivalConfirmed.kind, e.QuestionSent.kind)


def undo_words(case_id: str, recorded: Recorded) -> str:
    """The words by which this entry is taken back."""
    return f"`embargo act {case_id} event.undone --set event_id={recorded.id[:ID_DIGITS]}`"


def remarks_on(desk: Desk, recorded: Recorded) -> tuple[str, ...]:
    """A sentence for each thing that is strange about it."""
    view = view_case(desk, recorded.case_id or "")
    return (
        *_repeated(view, recorded),
        *_without_promise(view, recorded, desk.tools.policies),
        *_of_severity(view, recorded),
        *_of_credit(view, recorded),
        *_of_handler(desk, recorded),
        *_of_fix(view, recorded),
        *_of_versions(view, recorded),
        *_of_incident(view, recorded),
    )


def _of_versions(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """Where what is listed, or was said of a version, differs from the other."""
    if isinstance(recorded.event, e.AffectedListed | e.VersionJudged):
        yield from (remark for known in view.known for remark in known.remarks)


def _of_severity(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """Where CVSS says another word, and what the policy makes follow from the level."""
    severity = recorded.event
    if isinstance(severity, e.SeveritySet):
        yield from disagreements(severity.level, vectors_of(severity))
        yield from effect_sentences(view.profile, severity.level)


def _of_handler(desk: Desk, recorded: Recorded) -> Iterator[str]:
    """That they left, which a name that was typed from habit does not tell."""
    assigned = recorded.event
    if isinstance(assigned, e.HandlerAssigned) and is_gone(desk, assigned.handler):
        yield f"{assigned.handler} has left: `embargo handover --status` says who took over."


def _of_fix(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """That an export claims another fix, and how the policy wants it released."""
    if not isinstance(recorded.event, e.FixPrepared | e.BranchReleased | e.FixReverted | e.FixExempted):
        return
    if export_is_stale(view.case):
        yield "The advisory that was exported says otherwise: sign and export it again."
    yield from remarks_on_release(view.case, view.profile, policy_day(view))


def _of_incident(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """What was done out of the policy's order or twice, what no longer fits, and from when notices count."""
    if isinstance(recorded.event, e.IncidentPhase):
        kind = recorded.event.kind
        for phase in phases_of(view.case, view.profile):
            yield from (*phase.remarks, *_recorded_again(view, phase, recorded)) if phase.kind == kind else ()
        standing = len(view.case.incident.standing)
        if isinstance(recorded.event, e.ReviewDone) and recorded.event.no_action and standing:
            planned = counted(standing, "corrective action")
            yield f"It says why nothing has to be corrected, and the case has {planned}: both are kept."
    elif isinstance(recorded.event, e.ActionPlanned):
        if recorded.event.due_on < policy_day(view):
            yield f"Its day, {recorded.event.due_on}, has passed already: the action is late from the start."
    elif isinstance(recorded.event, e.BreachAware):
        yield from remarks_on_breach(view.case)


def _recorded_again(view: CaseView, phase: Phase, recorded: Recorded) -> Iterator[str]:
    """Nothing is replaced: the earliest record counts until it is undone."""
    others = [record for record in phase.records if record.event_id != recorded.id]
    if not others:
        return
    earlier = phase.records[0].event_id == recorded.id
    counts = "the one recorded now is earlier, and counts" if earlier else "that one counts"
    former = next(r for r in view.history if r.id == others[0].event_id)
    yield f"{phase.name} was recorded already, as of {when(former.occurred_at)}: {counts}."
    yield f"To correct it, take the former back: {undo_words(view.case.case_id, former)}."


def _of_credit(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """What the proof of a wish does not prove, and that an export names others than it should."""
    wish = recorded.event
    if not isinstance(wish, e.CreditRecorded):
        return
    if words := doubt(wish, view.case):
        yield words
    if export_is_stale(view.case):
        yield "The advisory that was exported says otherwise: sign and export it again."


def _repeated(view: CaseView, recorded: Recorded) -> Iterator[str]:
    """Clocks start and stop with the first occurrence."""
    name = name_of(recorded.event)
    same = [r for r in in_force(view.history) if name_of(r.event) == name and r.id != recorded.id]
    if not same or name in _LAST_COUNTS or not _starts_or_stops(name, (view.profile, *view.packs)):
        return
    first = min(same, key=lambda r: r.occurred_at)
    if view.case.milestones.get(name, first.occurred_at) > first.occurred_at:  # a fix was taken back since
        yield f"{name} counts anew for the stages; clocks keep the first one, of {when(first.occurred_at)}."
        return
    earlier = first.occurred_at <= recorded.occurred_at
    counts = "the first one counts" if earlier else "the one recorded now is earlier, and counts"
    undo = undo_words(view.case.case_id, recorded)
    yield f"{name} happened already on {when(first.occurred_at)}: {counts}. To take this one back: {undo}."


def _without_promise(view: CaseView, recorded: Recorded, policies: Policies) -> Iterator[str]:
    """What only a pack's clocks wait for, in a case that did not take the pack on."""
    name = name_of(recorded.event)
    if _is_waited_for(name, (view.profile, *view.packs)):
        return
    for pack in _packs(policies):
        if _is_waited_for(name, (pack,)):
            take = f"`embargo policy take {view.case.case_id} {pack.policy.id} --reason TEXT`"
            yield f"No promise of this case waits for {name}. The pack {pack.policy.id} has one: {take}."


def _packs(policies: Policies) -> Iterator[Profile]:
    for policy_id in policies.ids():
        with suppress(InvalidPolicy):
            profile = policies.profile(policy_id)
            if profile.kind == "pack":
                yield profile


def _starts_or_stops(name: str, profiles: Sequence[Profile]) -> bool:
    return any(name in (*clock.starts, *clock.stops) for profile in profiles for clock in profile.clocks)


def _is_waited_for(name: str, profiles: Sequence[Profile]) -> bool:
    ticks = {clock.tick for profile in profiles for clock in profile.clocks}
    return name in ticks or _starts_or_stops(name, profiles)
