"""retention: what is past the time that it is kept; a person purges it, holds it, or forgets somebody."""

import argparse
import sys
from collections.abc import Sequence

import msgspec

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks.words import counted
from desktop.domain.decide import Refusal
from desktop.domain.events import LegalHoldPlaced, LegalHoldReleased
from desktop.domain.failures import Cancelled, Exit, Failure, RefusedByPolicy, Usage
from desktop.domain.retention.forgetting import FIELDS
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk
from desktop.workflows.retention.list_retained import PastItsTime, list_retained
from desktop.workflows.retention.purge_case import Purged, compact, forget_person, purge_case, still_held
from desktop.workflows.retention.rule_retention import rule_retention

_FOR_GOOD = "It cannot be undone: events, dates and proofs stay, the words and files go for good."


def retention(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    acts = {"due": _due, "rule": _rule, "purge": _purge, "hold": _hold, "release": _hold, "forget": _forget}
    return acts[parsed.retention_act](parsed, program)


def _due(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        past = list_retained(desk)
    if parsed.json:
        print_json([_values(one) for one in past])
    elif past:
        print_text(table([_cells(one) for one in past], ("CASE", "CLOSED", "DUE", "PURGE", "TITLE")))
    else:
        say("Nothing is past the time that it is kept.")
    return Exit.DONE


def _rule(parsed: argparse.Namespace, program: Program) -> int:
    if bool(parsed.after) == parsed.none:
        raise Usage("A rule has a time, or there is none.", advice="Give --after 24mo, or --none.")
    with open_desk(parsed, program) as desk:
        rule_retention(desk, parsed.after or "", parsed.what, parsed.policy)
    said = (
        f"Kept for {parsed.after} after closing: then a purge is proposed." if parsed.after else "Taken back."
    )
    say(f"{said} Nothing is purged before a person confirms it.")
    return Exit.DONE


def _purge(parsed: argparse.Namespace, program: Program) -> int:
    """Purge each; raises RefusedByPolicy for a single one that something keeps."""
    if bool(parsed.cases) == parsed.due:
        raise Usage("Name the cases to purge, or --due.", advice="`embargo retention due` lists what is due.")
    _require_somebody(parsed)
    with open_desk(parsed, program) as desk:
        cases = list(dict.fromkeys(map(case_id_of, parsed.cases)))
        if parsed.due:
            cases = [past.case.case_id for past in list_retained(desk) if not past.case.held]
        for case_id in cases:
            desk.vault.history(case_id)  # a wrong id is said before anything goes
        _ask(parsed, f"Purge {', '.join(cases) or 'nothing'}?")
        return _tell(parsed, desk, _purge_each(parsed, desk, cases))


def _purge_each(
    parsed: argparse.Namespace, desk: Desk, cases: Sequence[str]
) -> list[tuple[str, Purged | Refusal]]:
    done: list[tuple[str, Purged | Refusal]] = []
    for case_id in cases:
        try:
            done.append((case_id, purge_case(desk, case_id, parsed.what, reason=parsed.reason)))
        except Failure as failure:
            if before := [case for case, one in done if isinstance(one, Purged)]:
                failure.written = f"Purged before that: {', '.join(before)}."
            raise
    return done


def _forget(parsed: argparse.Namespace, program: Program) -> int:
    _require_somebody(parsed)
    fields = tuple(parsed.fields or FIELDS)
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        if any(field != "credit" for field in fields):
            say("The messages that they wrote, and the letters to them, go with it: they show who it was.")
        _ask(parsed, f"Forget {', '.join(fields)} in {case_id}?")
        done = forget_person(desk, case_id, parsed.person or "", fields, reason=parsed.reason)
        return _tell(parsed, desk, [(case_id, done)])


def _hold(parsed: argparse.Namespace, program: Program) -> int:
    act = LegalHoldPlaced if parsed.retention_act == "hold" else LegalHoldReleased
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        require_done(record_act(desk, case_id, act(parsed.reason)), desk, case_id)
    say("Its content is kept." if act is LegalHoldPlaced else "A rule may propose to purge it again.")
    return Exit.DONE


def _require_somebody(parsed: argparse.Namespace) -> None:
    if not parsed.yes and (parsed.no_input or not sys.stdin.isatty()):
        raise Usage("A purge asks first, and there is nobody to ask.", advice="Give --yes if it is meant.")


def _ask(parsed: argparse.Namespace, question: str) -> None:
    """Whether it is meant, on the terminal. Raises Cancelled."""
    if parsed.yes:
        return
    say(f"{question} {_FOR_GOOD} Type yes:")
    if sys.stdin.readline().strip().lower() not in ("yes", "y"):
        say("Nothing was purged.")
        raise Cancelled


def _tell(parsed: argparse.Namespace, desk: Desk, done: Sequence[tuple[str, Purged | Refusal]]) -> int:
    """Say what came of each, and what still holds it. Raises RefusedByPolicy for a single refusal."""
    purged = [one for _case, one in done if isinstance(one, Purged)]
    waits = compact(desk) if purged else ""
    if len(done) == 1 and not purged:
        _refuse(done[0][1])
    if parsed.json:
        print_json([_outcome(case_id, one) for case_id, one in done])
    else:
        _tell_each(done)
    for sentence in filter(None, (waits, still_held(purged[0].backups) if purged else "")):
        say(sentence)
    return Exit.DONE if len(purged) == len(done) else Exit.PARTLY


def _tell_each(done: Sequence[tuple[str, Purged | Refusal]]) -> None:
    if not done:
        say("Nothing is past the time that it is kept. Nothing was purged.")
    for case_id, one in done:
        if isinstance(one, Refusal):
            say(f"{case_id} was left as it is. {one.sentence}")
            continue
        gone = counted(one.entries, "entry")
        say(f"{case_id}: the content of {gone} is gone; that they were written stays.")
        if one.elsewhere:
            say(f"The same people stand in {', '.join(one.elsewhere)} too.")


def _refuse(outcome: Purged | Refusal) -> None:
    if isinstance(outcome, Refusal):
        raise RefusedByPolicy(outcome.sentence, advice="`embargo show CASE` says how it stands.")


def _outcome(case_id: str, one: Purged | Refusal) -> dict[str, object]:
    if isinstance(one, Refusal):
        return {"case": case_id, "purged": False, "refused": one.sentence}
    values = msgspec.structs.asdict(one)
    return {"case": values.pop("case_id"), "purged": True, **values}


def _values(past: PastItsTime) -> dict[str, object]:
    return {
        "case": past.case.case_id,
        "policy": past.case.policy_id,
        "closed_at": past.case.closed_at,
        "due": past.due,
        "after": past.rule.after,
        "what": past.rule.what,
        "by": "policy" if past.rule.by_policy else "vault",
        "held": past.case.held,
    }


def _cells(past: PastItsTime) -> tuple[str, ...]:
    what = "held" if past.case.held else past.rule.what
    closed, due = when(past.case.closed_at), when(past.due)
    return past.case.case_id, closed, due, what, past.case.title.line
