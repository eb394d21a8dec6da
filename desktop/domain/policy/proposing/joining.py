"""Several texts of one organisation as one proposal: what they say alike is one value, the rest conflicts."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desktop.domain.policy.proposing.proposal import (
    LISTS,
    Conflict,
    LeftOut,
    Open,
    Passage,
    Proposal,
    Proposed,
)

_PLAIN = ("id", "sentence", "assumed", "text", "as_written")
"""Keys that two texts may word differently without promising anything else."""


def joined(proposals: Sequence[Proposal]) -> Proposal:
    """One proposal of them all, in their order; sources are numbered, what contradicts is a conflict."""
    first, *others = proposals
    items, questions, left = list(first.items), list(first.questions), list(first.left_out)
    conflicts = list(first.conflicts)
    for number, other in enumerate(others, start=1):
        moved = [_moved(item, number) for item in other.items]
        renamed = _merge(items, moved, conflicts)
        conflicts += [_kept(one, renamed) for one in other.conflicts]
        known = {question.id for question in questions}
        questions += [q for q in _renamed(other.questions, renamed, number) if q.id not in known]
        left += [LeftOut(one.reason, one.words, _from(one.passage, number)) for one in other.left_out]
    return msgspec.structs.replace(
        first,
        sources=tuple(source for one in proposals for source in one.sources),
        items=tuple(items),
        questions=tuple(questions),
        left_out=tuple(left),
        conflicts=tuple(conflicts),
        not_a_policy=all(one.not_a_policy for one in proposals),
    )


def _merge(items: list[Proposed], others: Iterable[Proposed], conflicts: list[Conflict]) -> dict[str, str]:
    """Take in the values of another text; returns the ids under which they stand now."""
    renamed: dict[str, str] = {}
    earlier = list(items)
    """Those of the texts before: what one text says of itself is no contradiction between two."""
    for other in others:
        place = next((n for n, one in enumerate(items) if _same(one, other)), None)
        if place is not None:
            one = items[place]
            items[place] = msgspec.structs.replace(one, passages=(*one.passages, *other.passages))
            renamed[other.id] = one.id
            continue
        if other.table == "policy" and any(one.table == "policy" for one in items):
            renamed[other.id] = next(one.id for one in items if one.table == "policy")
            continue
        against = [one.id for one in earlier if _contradict(one, other)]
        new = _free(other.id, {one.id for one in items})
        renamed[other.id] = new
        value = other.value if against or "id" not in other.value else other.value | {"id": _part(new)}
        needs = tuple(renamed.get(need, need) for need in other.needs)
        items.append(msgspec.structs.replace(other, id=new, value=value, needs=needs))
        conflicts.extend(Conflict(_told(other), (name, new)) for name in against)
    return renamed


def _kept(conflict: Conflict, renamed: dict[str, str]) -> Conflict:
    return Conflict(conflict.text, tuple(dict.fromkeys(renamed[name] for name in conflict.ids)))


def _same(one: Proposed, other: Proposed) -> bool:
    return one.table == other.table and _facts(one.value) == _facts(other.value)


def _facts(value: dict[str, Any]) -> dict[str, Any]:
    return {key: fact for key, fact in value.items() if key not in _PLAIN}


def _contradict(one: Proposed, other: Proposed) -> bool:
    """Whether a profile cannot hold both: one table alone, or the same clock with another time."""
    if one.table != other.table:
        return False
    if one.table not in LISTS:
        return True
    if one.table == "versions":
        return bool(one.value["as_written"] == other.value["as_written"])
    if one.table == "scope":
        return _words(one) == _words(other) and one.value["side"] != other.value["side"]
    return one.table == "clocks" and _rivals(one.value, other.value)


def _words(line: Proposed) -> str:
    return " ".join(str(line.value["text"]).lower().split()).rstrip(".")


def _rivals(one: dict[str, Any], other: dict[str, Any]) -> bool:
    mine, theirs = set(one.get("severities", ())), set(other.get("severities", ()))
    alike = set(one["stops"]) == set(other["stops"]) and bool(one.get("every")) == bool(other.get("every"))
    return alike and (bool(mine & theirs) or not (mine or theirs))


def _told(item: Proposed) -> str:
    named = ("sentence", "as_written", "text")
    what = next((item.value[key] for key in named if item.value.get(key)), "") or item.table.replace("_", " ")
    return f"Two texts say different things: {what}"


def _moved(item: Proposed, number: int) -> Proposed:
    return msgspec.structs.replace(item, passages=tuple(_from(passage, number) for passage in item.passages))


def _from(passage: Passage, number: int) -> Passage:
    return msgspec.structs.replace(passage, source=number)


def _renamed(questions: Iterable[Open], renamed: dict[str, str], number: int) -> Iterable[Open]:
    for question in questions:
        passages = tuple(_from(passage, number) for passage in question.passages)
        yield msgspec.structs.replace(question, id=renamed.get(question.id, question.id), passages=passages)


def _part(item_id: str) -> str:
    return item_id.partition(":")[2]


def _free(name: str, taken: set[str]) -> str:
    number, found = 2, name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
