"""Who approves, told by keys: two names with one key are one person, and whoever had a key keeps it here."""

from collections.abc import Iterator, Sequence

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.domain.rights.team import Member, Team


def keys_of(vault_history: Sequence[Recorded], name: str) -> frozenset[str]:
    """Every key that was ever enrolled for this person, or that they signed in with, under any name."""
    pairs = list(_pairs(vault_history))
    names, keys = {e.name_key(name)}, frozenset[str]()
    while True:
        found = frozenset(key for known, key in pairs if known in names)
        names |= {known for known, key in pairs if key in found}
        if found == keys:
            return keys
        keys = found


def is_same_person(vault_history: Sequence[Recorded], one: str, other: str) -> bool:
    """Whether two names are of one person, by the names themselves or by a key of both."""
    shared = keys_of(vault_history, one) & keys_of(vault_history, other)
    return e.same_name(one, other) or bool(shared)


def member_with(team: Team, fingerprint: str, able: Sequence[str]) -> Member | None:
    """Who of those able to approve is enrolled with this key."""
    return next((one for one in team.members if one.fingerprint == fingerprint and one.name in able), None)


def _pairs(vault_history: Sequence[Recorded]) -> Iterator[tuple[str, str]]:
    """Names with their keys, also those that were changed or undone since: nobody un-has a key."""
    for recorded in vault_history:
        event = recorded.event
        if isinstance(event, e.HandlerEnrolled | e.HandlerSignedIn) and event.fingerprint:
            yield e.name_key(event.name), event.fingerprint
