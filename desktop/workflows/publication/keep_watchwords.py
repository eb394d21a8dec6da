"""The names that a vault keeps to itself: code names, hosts and domains within."""

from desktop.domain.event import Draft, Event
from desktop.domain.events import WatchwordDropped, WatchwordKept, WatchwordSort, same_name
from desktop.domain.failures import Usage
from desktop.domain.leaving.watchwords import watchwords
from desktop.workflows.ports import Desk

_SHORTEST = 3


def kept_watchwords(desk: Desk) -> tuple[WatchwordKept, ...]:
    """In the order in which they were added."""
    return watchwords(desk.vault.vault_history())


def keep_watchword(desk: Desk, word: str, sort: WatchwordSort) -> None:
    """From now on no document tells it. Raises Usage for one so short that it stands in any text."""
    word = " ".join(word.split())
    if len(word) < _SHORTEST or not any(c.isalnum() for c in word):
        raise Usage("A name of so few letters stands in any text.", advice="Give the whole name.")
    _record(desk, WatchwordKept(word, sort))


def drop_watchword(desk: Desk, word: str) -> None:
    """Everybody may know it by now. Raises Usage where it is not kept, RefusedByPolicy but for owners."""
    if not any(same_name(kept.word, word) for kept in kept_watchwords(desk)):
        raise Usage("The vault keeps no such name.", advice="`embargo advisory watchwords` lists them.")
    _record(desk, WatchwordDropped(" ".join(word.split())))


def _record(desk: Desk, event: Event) -> None:
    now = desk.tools.now()
    desk.vault.append(None, [Draft(event, now)], author=desk.handler, now=now)
