"""policy take, release, holiday: what a vault decides about policies beside adopting and offering them."""

import argparse
from collections.abc import Callable

from desktop.cli.adopt_verb import adopt
from desktop.cli.case_verbs import case_id_of
from desktop.cli.offer_verb import offer, require_recorded
from desktop.cli.output import print_json, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.event import name_of
from desktop.domain.failures import Exit
from desktop.workflows.keep_dates import DateChange, keep_date
from desktop.workflows.take_pack import take_pack


def _take(parsed: argparse.Namespace, program: Program) -> int:
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        recorded = require_recorded(take_pack(desk, case_id, parsed.policy, parsed.reason))
    if parsed.json:
        print_json({"case": case_id, "policy": parsed.policy, "id": recorded.id})
    else:
        say(f"{case_id} took {parsed.policy} on: its clocks run beside those of the policy.")
    return Exit.DONE


def _release(parsed: argparse.Namespace, program: Program) -> int:
    kind = e.ReleaseCancelled if parsed.cancel else e.ReleaseScheduled
    return _keep(parsed, program, kind(policy_id=parsed.policy, on=parsed.on))


def _holiday(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.remove:
        return _keep(parsed, program, e.HolidayRemoved(policy_id=parsed.policy, on=parsed.on))
    return _keep(parsed, program, e.HolidayAdded(policy_id=parsed.policy, on=parsed.on, name=parsed.name))


def _keep(parsed: argparse.Namespace, program: Program, change: DateChange) -> int:
    with open_desk(parsed, program) as desk:
        keep_date(desk, change)
    if parsed.json:
        print_json({"event": name_of(change), "policy": change.policy_id, "on": change.on})
    else:
        say(f"{name_of(change)} recorded for {change.policy_id}: {change.on}.")
    return Exit.DONE


USES: dict[str, Callable[[argparse.Namespace, Program], int]] = {
    "adopt": adopt,
    "offer": offer,
    "take": _take,
    "release": _release,
    "holiday": _holiday,
}
