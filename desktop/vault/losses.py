"""What a salvaged vault owns to have lost, by the event of its own that was chained when it was made."""

from collections.abc import Iterable

import msgspec

from desktop.domain.event import Event
from desktop.domain.event_codec import decode
from desktop.domain.events import Gap, VaultSalvaged
from desktop.vault.journal import Journal


class Losses(msgspec.Struct, frozen=True):
    """Entries that no longer exist, entries without content, files; empty for a vault that was never hurt."""

    gaps: tuple[Gap, ...] = ()
    emptied: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    @property
    def count(self) -> int:
        """How many things are missing."""
        entries = sum(gap.last - gap.first + 1 for gap in self.gaps)
        return entries + len(self.emptied) + len(self.files)

    def gaps_of(self, writer: str) -> frozenset[int]:
        """The sequences of one writer that are lost."""
        found = [range(gap.first, gap.last + 1) for gap in self.gaps if gap.writer == writer]
        return frozenset(sequence for run in found for sequence in run)


def losses_of(journal: Journal) -> Losses:
    """Of every time that the vault was salvaged, together."""
    return losses_in(
        decode(VaultSalvaged.kind, payload) for payload in journal.payloads_of(VaultSalvaged.kind)
    )


def losses_in(told: Iterable[Event]) -> Losses:
    """What these events own to, others among them."""
    events = [event for event in told if isinstance(event, VaultSalvaged)]
    return Losses(
        tuple(gap for event in events for gap in event.gaps),
        frozenset(event_id for event in events for event_id in event.emptied),
        frozenset(sha256 for event in events for sha256 in event.files),
    )
