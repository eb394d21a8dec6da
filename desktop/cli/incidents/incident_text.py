"""An incident as the command line tells it: for people, and as values for scripts."""

from collections.abc import Iterator

from desktop.cli.output import ID_DIGITS, table, when
from desktop.domain import events as e
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.clocks.words import counted
from desktop.domain.incidents.incident import Action, Incident
from desktop.domain.incidents.phases import Phase, next_phase, phases_of, remarks_on_breach
from desktop.domain.inert import Untrusted
from desktop.workflows.desk.view_case import CaseView


def incident_lines(view: CaseView) -> list[str]:
    """One line for `show`, where there is an incident."""
    incident = view.case.incident
    if not incident.begun:
        return []
    phases = phases_of(view.case, view.profile)
    done = sum(phase.done for phase in phases if phase.of_policy)
    coming = next_phase(phases)
    waits = f"; next: {coming.name} ({coming.text})" if coming is not None else ""
    count = f"{done} of {sum(p.of_policy for p in phases)} phases" if coming or done else "no phases named"
    left = len(incident.still_open)
    still = f"; {counted(left, 'corrective action')} open" if left else ""
    late = len(incident.past_their_day(day_of(view.profile, view.at)))
    still += f", {late} past the day that was set" if late else ""
    return [f"incident: {count}{waits}{still} (`embargo incident show {view.case.case_id}`)"]


def incident_values(view: CaseView) -> dict[str, object]:
    """The keys that scripts rely on."""
    case, incident = view.case, view.case.incident
    phases = phases_of(case, view.profile)
    coming = next_phase(phases)
    return {
        "case": case.case_id,
        "title": case.title.raw,
        "noticed": incident.opened.noticed if incident.opened else None,
        "noticed_by": incident.opened.noticed_by if incident.opened else None,
        "report": not case.incident_only,
        "open": case.open,
        "phases": [_phase_values(phase) for phase in phases],
        "next": coming.name if coming is not None else None,
        "next_event": coming.kind if coming is not None else None,
        "cause": incident.cause,
        "actions": [_action_values(action, view) for action in incident.actions],
        "no_action": incident.no_action or None,
        "personal_data": _personal_data(view),
        "personal_data_ground": _ground(view) or None,
        "linked": [link.other for link in incident.linked],
        "remarks": remarks_on_breach(case),
        "notices": [
            {"clock": r.clock, "policy": r.policy_id, "state": r.state, "due": r.due, "sentence": r.sentence}
            for r in view.readings
            if r.track == "incident"
        ],
    }


def describe(view: CaseView) -> str:
    """The page of an incident."""
    return "\n".join(_lines(view))


def _lines(view: CaseView) -> Iterator[str]:
    case, incident = view.case, view.case.incident
    yield f"{case.case_id}  {case.title.line}"
    if incident.opened is not None:
        by = f" by {Untrusted(incident.opened.noticed_by).line}" if incident.opened.noticed_by else ""
        yield f"noticed {when(incident.opened_at)}{by}: {Untrusted(incident.opened.noticed).line}"
    yield ""
    yield from _phases(view)
    yield ""
    cause = incident.cause
    yield (
        f"root cause: {Untrusted(cause.cause).line}" if cause is not None else "root cause: not written down"
    )
    if cause is not None and cause.evidence:
        yield f"  shown by {Untrusted(cause.evidence).line}"
    yield from _actions(view)
    yield ""
    yield from _notices(view)
    yield from (_link(link) for link in incident.linked)


def _link(link: e.IncidentLinked) -> str:
    return f"linked with {link.other}{f': {Untrusted(link.reason).line}' if link.reason.strip() else ''}"


def _phases(view: CaseView) -> Iterator[str]:
    phases = phases_of(view.case, view.profile)
    if not any(phase.of_policy for phase in phases):
        yield "The policy names no phases."
    rows = [
        (phase.name, when(phase.at), "; ".join(filter(None, (phase.text, *_said(phase))))) for phase in phases
    ]
    if rows:
        yield table(rows, ("PHASE", "REACHED", "WHAT"))


def _said(phase: Phase) -> Iterator[str]:
    yield from (Untrusted(phase.news(record)).line for record in phase.records)
    yield from phase.remarks


def _actions(view: CaseView) -> Iterator[str]:
    incident = view.case.incident
    if not incident.actions:
        yield f"corrective actions: none{f': {no_action(incident)}' if incident.no_action else ' planned'}"
        return
    rows = [
        (a.id[:ID_DIGITS], _state(a, view), a.due_on.isoformat(), a.owner, Untrusted(a.action).line)
        for a in incident.actions
    ]
    yield table(rows, ("ACTION", "STATE", "BY", "OWNER", "WHAT"))
    if late := incident.past_their_day(day_of(view.profile, view.at)):
        yield f"{counted(len(late), 'corrective action')} past the day that was set"
    if incident.no_action:
        yield f"said of a review all the same, why nothing has to be corrected: {no_action(incident)}"


def no_action(incident: Incident) -> str:
    """Why nothing has to be corrected, on one line."""
    return Untrusted(incident.no_action).line


def _state(action: Action, view: CaseView) -> str:
    return "late" if action.late(day_of(view.profile, view.at)) else action.state


def _notices(view: CaseView) -> Iterator[str]:
    answer = _personal_data(view)
    ground = f": {Untrusted(_ground(view)).line}" if _ground(view) else ""
    known = view.case.milestones.get(e.BreachAware.kind)
    yield {
        "affected": f"personal data is affected, known from {when(known)}{ground}",
        "not-affected": f"no personal data is affected, so no notice of a breach is owed{ground}",
        "unknown": "nobody has said yet whether personal data is affected",
    }[answer]
    yield from remarks_on_breach(view.case)
    notices = [r for r in view.readings if r.track == "incident"]
    if not notices and answer == "affected":
        yield "no clock of the policy, or of a pack that the case took on, asks for a notice"
    for r in notices:
        if r.since is not None:
            yield f"{r.state:<14} {when(r.due)}  {r.sentence}"


def _personal_data(view: CaseView) -> str:
    if view.case.has(e.BreachAware):
        return "affected"
    return "not-affected" if view.case.incident.ruled_out is not None else "unknown"


def _ground(view: CaseView) -> str:
    """On what the answer rests."""
    incident = view.case.incident
    if incident.breach is not None:
        return incident.breach.record
    return incident.ruled_out.ground if incident.ruled_out is not None else ""


def _phase_values(phase: Phase) -> dict[str, object]:
    return {
        "phase": phase.name,
        "event": phase.kind,
        "text": phase.text,
        "clauses": phase.clauses,
        "of_policy": phase.of_policy,
        "at": phase.at,
        "records": [{"at": r.at, "record": r.record, "by": r.author} for r in phase.records],
        "remarks": phase.remarks,
    }


def _action_values(action: Action, view: CaseView) -> dict[str, object]:
    return {
        "id": action.id,
        "action": action.action,
        "owner": action.owner,
        "due_on": action.due_on,
        "state": action.state,
        "late": action.late(day_of(view.profile, view.at)),
        "outcome": action.outcome or None,
        "ended_at": action.ended_at,
    }
