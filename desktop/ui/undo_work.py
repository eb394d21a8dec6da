"""What the worker does to take an act back: the one that was named, or the last that counts. Knows no Qt."""

from typing import NamedTuple

from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.events import EventUndone
from desktop.domain.occurrences import in_force
from desktop.workflows.ports import Desk
from desktop.workflows.record_act import record_act


class TakenBack(NamedTuple):
    """Which act of which case was taken back; None where there was none, `refusal` where it stays."""

    case_id: str
    act: Recorded | None
    refusal: Refusal | None = None


def take_back(desk: Desk, case_id: str, act: Recorded) -> TakenBack:
    """Undo this very act, whatever was recorded since; the rules still decide."""
    outcome = record_act(desk, case_id, EventUndone(event_id=act.id))
    return TakenBack(case_id, act, outcome if isinstance(outcome, Refusal) else None)


def take_back_last(desk: Desk, case_id: str) -> TakenBack:
    """Undo the last act of a case that counts, also one that no view shows yet."""
    history = desk.vault.history(case_id)
    counting = [recorded for recorded in in_force(history) if not isinstance(recorded.event, EventUndone)]
    return take_back(desk, case_id, counting[-1]) if len(counting) > 1 else TakenBack(case_id, None)
