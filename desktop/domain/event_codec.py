"""How events are stored: a name and JSON; reading is total, so that no fold can fail."""

import msgspec

from desktop.domain import events
from desktop.domain.event import Event, Opaque, Purged
from desktop.domain.undecodable import UNDECODABLE

KINDS: dict[str, type[Event]] = {
    kind.kind: kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, Event) and kind.kind
}
"""Every kind of event that this version knows, by its stored name."""


def encode(event: Event) -> bytes:
    """The payload bytes of an event; those of an opaque one are given back unchanged."""
    if isinstance(event, Opaque):
        return event.payload
    return msgspec.json.encode(event, order="deterministic")


def decode(name: str, payload: bytes | None) -> Event:
    """The event that a stored name and payload mean; total, so that no fold can fail."""
    if payload is None:
        return Purged(name=name)
    kind = KINDS.get(name)
    if kind is None:
        return Opaque(name=name, payload=payload)
    try:
        return msgspec.json.decode(payload, type=kind)
    except UNDECODABLE:
        return Opaque(name=name, payload=payload)
