"""Purged events as what is left of them: the facts that clocks, stages and figures rest on.

A payload is purged whole. What may stay of it is written down anew in the `content.purged` that names the
event; reading a history puts that in its place, so that a fold needs to know nothing of it.
"""

from collections.abc import Container, Iterator, Sequence

import msgspec

from desktop.domain.event import Purged, Recorded
from desktop.domain.event_codec import decode
from desktop.domain.events import ContentPurged


def restored(history: Sequence[Recorded]) -> list[Recorded]:
    """The history with each purged event as what is left of it; total. Without any it is the same."""
    if not any(isinstance(recorded.event, Purged) for recorded in history):
        return list(history)
    known: _Left = {}
    found: list[Recorded] = []
    for recorded in reversed(history):  # only what stands behind an event tells what is left of it
        read = _restored(recorded, known)
        if isinstance(read.event, ContentPurged):
            for event_id, payload in read.event.remains.items():
                known.setdefault((event_id, ""), payload)
                known.setdefault((event_id, read.writer), payload)
        found.append(read)
    return found[::-1]


def named_in(history: Sequence[Recorded], writers: Container[str] | None = None) -> frozenset[str]:
    """The events whose content a later `content.purged` of the same history says to be removed.

    With `writers`, one of theirs.
    """
    return frozenset(_named(history, writers))


def _named(history: Sequence[Recorded], writers: Container[str] | None) -> Iterator[str]:
    before: set[str] = set()
    for recorded in restored(history):
        told = writers is None or recorded.writer in writers
        if told and isinstance(recorded.event, ContentPurged):
            yield from before.intersection(recorded.event.purged)
        before.add(recorded.id)


_Left = dict[tuple[str, str], str]
"""What is left of an event by its id and the writer who says so; without a writer, what was said last."""


def _restored(recorded: Recorded, known: _Left) -> Recorded:
    """Whose entry it was says what is left of it, where they do: nobody else puts words into their mouth."""
    event, said_last = recorded.event, known.get((recorded.id, ""))
    payload = known.get((recorded.id, recorded.writer), said_last)
    if not isinstance(event, Purged) or payload is None:
        return recorded
    content = payload.encode("utf-8", "surrogatepass")
    return msgspec.structs.replace(recorded, event=decode(event.name, content))
