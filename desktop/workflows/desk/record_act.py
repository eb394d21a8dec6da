"""Record what a handler did, through the rules: the one way in which a case moves on."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.decide import Refusal, decide
from desktop.domain.embargo.mending import not_alone
from desktop.domain.event import Event, Recorded
from desktop.domain.events import EventUndone
from desktop.domain.fold import fold
from desktop.workflows.custody.record_refusal import record_refused_act
from desktop.workflows.desk.spell_out import spell_out
from desktop.workflows.desk.view_case import pinned_packs, pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.triage.other_case import drafts_elsewhere, spelled
from desktop.workflows.vault_ports import CaseDrafts


def record_act(
    desk: Desk,
    case_id: str,
    act: Event,
    *,
    at: datetime | None = None,
    blobs: dict[str, bytes] | None = None,
    seen: int | None = None,
) -> Recorded | Refusal:
    """Append the act as of `at` (now, unless it happened earlier), or say why it is refused.

    What it means for another case is recorded there in the same transaction. `seen` is the revision that the
    handler looked at; raises CaseChanged when the case has moved on since, and NoSuchCase. What is refused
    stands in the vault's own journal.
    """
    outcome = _record(desk, case_id, act, at=at, blobs=blobs or {}, seen=seen)
    if isinstance(outcome, Refusal):
        record_refused_act(desk, case_id, outcome)
    return outcome


def _record(
    desk: Desk, case_id: str, act: Event, *, at: datetime | None, blobs: dict[str, bytes], seen: int | None
) -> Recorded | Refusal:
    now = desk.tools.now()
    history = desk.vault.history(case_id)
    case = fold(history)
    profile = pinned_profile(desk.vault, case)
    packs = pinned_packs(desk.vault, case)
    try:
        act = spelled(desk, spell_out(act))
    except ValueError as error:
        return Refusal(act.kind, f"{str(error)[:1].upper()}{str(error)[1:]}.")
    outcome = decide(history, case, act, profile, packs=packs, at=at or now, now=now)
    if isinstance(outcome, Refusal):
        return outcome
    if isinstance(act, EventUndone) and (sentence := _half_taken_back(act, history)):
        return Refusal(act.kind, sentence)
    elsewhere = drafts_elsewhere(desk, case, history, outcome.event, at or now)
    if isinstance(elsewhere, Refusal):
        return elsewhere
    parts = (CaseDrafts(case_id, (outcome,), case.revision if seen is None else seen), *elsewhere)
    recorded = desk.vault.append_together(parts, author=desk.handler, now=now, blobs=blobs)
    return recorded[0]


def _half_taken_back(act: EventUndone, history: Sequence[Recorded]) -> str:
    """Breaking the glass is one act, which `mend_glass` takes back; no entry of it is undone alone."""
    target = next(recorded for recorded in history if recorded.id == act.event_id)
    return not_alone(target, history)
