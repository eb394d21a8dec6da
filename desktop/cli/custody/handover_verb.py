"""handover: the open cases of who leaves go to another; what has to be rotated is listed until it is done."""

import argparse
from collections.abc import Iterator, Sequence

import msgspec

from desktop.cli.output import ProgressBar, print_json, print_text, say, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit, Usage
from desktop.domain.parties.departures import CANNOT_BE_TAKEN_BACK, Departure, departures
from desktop.workflows.custody.hand_over import (
    HandedOver,
    Handover,
    hand_over,
    plan_handover,
    take_back_leaving,
)
from desktop.workflows.ports import Desk


def handover(parsed: argparse.Namespace, program: Program) -> int:
    """Hand over, show what that would do, or show what is still open since somebody left."""
    if parsed.status:
        with open_desk(parsed, program, read_only=True) as desk:
            found = departures(desk.vault.vault_history())
        _show_status(found, as_json=parsed.json)
        return Exit.DONE
    if parsed.undo:
        with open_desk(parsed, program) as desk:
            name = take_back_leaving(desk, parsed.undo)
        say(f"{name} has not left. Cases that were handed over stay with who has them now.")
        return Exit.DONE
    if not parsed.leaver or not parsed.successor:
        raise Usage("A handover names two people.", advice="Name who leaves and who takes over, or --status.")
    with open_desk(parsed, program, read_only=parsed.dry_run) as desk:
        plan = plan_handover(desk, parsed.leaver, parsed.successor)
        if parsed.dry_run:
            _show_plan(plan, as_json=parsed.json)
            return Exit.DONE
        return _hand_over(desk, plan, parsed)


def _hand_over(desk: Desk, plan: Handover, parsed: argparse.Namespace) -> int:
    progress = ProgressBar()
    done = hand_over(desk, plan, reason=parsed.reason, progress=progress)
    progress.finish()
    open_now = departures(desk.vault.vault_history())[-1:] if done.complete else ()
    if parsed.json:
        left = [_values(departure) for departure in open_now]
        print_json(msgspec.structs.asdict(done) | {"complete": done.complete, "left": left})
    else:
        _tell(done)
        for departure in open_now:
            print_text("\n".join(_lines(departure)))
    return Exit.DONE if done.complete else Exit.PARTLY


def _tell(done: HandedOver) -> None:
    say(f"Open cases of {done.leaver} that went to {done.successor}: {len(done.assigned)}.")
    for case_id in done.changed:
        say(f"{case_id} was changed by somebody else meanwhile and stays as it is.")
    if done.advice:
        say(done.advice)


def _show_plan(plan: Handover, *, as_json: bool) -> None:
    if as_json:
        cases = [row.case_id for row in plan.cases]
        print_json({"leaver": plan.leaver, "successor": plan.successor, "cases": cases})
        return
    for row in plan.cases:
        print_text(f"{row.case_id}  {row.title.line}")
    say(f"Open cases of {plan.leaver} that would go to {plan.successor}: {len(plan.cases)}.")
    say("Nothing was written.")


def _show_status(found: Sequence[Departure], *, as_json: bool) -> None:
    if as_json:
        print_json([_values(departure) for departure in found])
    elif not found:
        say("Nobody has left this vault.")
    else:
        print_text("\n".join(line for departure in found for line in _lines(departure)))


def _lines(departure: Departure) -> Iterator[str]:
    reason = f" ({departure.reason})" if departure.reason else ""
    yield f"{departure.name} left on {when(departure.at)}, {departure.successor} took over{reason}."
    for step in departure.steps:
        if step.settled_at is not None:
            yield f"  done {when(step.settled_at)}  {step.words}"
        else:
            yield f"  open  {step.words}"
            yield from (f"        {command}" for command in step.commands)
    yield f"  {CANNOT_BE_TAKEN_BACK}"


def _values(departure: Departure) -> dict[str, object]:
    return {
        "name": departure.name,
        "successor": departure.successor,
        "reason": departure.reason,
        "at": departure.at,
        "steps": [
            msgspec.structs.asdict(step) | {"words": step.words, "commands": step.commands}
            for step in departure.steps
        ],
        "open": len(departure.open),
        "cannot_be_taken_back": CANNOT_BE_TAKEN_BACK,
    }
