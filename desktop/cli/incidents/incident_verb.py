"""incident: a case that no report began, or that of a report, from detection to what was learned."""

import argparse

from desktop.cli.cases.act_verb import record_event
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.incidents.incident_text import describe, incident_values
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.failures import Exit, Usage
from desktop.domain.fold import fold
from desktop.domain.incidents.phases import kind_named, names_of
from desktop.domain.inert import Untrusted
from desktop.workflows.desk.view_case import pinned_profile, view_case
from desktop.workflows.incidents.export_record import export_record
from desktop.workflows.incidents.open_incident import Noticed, open_incident
from desktop.workflows.ports import Desk


def incident(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    own = {"open": _open, "show": _show, "export": _export}.get(parsed.incident_act)
    if own is not None:
        return own(parsed, program)
    return record_event(parsed, program, lambda desk: _event(parsed, desk), at=getattr(parsed, "at", None))


def _open(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        at = parsed.at or desk.tools.now()
        typed = Noticed(parsed.policy, parsed.title, parsed.noticed, at, parsed.by)
        case_id = open_incident(desk, typed)
    if parsed.json:
        print_json({"case": case_id, "policy": parsed.policy})
    else:
        print_text(case_id)
        say(f"Case opened. `embargo incident show {case_id}` says what comes next.")
    return Exit.DONE


def _show(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    if parsed.json:
        print_json(incident_values(view))
    elif view.case.incident.begun:
        print_text(describe(view))
    else:
        say(f"{view.case.case_id} has no incident. `embargo incident record CASE detected` begins one.")
    return Exit.DONE


def _export(parsed: argparse.Namespace, program: Program) -> int:
    path = parsed.out.absolute()
    with open_desk(parsed, program) as desk:
        cleared = export_record(desk, case_id_of(parsed.case), path, progress=ProgressBar())
    if parsed.json:
        print_json({"file": shown_path(path), "sha256": cleared.sha256, "encrypted": cleared.encrypted})
    else:
        say(f"{shown_path(path)} was written. Only the intake key opens it.")
    return Exit.DONE


def _event(parsed: argparse.Namespace, desk: Desk) -> Event:
    """What the act records."""
    match parsed.incident_act:
        case "record":
            return _phase(parsed, desk)
        case "personal-data":
            affected = parsed.answer == "affected"
            return e.BreachAware(parsed.note) if affected else e.BreachRuledOut(parsed.note)
        case "link":
            return e.IncidentLinked(parsed.other, parsed.note)
        case "cause":
            return e.CauseFound(parsed.cause, parsed.evidence)
    return _action(parsed)


def _phase(parsed: argparse.Namespace, desk: Desk) -> Event:
    """The phase by whatever name it was given. Raises Usage for one that nobody has a name for."""
    case = fold(desk.vault.history(case_id_of(parsed.case)))
    profile = pinned_profile(desk.vault, case)
    kind = kind_named(parsed.phase, profile)
    if kind is None:
        names = ", ".join(names_of(profile))
        raise Usage(f"No phase is called {Untrusted(parsed.phase).line}.", advice=f"Name one of {names}.")
    if parsed.no_action and kind is not e.ReviewDone:
        raise Usage("Only a review says why nothing has to be corrected.", advice="Leave --no-action out.")
    if kind is e.ReviewDone:
        return e.ReviewDone(record=parsed.note, no_action=parsed.no_action)
    return kind(record=parsed.note)


def _action(parsed: argparse.Namespace) -> Event:
    match parsed.action_act:
        case "plan":
            return e.ActionPlanned(parsed.what, parsed.owner, parsed.due_on)
        case "done":
            return e.ActionDone(parsed.action, parsed.note)
    return e.ActionDropped(parsed.action, parsed.note)
