"""What goes between the vaults of two handlers.

Bundles are events of the vault, not of the case: else the case would never be the same in both.
"""

from desktop.domain.event import Event


class BundleSent(Event, frozen=True):
    """A case was handed to another handler, encrypted to their key; recorded before the file appears."""

    kind = "bundle.sent"
    case_id: str
    to: str
    """The fingerprint of their key."""
    key_sha256: str
    sha256: str
    """Of the file."""
    head: str
    """Of our own chain, as far as the bundle goes."""
    permission: str = ""
    """Who allowed it, where a policy asks for that."""


class BundleReceived(Event, frozen=True):
    """What another handler sent of a case was checked and taken in."""

    kind = "bundle.received"
    case_id: str
    sender: str
    """The fingerprint of the key that signed the bundle."""
    key_sha256: str
    vault_id: str
    head: str
    """Of the sender's chain."""
    entries: int
    events: int


class ConflictSettled(Event, frozen=True):
    """Of what handlers decided without knowing of each other, this holds; the rest never occurred."""

    kind = "conflict.settled"
    kept: str
    """The id of the entry that holds."""
    over: tuple[str, ...] = ()
    """Those that do not; filled in when the act is recorded, as is what follows."""
    beside: tuple[str, ...] = ()
    """Those that happened all the same, such as work in a case that somebody closed."""
