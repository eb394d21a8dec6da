"""The ways to open a vault, as whoever has not opened it sees them."""

from datetime import datetime
from typing import Literal

import msgspec

SlotKind = Literal["keyring", "passphrase", "recovery", "openpgp"]
Factor = Literal["keyring", "passphrase", "recovery", "openpgp", "key-file"]
SHORTEST_PASSPHRASE = 12
"""Characters; several words reach it easily (M87-4a, MUS-5.1a)."""


class SlotInfo(msgspec.Struct, frozen=True):
    """One way to open the vault; never holds a secret."""

    slot_id: str
    kind: SlotKind
    label: str
    made_at: datetime
    factors: tuple[Factor, ...] = ()
    """All that must come together to open it; more than one is a second factor (M87-3.2e, MUS-5.1b)."""
    fingerprint: str = ""
    """The OpenPGP key that takes part, which may be on a card."""
    drilled_at: datetime | None = None
    """When somebody last proved that it opens the vault."""
