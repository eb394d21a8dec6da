"""What an event is, before and after the journal holds it; the kinds themselves are in `events`."""

from datetime import datetime
from typing import ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True):
    """Base of all events; `kind` is the stored name."""

    kind: ClassVar[str] = ""


class Opaque(Event, frozen=True):
    """An event of a kind that this version does not know, kept byte for byte."""

    name: str
    payload: bytes


class Purged(Event, frozen=True):
    """An event whose content was removed by a retention rule; the chain still holds its hash."""

    name: str


class Draft(msgspec.Struct, frozen=True):
    """An event that is not in the journal yet."""

    event: Event
    occurred_at: datetime


class Recorded(msgspec.Struct, frozen=True):
    """An event as the journal holds it; `id` is the SHA-256 of its stored header."""

    id: str
    case_id: str | None
    writer: str
    sequence: int
    occurred_at: datetime
    recorded_at: datetime
    author: str
    event: Event
    seen: tuple[tuple[str, int], ...] = ()
    """How far the writer knew the chains of others then: writer and sequence."""


def name_of(event: Event) -> str:
    """The stored name of an event, also of an opaque or purged one."""
    return event.name if isinstance(event, Opaque | Purged) else event.kind
