"""What a duplicate means for its original: who joins it, and how that is taken back."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.people import person_of


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
    if cases[of].purged:
        return (
            f"The content of {of} was purged: nobody can join it. Reject this report without naming a case."
        )
    return ""


def original_of(case: Case) -> str:
    """The case of which it is a duplicate; empty for none of this vault."""
    return case.rejected.of if case.rejected is not None else ""


def joining(duplicate: Case, original: Case) -> Iterator[Event]:
    """What is recorded in the original: everybody who has part in the duplicate, with their wishes."""
    if duplicate.arrived_at is not None:
        yield e.ReporterJoined(
            from_case=duplicate.case_id,
            reporter_name=duplicate.reporter_name,
            reporter_address=duplicate.reporter_address,
            grade=duplicate.grade,
            arrived_at=duplicate.arrived_at,
        )
    there = {joined.from_case for joined in original.joined}
    joined = [j for j in duplicate.joined if j.from_case not in there]
    named = [p for p in duplicate.named if person_of(original, p.name) is None]
    yield from joined
    yield from named
    labels = {"": duplicate.case_id}
    labels |= {
        e.name_key(label): label for label in (*(j.from_case for j in joined), *(p.name for p in named))
    }
    for key, wish in duplicate.credits.items():
        if key in labels:  # its proof is a message of the other case
            yield msgspec.structs.replace(wish, person=labels[key], proof="")


def joined_by(rejection: Recorded, history: Sequence[Recorded]) -> list[Recorded]:
    """What was recorded in the original with the rejection of its duplicate, and still counts."""
    behind = {r.sequence: r for r in history if r.writer == rejection.writer}
    together: list[Recorded] = []
    while (after := behind.get(rejection.sequence + 1 + len(together))) is not None:
        if not isinstance(after.event, e.ReporterJoined | e.PersonNamed | e.CreditRecorded):
            break
        if after.recorded_at != rejection.recorded_at:
            break
        together.append(after)
    counting = {recorded.id for recorded in in_force(history)}
    return [recorded for recorded in together if recorded.id in counting]


def _root(cases: Mapping[str, Case], of: str) -> str:
    """Where the originals of originals lead; bundles of other handlers may have made a circle."""
    seen = [of]
    while (further := original_of(cases[seen[-1]])) in cases and further not in seen:
        seen.append(further)
    return seen[-1]
