"""What an act of one case does in another: a duplicate's people join the original, or leave it again."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import NoSuchCase
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.triage import merging
from desktop.formats.letters.explanations import explanation_of
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseDrafts

_NOT_A_DUPLICATE = "Only a duplicate is a duplicate of a case: give the reason duplicate, or no case."
_NO_SUCH_CASE = "No case of this vault has the id that it was compared with."
_UNDO_THERE = "This came when a duplicate was merged: undo the rejection of {case} instead."
_UNDO_WISH_THERE = "This wish was recorded in {case}: undo it there, or record another one here."
_CARRIED = (e.ReporterJoined, e.PersonNamed, e.CreditRecorded)


def spelled(desk: Desk, act: Event) -> Event:
    """The act with the id of the other case as it is written, and the usual words where none are given."""
    if isinstance(act, e.ReportRejected) and act.of:
        of, words = _id(act.of), act.explanation
        if act.reason == "duplicate" and not words.strip():
            words = explanation_of("duplicate", originals(desk, of).get(of))
        return e.ReportRejected(act.reason, words, of)
    if isinstance(act, e.IncidentLinked):
        return e.IncidentLinked(_id(act.other), act.reason)
    return e.DuplicateDenied(_id(act.other), act.reason) if isinstance(act, e.DuplicateDenied) else act


def _id(written: str) -> str:
    return normalise(written) or written.strip()


def drafts_elsewhere(
    desk: Desk, case: Case, history: list[Recorded], act: Event, at: datetime
) -> tuple[CaseDrafts, ...] | Refusal:
    """What has to be recorded in other cases with this act (nothing for most), or why it cannot be."""
    if isinstance(act, e.IncidentLinked):
        return _linking(desk, case, act, at)
    if isinstance(act, e.DuplicateDenied) and not originals(desk, act.other):
        return Refusal(act.kind, _NO_SUCH_CASE)
    if isinstance(act, e.ReportRejected) and act.of:
        return _joining(desk, case, act, at)
    if isinstance(act, e.CreditRecorded):
        return _wishing(desk, case, act, at)
    if isinstance(act, e.EventUndone):
        target = next((recorded for recorded in history if recorded.id == act.event_id), None)
        return _leaving(desk, case, target, at) if target is not None else ()
    return ()


def _joining(desk: Desk, case: Case, act: e.ReportRejected, at: datetime) -> tuple[CaseDrafts, ...] | Refusal:
    if act.reason != "duplicate":
        return Refusal(act.kind, _NOT_A_DUPLICATE)
    cases = originals(desk, act.of)
    if sentence := merging.objection(case, cases, act.of):
        return Refusal(act.kind, sentence)
    original = cases[act.of]
    drafts = tuple(merging.joining(case, original, at))
    return (CaseDrafts(original.case_id, drafts, original.revision),)


def _linking(desk: Desk, case: Case, act: e.IncidentLinked, at: datetime) -> tuple[CaseDrafts, ...] | Refusal:
    """The other case knows of it too: what leaves either may name nobody who reported the other."""
    other = originals(desk, act.other).get(act.other)
    if other is None:
        return Refusal(act.kind, "No case of this vault has the id that it is to be linked with.")
    if any(link.other == case.case_id for link in other.incident.linked):
        return ()
    draft = Draft(e.IncidentLinked(case.case_id, act.reason), at)
    return (CaseDrafts(other.case_id, (draft,), other.revision),)


def _wishing(desk: Desk, case: Case, act: e.CreditRecorded, at: datetime) -> tuple[CaseDrafts, ...]:
    """Their wish counts wherever they have part: in every case that this one is a duplicate of."""
    wish = merging.carried(act, case)
    return tuple(
        CaseDrafts(original.case_id, (Draft(wish, at),), original.revision)
        for original in originals(desk, merging.original_of(case)).values()
        if original.case_id != case.case_id and merging.is_news(wish, original, at)
    )


def originals(desk: Desk, of: str) -> dict[str, Case]:
    """The case, and those that it and its originals are duplicates of, up to the root."""
    cases: dict[str, Case] = {}
    while of and of not in cases:
        try:
            cases[of] = fold(desk.vault.history(of))
        except NoSuchCase:
            break
        of = merging.original_of(cases[of])
    return cases


def _leaving(desk: Desk, case: Case, target: Recorded, at: datetime) -> tuple[CaseDrafts, ...] | Refusal:
    """What an act recorded in the originals too is taken back there as well, and never there alone."""
    if isinstance(target.event, _CARRIED) and (instead := _undo_instead(desk, case, target)):
        return Refusal(e.EventUndone.kind, instead)
    if isinstance(target.event, e.ReportRejected) and target.event.of:
        return tuple(_no_longer_joined(desk, target, target.event.of, at))
    if isinstance(target.event, e.CreditRecorded):
        return tuple(_no_longer_wished(desk, case, target, at))
    if isinstance(target.event, e.IncidentLinked):
        return tuple(_no_longer_linked(desk, case, target.event.other, at))
    return ()


def _no_longer_linked(desk: Desk, case: Case, other: str, at: datetime) -> Iterator[CaseDrafts]:
    """A link goes both ways, so it is taken back in both cases."""
    if not originals(desk, other):
        return
    history = desk.vault.history(other)
    back = [
        r
        for r in in_force(history)
        if isinstance(r.event, e.IncidentLinked) and r.event.other == case.case_id
    ]
    if back:
        yield _undoing(other, back, len(history), at)


def _no_longer_wished(desk: Desk, case: Case, wish: Recorded, at: datetime) -> Iterator[CaseDrafts]:
    for of in originals(desk, merging.original_of(case)):
        history = desk.vault.history(of)
        copies = [r for r in in_force(history) if of != case.case_id and merging.is_copy(r, wish, case)]
        if copies:
            yield _undoing(of, copies, len(history), at)


def _undoing(of: str, recorded: Sequence[Recorded], revision: int, at: datetime) -> CaseDrafts:
    return CaseDrafts(of, tuple(Draft(e.EventUndone(event_id=r.id), at) for r in recorded), revision)


def _no_longer_joined(desk: Desk, rejection: Recorded, of: str, at: datetime) -> Iterator[CaseDrafts]:
    """Who came with the rejection leaves the original, and every case where they went on from there."""
    undone: list[Event] | None = None
    for original in originals(desk, of):
        history = desk.vault.history(original)
        came = merging.came_with(rejection, history)
        leaving = merging.leaving([r.event for r in came] if undone is None else undone, came, history)
        if leaving:
            yield _undoing(original, leaving, len(history), at)
        undone = [recorded.event for recorded in leaving]
        further = _standing_rejection(history)
        if further is None:
            return
        rejection = further


def _standing_rejection(history: Sequence[Recorded]) -> Recorded | None:
    counting = [r for r in in_force(history) if isinstance(r.event, e.ReportRejected)]
    return counting[-1] if counting else None


def _undo_instead(desk: Desk, case: Case, target: Recorded) -> str:
    """What to undo instead of what came from a duplicate that still is one, or ""."""
    here = desk.vault.history(case.case_id)
    for joined in case.joined:
        there = originals(desk, joined.from_case)
        if case.case_id not in there:
            continue
        acts = in_force(desk.vault.history(joined.from_case))
        rejections = [act for act in acts if isinstance(act.event, e.ReportRejected)]
        if any(target in merging.came_with(act, here) for act in rejections):
            return _UNDO_THERE.format(case=joined.from_case)
        if any(merging.is_copy(target, act, there[joined.from_case]) for act in acts):
            return _UNDO_WISH_THERE.format(case=joined.from_case)
    return ""
