"""hold: the embargo of a case, and what people ask for, refuse and agree on."""

import argparse
from datetime import UTC, datetime

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.embargo_text import embargo_line, embargo_text, embargo_values
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.clocks.wall_time import at_wall_time, said_of_wall_time, zone_named
from desktop.domain.event import Event
from desktop.domain.failures import Exit, Usage
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case


def hold(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    acts = {"propose": _propose, "refuse": _refuse, "agree": _agree, "exit": _exit}
    if parsed.hold_act == "show":
        return _show(parsed, program)
    return _record(parsed, program, acts[parsed.hold_act](parsed))


def _show(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    if parsed.json:
        print_json(embargo_values(view))
    else:
        print_text(embargo_text(view))
    return Exit.DONE


def _record(parsed: argparse.Namespace, program: Program, act: Event) -> int:
    """Record the act, and say how the embargo stands. Raises RefusedByPolicy."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        require_done(record_act(desk, case_id, act), desk, case_id)
        view = view_case(desk, case_id)
    if parsed.json:
        print_json(embargo_values(view))
    else:
        say(embargo_line(view))
    return Exit.DONE


def _propose(parsed: argparse.Namespace) -> Event:
    return e.EmbargoProposed(_until(parsed), parsed.ground, parsed.by)


def _refuse(parsed: argparse.Namespace) -> Event:
    return e.EmbargoRefused(parsed.ground, parsed.proposal)


def _agree(parsed: argparse.Namespace) -> Event:
    return e.DisclosureAgreed(_until(parsed), tuple(parsed.party), parsed.evidence)


def _exit(parsed: argparse.Namespace) -> Event:
    return e.EmbargoExited("agreement", parsed.ground, tuple(parsed.party))


def _until(parsed: argparse.Namespace) -> datetime:
    """The instant that was meant; a time that clocks skip, or show twice, is said. Raises Usage."""
    given: datetime = parsed.until
    if given.tzinfo is not None:
        return given
    if not parsed.zone:
        return given.replace(tzinfo=UTC)
    try:
        zone = zone_named(parsed.zone)
    except ValueError as error:
        raise Usage(f"There is no time zone {parsed.zone!r}.", advice="Such as Europe/Berlin.") from error
    taken = at_wall_time(given.date(), given.time(), zone)
    if remark := said_of_wall_time(given, zone, taken):
        say(remark)
    return taken
