"""What was answered, and what waits for an answer.

A letter of ours to the reporter is answered by the next message that they write, or by one that names it; a
message of theirs by our next letter to them.
"""

from collections.abc import Iterable, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.parties.answering import by_reporter, name_of_letter
from desktop.domain.thread.entry import Entry, State


def standing(ordered: Sequence[Entry], case: Case, counting: Sequence[Recorded]) -> tuple[Entry, ...]:
    """The entries with the state that each has among the others."""
    last_in = _last(entry.direction == "in" and entry.party == "reporter" for entry in ordered)
    last_out = _last(_went_out(entry) and entry.party == "reporter" for entry in ordered)
    named = _named(case, counting)
    awaited = case.open and case.withdrawn is None and case.unreachable is None
    found: list[Entry] = []
    for place, entry in enumerate(ordered):
        state: State = entry.state
        if entry.party == "reporter" and entry.direction == "in":
            state = "answered" if place < last_out else "waiting" if awaited else ""
        elif _went_out(entry) and entry.party == "reporter":
            answered = place < last_in or entry.event_id in named
            state = "answered" if answered else entry.state
        found.append(msgspec.structs.replace(entry, state=state))
    return tuple(found)


def _named(case: Case, counting: Sequence[Recorded]) -> frozenset[str]:
    """The letters that a message of the reporter says it answers, by the ids of their events."""
    named = {
        answered.raw.strip()
        for recorded in counting
        if isinstance(recorded.event, e.FollowUpReceived) and not recorded.event.automatic
        if by_reporter(recorded.event, case.reporter_address)
        for answered in recorded.event.answers
    }
    letters = [recorded for recorded in counting if isinstance(recorded.event, e.Sent)]
    return frozenset(r.id for r in letters if name_of_letter(r) in named - {""})


def _went_out(entry: Entry) -> bool:
    return entry.direction == "out" and bool(entry.event_id)


def _last(marks: Iterable[bool]) -> int:
    """The place of the last one that is marked, or -1."""
    return max((place for place, marked in enumerate(marks) if marked), default=-1)
