"""Acts that belong together, each decided on what those before it leave: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.policy import Profile
from desktop.workflows.ports import Desk

Happened = Sequence[tuple[Event, datetime]]


def try_acts(
    desk: Desk,
    case_id: str,
    history: Sequence[Recorded],
    happened: Happened,
    profile: Profile,
    packs: Sequence[Profile],
) -> tuple[tuple[Draft, ...], list[Recorded]] | Refusal:
    """The drafts, and the history as it will be, or why one of them is refused."""
    now, after, drafts = desk.tools.now(), list(history), []
    for event, at in happened:
        outcome = decide(after, fold(after), event, profile, packs=packs, at=at, now=now)
        if isinstance(outcome, Refusal):
            return outcome
        drafts.append(outcome)
        after.append(as_recorded(desk, case_id, outcome, after))
    return tuple(drafts), after


def as_recorded(desk: Desk, case_id: str, draft: Draft, before: Sequence[Recorded]) -> Recorded:
    """A draft as it will stand behind these entries."""
    number = len(before) + 1
    writer, last = (before[-1].writer, before[-1].sequence) if before else ("", 0)
    return Recorded(
        f"draft-{number}",
        case_id,
        writer,
        last + 1,
        draft.occurred_at,
        desk.tools.now(),
        desk.handler,
        draft.event,
    )
