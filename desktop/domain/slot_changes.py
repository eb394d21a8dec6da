"""Which ways to open the vault an event made, and which it ended."""

from collections.abc import Iterator

from desktop.domain import events as e
from desktop.domain.event import Event


def slots_made(event: Event) -> Iterator[e.SlotThen]:
    """What opens the vault since then with a secret of its own."""
    if isinstance(event, e.SlotAdded):
        yield e.SlotThen(event.slot_id, event.slot_kind)
    elif isinstance(event, e.SlotRotated):
        yield e.SlotThen(event.new_slot_id, event.slot_kind)
    elif isinstance(event, e.VaultRekeyed):
        yield from event.made


def slots_ended(event: Event) -> Iterator[str]:
    """The ids of what opens the vault no more."""
    if isinstance(event, e.SlotRemoved | e.SlotRotated):
        yield event.slot_id
    elif isinstance(event, e.VaultRekeyed):
        yield from (slot.slot_id for slot in event.gone)
