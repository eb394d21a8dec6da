"""break-glass: one act when the hole or an exploit is public, or attacks are seen; and its undoing."""

import argparse
import sys

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.embargo_text import embargo_values, to_tell_lines, to_tell_values
from desktop.cli.output import print_json, print_text, say, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.decide import Refusal
from desktop.domain.embargo.breaking import Known, lacks
from desktop.domain.failures import Cancelled, Exit, RefusedByPolicy, Usage
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.embargo.break_glass import Plan, break_glass, mend_glass, plan_break_glass
from desktop.workflows.ports import Desk


def break_the_glass(parsed: argparse.Namespace, program: Program) -> int:
    """Say what will be recorded, ask, record it. Raises Usage, Cancelled, RefusedByPolicy."""
    case_id = case_id_of(parsed.case)
    known = Known(parsed.ground, parsed.public, parsed.exploit, parsed.attack, parsed.personal_data)
    if parsed.undo:
        return _undo(parsed, program, case_id)
    if sentence := lacks(known):
        raise RefusedByPolicy(sentence, advice="Give --public, --exploit or --attack, and --ground.")
    asked = not parsed.yes
    if asked and (parsed.no_input or not sys.stdin.isatty()):
        raise Usage(
            "Breaking the glass asks first, and there is nobody to ask.",
            advice="Give --yes if it is meant; `--undo` takes it back as long as nothing has left.",
        )
    with open_desk(parsed, program) as desk:
        plan = _granted(plan_break_glass(desk, case_id, known, parsed.since))
        if asked:
            _ask(case_id, plan)
        plan = _granted(break_glass(desk, case_id, known, parsed.since, seen=plan.revision))
    _tell(parsed, case_id, plan)
    return Exit.DONE


def _undo(parsed: argparse.Namespace, program: Program, case_id: str) -> int:
    if any((parsed.public, parsed.exploit, parsed.attack, parsed.personal_data, parsed.since)):
        raise Usage("--undo takes the act back as a whole.", advice="Leave the other words out.")
    with open_desk(parsed, program) as desk:
        taken = mend_glass(desk, case_id)
        if isinstance(taken, Refusal):
            raise RefusedByPolicy(taken.reason, advice=f"`embargo hold show {case_id}` says how it stands.")
        _tell_mended(parsed, desk, case_id, len(taken))
    return Exit.DONE


def _tell_mended(parsed: argparse.Namespace, desk: Desk, case_id: str, entries: int) -> None:
    view = view_case(desk, case_id)
    if parsed.json:
        print_json(embargo_values(view))
    else:
        say(f"Taken back: {entries} entries count no more. The embargo is {view.embargo.state} again.")


def _granted(outcome: Plan | Refusal) -> Plan:
    if isinstance(outcome, Refusal):
        raise RefusedByPolicy(outcome.sentence, advice="`embargo hold show CASE` says how it stands.")
    return outcome


def _ask(case_id: str, plan: Plan) -> None:
    """Whether it is meant, on the terminal. Raises Cancelled."""
    say("This will be recorded:")
    for draft in plan.drafts:
        say(f"  {draft.event.kind}, {when(draft.occurred_at)}")
    _remark(case_id, plan)
    say("Then these have to be told:")
    for line in to_tell_lines(plan.to_tell, zone_named(plan.zone)):
        say(f"  {line}")
    say("Break the glass? Type yes:")
    if sys.stdin.readline().strip().lower() not in ("yes", "y"):
        say("Nothing was recorded.")
        raise Cancelled


def _remark(case_id: str, plan: Plan) -> None:
    """What to know, and how packs are taken on that start the clocks of the law."""
    for remark in plan.remarks:
        say(remark)
    for pack in plan.packs:
        say(f"To take on {pack}: `embargo policy take {case_id} {pack} --reason TEXT`.")


def _tell(parsed: argparse.Namespace, case_id: str, plan: Plan) -> None:
    if parsed.json:
        print_json(
            {
                "case": case_id,
                "recorded": [{"event": d.event.kind, "occurred_at": d.occurred_at} for d in plan.drafts],
                "remarks": plan.remarks,
                "to_tell": to_tell_values(plan.to_tell),
            }
        )
        return
    say(f"Recorded in {case_id}: {', '.join(draft.event.kind for draft in plan.drafts)}.")
    _remark(case_id, plan)
    say(f"Pressed by mistake? `embargo break-glass {case_id} --undo`, as long as nothing has left.")
    print_text("\n".join(("People to tell:", *to_tell_lines(plan.to_tell, zone_named(plan.zone)))))
