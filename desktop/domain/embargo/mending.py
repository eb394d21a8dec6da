"""Taking the broken glass back: as a whole, and only as long as nothing has left."""

from collections.abc import Iterator, Sequence

from desktop.domain import events as e
from desktop.domain.embargo.breaking import FACT_OF, broken_by, entries_of
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force

ONE_ACT = "This is one entry of breaking the glass, which is taken back as a whole."
_LEFT: tuple[type[Event], ...] = (e.ReleaseStarted, e.AdvisoryExported, e.AdvisoryPublished)


def act_with(target: Recorded, history: Sequence[Recorded]) -> list[Recorded]:
    """The whole act of breaking the glass that this entry belongs to; empty for any other entry."""
    exited = broken_by(history)
    entries = entries_of(exited, history) if exited is not None else []
    return entries if any(entry.id == target.id for entry in entries) else []


def not_alone(target: Recorded, history: Sequence[Recorded]) -> str:
    """Why an entry is not undone by itself, or "": the act would be half there."""
    return ONE_ACT if len(act_with(target, history)) > 1 else ""


def cannot_undo(history: Sequence[Recorded], target: Recorded) -> str:
    """Why an entry stays, or "": something has left since, or the end of the embargo rests on it."""
    entries = act_with(target, history)
    left = next(_left_since(entries[-1], history), None) if entries else None
    if left is None:
        return _held_by_exit(target, history)
    return f"Breaking the glass is not taken back any more: {_WORDS_OF.get(type(left.event), _LETTER)} since."


_LETTER = "a letter was recorded as sent"
_WORDS_OF: dict[type[Event], str] = {
    e.ReleaseStarted: "the export of an advisory was begun",
    e.AdvisoryExported: "an advisory was exported",
    e.AdvisoryPublished: "an advisory was published",
    e.PersonTold: "somebody was told",
}


def _held_by_exit(target: Recorded, history: Sequence[Recorded]) -> str:
    """An end without its reason would let an advisory out of which nobody knows why."""
    exited = broken_by(history)
    fact = FACT_OF.get(exited.event.reason) if exited is not None else None  # type: ignore[attr-defined]
    others = (r for r in in_force(history) if r.id != target.id and type(r.event) is fact)
    if fact is None or type(target.event) is not fact or next(others, None) is not None:
        return ""
    return "The embargo ended for this: take the broken glass back as a whole, or undo its end first."


def _left_since(exited: Recorded, history: Sequence[Recorded]) -> Iterator[Recorded]:
    counting = in_force(history)
    for recorded in counting[counting.index(exited) + 1 :]:
        told = isinstance(recorded.event, e.Sent | e.PersonTold)
        if isinstance(recorded.event, _LEFT) or (told and recorded.occurred_at >= exited.occurred_at):
            yield recorded
