"""What an act of one case does in another: a duplicate's people join the original, or leave it again."""

from datetime import datetime

from desktop.domain import events as e
from desktop.domain.case import Case, fold
from desktop.domain.case_id import normalise
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import NoSuchCase
from desktop.domain.triage import merging
from desktop.formats.letters.explanations import explanation_of
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseDrafts

_NOT_A_DUPLICATE = "Only a duplicate is a duplicate of a case: give the reason duplicate, or no case."
_UNDO_THERE = "This came when a duplicate was merged: undo the rejection of {case} instead."


def spelled(desk: Desk, act: Event) -> Event:
    """The act with the id of the other case as it is written, and the usual words where none are given."""
    if isinstance(act, e.ReportRejected) and act.of:
        of, words = _id(act.of), act.explanation
        if act.reason == "duplicate" and not words.strip():
            words = explanation_of("duplicate", _originals(desk, of).get(of))
        return e.ReportRejected(act.reason, words, of)
    return e.DuplicateDenied(_id(act.other), act.reason) if isinstance(act, e.DuplicateDenied) else act


def _id(written: str) -> str:
    return normalise(written) or written.strip()


def drafts_elsewhere(
    desk: Desk, case: Case, history: list[Recorded], act: Event, at: datetime
) -> tuple[CaseDrafts, ...] | Refusal:
    """What has to be recorded in other cases together with this act; nothing for most."""
    if isinstance(act, e.ReportRejected) and act.of:
        return _joining(desk, case, act, at)
    if isinstance(act, e.EventUndone):
        target = next((recorded for recorded in history if recorded.id == act.event_id), None)
        return _leaving(desk, target, at) if target is not None else ()
    return ()


def _joining(desk: Desk, case: Case, act: e.ReportRejected, at: datetime) -> tuple[CaseDrafts, ...] | Refusal:
    if act.reason != "duplicate":
        return Refusal(act.kind, _NOT_A_DUPLICATE)
    cases = _originals(desk, act.of)
    if sentence := merging.objection(case, cases, act.of):
        return Refusal(act.kind, sentence)
    original = cases[act.of]
    drafts = tuple(Draft(event, at) for event in merging.joining(case, original))
    return (CaseDrafts(original.case_id, drafts, original.revision),)


def _originals(desk: Desk, of: str) -> dict[str, Case]:
    """The case, and those that it and its originals are duplicates of."""
    cases: dict[str, Case] = {}
    while of and of not in cases:
        try:
            cases[of] = fold(desk.vault.history(of))
        except NoSuchCase:
            break
        of = merging.original_of(cases[of])
    return cases


def _leaving(desk: Desk, target: Recorded, at: datetime) -> tuple[CaseDrafts, ...] | Refusal:
    if isinstance(target.event, e.ReporterJoined):
        sentence = _UNDO_THERE.format(case=target.event.from_case)
        return Refusal(e.EventUndone.kind, sentence)
    if not isinstance(target.event, e.ReportRejected) or not target.event.of:
        return ()
    history = desk.vault.history(target.event.of)
    undone = tuple(
        Draft(e.EventUndone(event_id=recorded.id), at) for recorded in merging.joined_by(target, history)
    )
    return (CaseDrafts(target.event.of, undone, len(history)),) if undone else ()
