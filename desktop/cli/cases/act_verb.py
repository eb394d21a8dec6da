"""act: record what was done, through the same rules as the desk."""

import argparse
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from desktop.cli.cases.act_remarks import remarks_on, undo_words
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.event_words import build_event
from desktop.cli.cases.need_words import refusal_words
from desktop.cli.output import print_json, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.assessing.reproduction import holders_of_poc
from desktop.domain.decide import Refusal
from desktop.domain.embargo.mending import ONE_ACT
from desktop.domain.event import Event, Recorded, name_of
from desktop.domain.events import (
    AckSent,
    ActionDone,
    ActionDropped,
    ArrivalConfirmed,
    ConflictSettled,
    CreditRecorded,
    EventUndone,
    ReproductionTried,
)
from desktop.domain.failures import Exit, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk

_SHORTEST_ID = 8
_NAMES_AN_EVENT: dict[type[Event], str] = {
    EventUndone: "event_id",
    ConflictSettled: "kept",
    ActionDone: "planned",
    ActionDropped: "planned",
    CreditRecorded: "proof",
    ReproductionTried: "poc",
}


def act(parsed: argparse.Namespace, program: Program) -> int:
    """Record one event. Raises RefusedByPolicy with what is missing."""
    return record_event(
        parsed, program, build_event(parsed.event, parsed.values, parsed.note, parsed.at), at=parsed.at
    )


def record_event(
    parsed: argparse.Namespace,
    program: Program,
    meant: Event | Callable[[Desk], Event],
    *,
    at: datetime | None = None,
) -> int:
    """Record an event in the case that was named; one that only the desk can tell is asked of it.

    Raises RefusedByPolicy with what is missing.
    """
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        event = meant if isinstance(meant, Event) else meant(desk)
        # A time that stands for the arrival says nothing of when it was confirmed: that is now.
        at = None if isinstance(event, ArrivalConfirmed) and event.arrived_at == at else at
        outcome = record_act(desk, case_id, _whole(desk, case_id, event), at=at)
        recorded = require_done(outcome, desk, case_id)
        remarks = remarks_on(desk, recorded)
    if parsed.json:
        document = {"case": recorded.case_id, "event": event.kind, "id": recorded.id}
        print_json(document | {"occurred_at": recorded.occurred_at})
    else:
        say(f"{event.kind} recorded in {recorded.case_id}.")
    for remark in remarks:
        say(remark)
    return Exit.DONE


def require_done(outcome: Recorded | Refusal, desk: Desk, case_id: str) -> Recorded:
    """What was recorded. Raises RefusedByPolicy with the next step that fits the refusal."""
    if not isinstance(outcome, Refusal):
        return outcome
    raise RefusedByPolicy(refusal_words(outcome), advice=_next_step(outcome, desk, case_id))


def _next_step(refusal: Refusal, desk: Desk, case_id: str) -> str:
    if refusal.missing:
        return f"`embargo show {case_id}` says what the case still lacks."
    if refusal.reason == ONE_ACT:
        return f"`embargo break-glass {case_id} --undo` does that, as long as nothing has left."
    same = [r for r in in_force(desk.vault.history(case_id)) if name_of(r.event) == refusal.act]
    if same and refusal.act == AckSent.kind:
        return f"To undo it: {undo_words(case_id, same[-1])}."
    if "undo" in refusal.reason.casefold():  # it says itself what to put right
        return "Then record it again."
    return "" if "already" in refusal.reason else "Put that right, then record it again."


def _whole(desk: Desk, case_id: str, event: Event) -> Event:
    """The event with the whole id of what it names, where the beginning of it was given."""
    field = _NAMES_AN_EVENT.get(type(event), "")
    if not field:
        return event
    history = desk.vault.history(case_id)
    is_try = isinstance(event, ReproductionTried)
    known = holders_of_poc(fold(history)) if is_try else [recorded.id for recorded in history]
    return msgspec.structs.replace(event, **{field: _completed(getattr(event, field), known)})


def _completed(beginning: str, known: Iterable[str]) -> str:
    found = [whole for whole in known if whole.startswith(beginning.lower())]
    return found[0] if len(beginning) >= _SHORTEST_ID and len(found) == 1 else beginning
