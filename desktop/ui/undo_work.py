"""What the worker does to take an act back: the one that was named, or the last that counts. Knows no Qt."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.decide import Refusal
from desktop.domain.embargo.mending import act_with
from desktop.domain.event import Recorded
from desktop.domain.events import CaseClosed, EventUndone, ReportRejected
from desktop.domain.occurrences import in_force
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.embargo.break_glass import mend_glass
from desktop.workflows.ports import Desk


class TakenBack(NamedTuple):
    """Which acts of which case were taken back; none where there was nothing, `refusal` where one stays."""

    case_id: str
    acts: tuple[Recorded, ...] = ()
    refusal: Refusal | None = None


def take_back(desk: Desk, case_id: str, act: Recorded) -> TakenBack:
    """Undo this very act, of a closing also the rejection of the same click; the rules still decide."""
    if act_with(act, desk.vault.history(case_id)):
        return _mended(desk, case_id)
    done: list[Recorded] = []
    for one in (act, *_rejection_of(desk.vault.history(case_id), act)):
        outcome = record_act(desk, case_id, EventUndone(event_id=one.id))
        if isinstance(outcome, Refusal):
            return TakenBack(case_id, tuple(done), outcome)
        done.append(one)
    return TakenBack(case_id, tuple(done))


def _mended(desk: Desk, case_id: str) -> TakenBack:
    """Breaking the glass is one act: no entry of it is taken back alone."""
    outcome = mend_glass(desk, case_id)
    if isinstance(outcome, Refusal):
        return TakenBack(case_id, refusal=outcome)
    return TakenBack(case_id, outcome[::-1])


def _rejection_of(history: Sequence[Recorded], closing: Recorded) -> list[Recorded]:
    """The rejection that the same click recorded as this closing: right before it, at the same instant."""
    counting = in_force(history)
    at = next((number for number, recorded in enumerate(counting) if recorded.id == closing.id), 0)
    before = counting[at - 1] if at else None
    if before is None or not isinstance(closing.event, CaseClosed):
        return []
    together = (before.occurred_at, before.author) == (closing.occurred_at, closing.author)
    return [before] if together and isinstance(before.event, ReportRejected) else []


def take_back_last(desk: Desk, case_id: str) -> TakenBack:
    """Undo the last act of a case that counts, also one that no view shows yet."""
    history = desk.vault.history(case_id)
    counting = [recorded for recorded in in_force(history) if not isinstance(recorded.event, EventUndone)]
    return take_back(desk, case_id, counting[-1]) if len(counting) > 1 else TakenBack(case_id)
