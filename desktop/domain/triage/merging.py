"""What a duplicate means for its original: who joins it, and how that is taken back."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.traces import hidden_identities
from desktop.domain.occurrences import in_force
from desktop.domain.parties.people import person_of


def objection(duplicate: Case, cases: Mapping[str, Case], of: str) -> str:
    """What speaks against `of` as the original, or ""; `cases` are those that its own originals lead to."""
    if of == duplicate.case_id:
        return "A case is no duplicate of itself."
    if of not in cases:
        return "No case of this vault has this id. Leave it out for a problem that is known elsewhere."
    root = _root(cases, of)
    if root == duplicate.case_id:
        return f"{of} is itself a duplicate of this case: undo that rejection first, or reject {of} alone."
    if root != of:
        return f"{of} is itself a duplicate of {root}: choose {root}."
    return _nobody_joins(cases[of])


def _nobody_joins(original: Case) -> str:
    """Why no reporter can join this case, or ""."""
    of = original.case_id
    if original.incident_only:
        return f"No report began {of}: link the two cases instead."
    if original.purged:
        return (
            f"The content of {of} was purged: nobody can join it. Reject this report without naming a case."
        )
    return ""


def original_of(case: Case) -> str:
    """The case of which it is a duplicate; empty for none of this vault."""
    return case.rejected.of if case.rejected is not None else ""


def joining(duplicate: Case, original: Case, at: datetime) -> Iterator[Draft]:
    """What is recorded in the original: everybody who has part in the duplicate, with their wishes."""
    if duplicate.arrived_at is not None:
        joined = e.ReporterJoined(
            from_case=duplicate.case_id,
            reporter_name=duplicate.reporter_name,
            reporter_address=duplicate.reporter_address,
            grade=duplicate.grade,
            arrived_at=duplicate.arrived_at,
            traces=tuple(map(Untrusted, dict.fromkeys(filter(None, hidden_identities(duplicate))))),
        )
        yield Draft(joined, at)
    there = {joined.from_case for joined in original.joined}
    yield from (Draft(joined, at) for joined in duplicate.joined if joined.from_case not in there)
    yield from (Draft(p, at) for p in duplicate.named if person_of(original, p.name) is None)
    for key, wish in duplicate.credits.items():
        copy, said = carried(wish, duplicate), duplicate.wished_at[key]
        comes = person_of(duplicate, wish.person) is not None
        known = original.wished_at.get(e.name_key(copy.person))
        if comes and (known is None or known < said):
            yield Draft(copy, said)


def carried(wish: e.CreditRecorded, duplicate: Case) -> e.CreditRecorded:
    """The wish as an original has it; its proof is a message of the other case."""
    return msgspec.structs.replace(wish, person=wish.person or duplicate.case_id, proof="")


def is_copy(there: Recorded, wish: Recorded, duplicate: Case) -> bool:
    """Whether what stands in an original is this wish of the duplicate."""
    event = wish.event
    same = isinstance(event, e.CreditRecorded) and there.event == carried(event, duplicate)
    return same and there.occurred_at == wish.occurred_at


def is_news(wish: e.CreditRecorded, original: Case, said: datetime) -> bool:
    """Whether the original has this person, and no wish of theirs that was said later."""
    known = original.wished_at.get(e.name_key(wish.person))
    return person_of(original, wish.person) is not None and (known is None or known <= said)


def came_with(rejection: Recorded, history: Sequence[Recorded]) -> list[Recorded]:
    """What was recorded in the original with the rejection of its duplicate."""
    behind = {
        r.sequence: r
        for r in history
        if (r.writer, r.recorded_at) == (rejection.writer, rejection.recorded_at)
    }
    together: list[Recorded] = []
    while (further := behind.get(rejection.sequence + 1 + len(together))) is not None:
        if not isinstance(further.event, e.ReporterJoined | e.PersonNamed | e.CreditRecorded):
            break
        together.append(further)
    return together


def leaving(undone: Sequence[Event], came: Sequence[Recorded], history: Sequence[Recorded]) -> list[Recorded]:
    """What goes when these events of a duplicate no longer count, of what `came` from it and still counts.

    A wish of somebody who leaves goes with them, whenever it came.
    """
    gone = {e.name_key(x.from_case) for x in undone if isinstance(x, e.ReporterJoined)}
    gone |= {e.name_key(x.name) for x in undone if isinstance(x, e.PersonNamed)}
    here = {recorded.id for recorded in came if recorded.event in undone}
    return [
        recorded
        for recorded in in_force(history)
        if recorded.id in here
        or (isinstance(recorded.event, e.CreditRecorded) and e.name_key(recorded.event.person) in gone)
    ]


def _root(cases: Mapping[str, Case], of: str) -> str:
    """Where the originals of originals lead; bundles of other handlers may have made a circle."""
    seen = [of]
    while (further := original_of(cases[seen[-1]])) in cases and further not in seen:
        seen.append(further)
    return seen[-1]
