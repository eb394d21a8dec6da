"""Hand all open cases of a handler who leaves to another, and record what has to be rotated then."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged, Usage
from desktop.domain.occurrences import in_force
from desktop.workflows.custody.known_handlers import all_handlers, is_gone, known_handlers
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.vault_ports import CaseQuery, CaseRow

_PAGE = 500
_AGAIN = "Hand over once more: what is done stays done, and nobody is recorded as gone before all is."


class Handover(msgspec.Struct, frozen=True):
    """Whose open cases go to whom; names are spelled as the vault has them."""

    leaver: str
    successor: str
    cases: tuple[CaseRow, ...]


class HandedOver(msgspec.Struct, frozen=True):
    """What came of it; `complete` once nothing is left with who leaves, and their leaving is recorded."""

    leaver: str
    successor: str
    assigned: tuple[str, ...]
    changed: tuple[str, ...]
    """Cases that somebody else changed meanwhile: they were left as they are."""

    @property
    def complete(self) -> bool:
        """Whether every case was handed over."""
        return not self.changed

    @property
    def advice(self) -> str:
        """What to do about those that were left."""
        return "" if self.complete else _AGAIN


def plan_handover(desk: Desk, leaver: str, successor: str) -> Handover:
    """All open cases of who leaves. Raises Usage for a name that nobody has here, and twice the same."""
    if not leaver.strip() or not successor.strip() or e.same_name(leaver, successor):
        raise Usage("A handover names two people.", advice="Name who leaves, and who takes over.")
    spelled = {e.name_key(name): name for name in all_handlers(desk)}
    if is_gone(desk, successor):
        raise Usage(f"{successor} has left too.", advice=f"Working here: {', '.join(known_handlers(desk))}.")
    if e.name_key(leaver) not in spelled:
        raise Usage(
            f"Nobody works here under the name {' '.join(leaver.split())}.",
            advice=f"Known here: {', '.join(spelled.values())}.",
        )
    theirs = [name for name in desk.vault.handlers() if e.same_name(name, leaver)]
    rows = [row for name in theirs for row in _open_cases(desk, name)]
    if not rows and is_gone(desk, leaver):
        raise Usage(
            f"{spelled[e.name_key(leaver)]} has left already, and no open case is theirs.",
            advice="`embargo handover --status` lists what is still open.",
        )
    key = e.name_key(successor)
    return Handover(spelled[e.name_key(leaver)], spelled.get(key, " ".join(successor.split())), tuple(rows))


def hand_over(desk: Desk, plan: Handover, *, reason: str, progress: Progress) -> HandedOver:
    """Assign case by case, then record that they left. Raises Cancelled between two cases."""
    assigned: list[str] = []
    changed: list[str] = []
    for number, row in enumerate(plan.cases):
        progress.step("Handing over", number, len(plan.cases))
        (assigned if _assign(desk, row, plan.successor) else changed).append(row.case_id)
    if not changed:
        _record_leaving(desk, plan, reason)
    return HandedOver(plan.leaver, plan.successor, tuple(assigned), tuple(changed))


def take_back_leaving(desk: Desk, name: str) -> str:
    """Undo that somebody left, as it was recorded last; their name. Raises Usage for who has not left."""
    left = {
        recorded.id: recorded.event.name
        for recorded in in_force(desk.vault.vault_history())
        if isinstance(recorded.event, e.HandlerLeft) and e.same_name(recorded.event.name, name)
    }
    if not left or not is_gone(desk, name):
        raise Usage("Nobody of this name has left.", advice="`embargo handover --status` lists who did.")
    (event_id, spelled), now = left.popitem(), desk.tools.now()
    desk.vault.append(None, [Draft(e.EventUndone(event_id), now)], author=desk.handler, now=now)
    return spelled


def _open_cases(desk: Desk, name: str) -> Sequence[CaseRow]:
    """All of them, read before any is changed: pages would move otherwise."""
    rows: list[CaseRow] = []
    query = CaseQuery(handler=name, open_only=True, order="case_id")
    while len(page := desk.vault.cases(query, len(rows), _PAGE).rows):
        rows.extend(page)
    return rows


def _assign(desk: Desk, row: CaseRow, successor: str) -> bool:
    try:
        outcome = record_act(desk, row.case_id, e.HandlerAssigned(successor), seen=row.revision)
    except CaseChanged:
        return False
    return not isinstance(outcome, Refusal)


def _record_leaving(desk: Desk, plan: Handover, reason: str) -> None:
    now = desk.tools.now()
    left = e.HandlerLeft(
        name=plan.leaver,
        successor=plan.successor,
        reason=reason.strip(),
        slots=tuple(e.SlotThen(slot.slot_id, slot.kind) for slot in desk.vault.slots()),
        intake_key=intake_key(desk),
    )
    desk.vault.append(None, [Draft(left, now)], author=desk.handler, now=now)
