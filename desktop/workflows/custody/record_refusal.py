"""What was refused stands in the vault's own journal (MUS-5.3c, TER-2.4c), where somebody asked for it.

It is recorded with the kind of what refused it, never with the sentence or with what was typed: those may
hold what a stranger wrote.
"""

from contextlib import suppress

from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.events import ActRefused
from desktop.domain.failures import Failure
from desktop.workflows.ports import Desk


def record_refused_act(desk: Desk, case_id: str, refusal: Refusal) -> None:
    """Record that an act on a case was refused, by a rule or for what is still missing."""
    missing = tuple(need.id for need in refusal.missing)
    _record(desk, ActRefused(refusal.act, "needs" if missing else "rule", case_id, missing))


def record_refused_exit(desk: Desk, what: str, case_id: str = "") -> None:
    """Record that the gate let something of this kind not out."""
    _record(desk, ActRefused(what, "gate", case_id))


def _record(desk: Desk, refused: ActRefused) -> None:
    now = desk.tools.now()
    # A vault that is only read, or on a full disk, takes no entry: the refusal stands all the same.
    with suppress(Failure):
        desk.vault.append(None, [Draft(refused, now)], author=desk.handler, now=now)
