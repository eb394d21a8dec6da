"""What two versions of a policy promise differently, promise by promise; words alone are no difference."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from desktop.domain.policy.profile import Profile
from desktop.domain.policy.proposing import Proposal, TableName
from desktop.domain.policy.proposing.proposal import LISTS, TABLES

_COMPARED = tuple(table for table in TABLES if table != "policy")
_UNSTATED = {field.name: field.default for field in msgspec.structs.fields(Profile)}
"""A table that there is once, as a profile has it that does not state it."""
_WORDING = ("id", "sentence", "assumed", "clauses", "alternatives", "key_status")
"""Keys that may differ without anything else being promised."""
_NAMED_BY = ("sentence", "address", "as_written", "text", "question", "channel", "promise", "mode", "cadence")


class Stated(msgspec.Struct, frozen=True):
    """One thing that a version says: a row of a table, or a table that there is once."""

    table: TableName
    value: dict[str, Any]

    @property
    def facts(self) -> dict[str, Any]:
        """What is promised, however it is worded."""
        return {key: fact for key, fact in self.value.items() if key not in _WORDING}

    @property
    def words(self) -> str:
        """What it says, as its version puts it."""
        named = next((self.value[key] for key in _NAMED_BY if self.value.get(key)), "")
        return str(named or self.value.get("id") or self.table.replace("_", " "))


class Difference(msgspec.Struct, frozen=True):
    """One promise of the two versions; None where a version does not make it."""

    before: Stated | None
    after: Stated | None

    @property
    def table(self) -> TableName:
        """The table that it belongs to."""
        stated = self.after or self.before
        assert stated is not None
        return stated.table

    @property
    def words(self) -> str:
        """What it is about."""
        stated = self.after or self.before
        assert stated is not None
        return stated.words

    @property
    def keys(self) -> tuple[tuple[str, str, str], ...]:
        """Each key that changed, with what it was and what it would be."""
        if self.before is None or self.after is None:
            return ()
        was, will_be = self.before.facts, self.after.facts
        return tuple(
            (key, _told(was.get(key)), _told(will_be.get(key))) for key in was if was[key] != will_be.get(key)
        )


def stated_in(profile: Profile) -> tuple[Stated, ...]:
    """All that a profile says which a text could say too."""
    return tuple(_stated(profile))


def proposed_in(proposal: Proposal) -> tuple[Stated, ...]:
    """All that a text says."""
    return tuple(
        Stated(item.table, _builtins(item.item())) for item in proposal.items if item.table != "policy"
    )


def differences(before: Sequence[Stated], after: Sequence[Stated]) -> tuple[Difference, ...]:
    """What changed, then what is new, then what is gone, in the order of the newer version."""
    left = list(before)
    unmatched: list[Stated] = []
    for stated in after:
        same = next((one for one in left if one.table == stated.table and one.facts == stated.facts), None)
        if same is not None:
            left.remove(same)
        else:
            unmatched.append(stated)
    changed: list[Difference] = []
    new: list[Difference] = []
    for stated in unmatched:
        older = next((one for one in left if _is_same_promise(one, stated)), None)
        if older is not None:
            left.remove(older)
            changed.append(Difference(older, stated))
        else:
            new.append(Difference(None, stated))
    return (*changed, *new, *(Difference(stated, None) for stated in left))


def with_differences(profile: Profile, found: Iterable[Difference]) -> Profile:
    """The profile as it would promise with these; what a text does not say stays as it is.

    Raises msgspec.ValidationError for values that are none of the schema's.
    """
    tables: dict[str, Any] = {}
    for one in found:
        rows = tables.setdefault(one.table, list(_rows(profile, one.table)))
        place = next(
            (n for n, row in enumerate(rows) if one.before is not None and row == one.before.value), None
        )
        row = one.after.value if one.after is not None else None
        if place is not None:
            rows[place : place + 1] = [] if row is None else [_named_as(rows[place], row)]
        elif row is not None:
            rows.append(_with_free_id(row, rows))
    whole = msgspec.to_builtins(profile)
    for table, rows in tables.items():
        if table in LISTS:
            whole[table] = rows
        elif rows:
            whole[table] = rows[-1]
        else:
            whole.pop(table)
    return msgspec.convert(whole, Profile)


def _stated(profile: Profile) -> Iterator[Stated]:
    for table in _COMPARED:
        for row in _rows(profile, table):
            yield Stated(table, row)


def _rows(profile: Profile, table: TableName) -> list[dict[str, Any]]:
    found = getattr(profile, table)
    if isinstance(found, tuple):
        return [_builtins(item) for item in found]
    return [] if found == _UNSTATED[table] else [_builtins(found)]


def _builtins(item: msgspec.Struct) -> dict[str, Any]:
    value: dict[str, Any] = msgspec.to_builtins(item)
    return value


def _is_same_promise(one: Stated, other: Stated) -> bool:
    """Whether one replaces the other: by its name, or by what keeps it for the same reports."""
    if one.table != other.table:
        return False
    if one.table not in LISTS:
        return True
    mine, theirs = one.value, other.value
    if one.table == "clocks":
        return _is_same_clock(mine, theirs)
    key = {"intake": "kind", "versions": "as_written", "forbidden": "channel"}.get(one.table, "id")
    return bool(mine.get(key)) and mine.get(key) == theirs.get(key)


def _is_same_clock(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    levels, theirs = set(one["severities"]), set(other["severities"])
    alike = set(one["stops"]) == set(other["stops"]) and one["owed_by"] == other["owed_by"]
    return (alike or one["id"] == other["id"]) and (bool(levels & theirs) or not (levels or theirs))


def _named_as(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The newer row under the name that other parts of the profile know it by."""
    return {**new, "id": old["id"]} if "id" in old else dict(new)


def _with_free_id(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    taken = {other.get("id") for other in rows}
    name, number = row.get("id"), 2
    while name is not None and name in taken:
        name, number = f"{row['id']}-{number}", number + 1
    return {**row, "id": name} if name is not None else dict(row)


def _told(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_told, value)) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_told(fact)}" for key, fact in value.items() if fact)
    return str(value).lower() if isinstance(value, bool) else str(value or "none")
