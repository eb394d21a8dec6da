"""The names that a vault keeps to itself: those that were added and not dropped since."""

from collections.abc import Sequence

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force


def watchwords(vault_history: Sequence[Recorded]) -> tuple[e.WatchwordKept, ...]:
    """In the order in which they were added; each once, as it was written last."""
    kept: dict[str, e.WatchwordKept] = {}
    for recorded in in_force(vault_history):
        match recorded.event:
            case e.WatchwordKept() as event:
                kept[e.name_key(event.word)] = event
            case e.WatchwordDropped(word=word):
                kept.pop(e.name_key(word), None)
    return tuple(kept.values())
