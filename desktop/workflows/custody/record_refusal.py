"""What was refused stands in the vault's own journal (MUS-5.3c, TER-2.4c), where somebody asked for it.

It is recorded with the kind of what refused it, never with the sentence or with what was typed: those may
hold what a stranger wrote.
"""

from contextlib import suppress
from typing import TypeVar

from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.events import ActRefused
from desktop.domain.failures import Failure, RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared, ClearedFile
from desktop.domain.leaving.gate import GateRefusal
from desktop.workflows.ports import Desk

_Out = TypeVar("_Out", Cleared, ClearedFile)


def record_refused_act(desk: Desk, case_id: str, refusal: Refusal) -> None:
    """Record that an act on a case was refused, by a rule or for what is still missing."""
    missing = tuple(need.id for need in refusal.missing)
    _record(desk, ActRefused(refusal.act, "needs" if missing else "rule", case_id, missing))


def record_refused_exit(desk: Desk, what: str, case_id: str = "") -> None:
    """Record that the gate let something of this kind not out."""
    _record(desk, ActRefused(what, "gate", case_id))


def require_cleared(
    desk: Desk, outcome: _Out | GateRefusal, what: str, refused: str, *, case_id: str = "", advice: str = ""
) -> _Out:
    """What the gate cleared of this kind; else the journal keeps that it refused.

    Raises RefusedByPolicy with its reasons behind the sentence that it was `refused`.
    """
    if isinstance(outcome, GateRefusal):
        record_refused_exit(desk, what, case_id)
        raise RefusedByPolicy(f"{refused} {outcome.sentence}", advice=advice)
    return outcome


def _record(desk: Desk, refused: ActRefused) -> None:
    now = desk.tools.now()
    # A vault that is only read, or on a full disk, takes no entry: the refusal stands all the same.
    with suppress(Failure):
        desk.vault.append(None, [Draft(refused, now)], author=desk.handler, now=now)
