"""What is kept how long: the rule of the vault, legal holds, and content that was removed for good."""

from typing import Literal

import msgspec

from desktop.domain.event import Event

Purgeable = Literal["everything", "report", "reporter"]
"""All that was written in a case; what came from outside and the letters about it; who the people are."""


class RetentionRuled(Event, frozen=True):
    """How long this vault keeps content where the policy itself does not say; a later rule replaces it."""

    kind = "retention.ruled"
    after: str
    """A duration after the closing, such as 24mo; empty: no rule any more."""
    what: Purgeable = "everything"
    policy_id: str = ""
    """For the cases of this policy; empty: for those of all."""


class LegalHoldPlaced(Event, frozen=True):
    """The content of the case has to be kept, whatever any rule says."""

    kind = "legal-hold.placed"
    reason: str


class LegalHoldReleased(Event, frozen=True):
    """It does not have to be kept any more."""

    kind = "legal-hold.released"
    reason: str


class ContentPurged(Event, frozen=True):
    """The content of these events was removed for good; the chain still holds their hashes."""

    kind = "content.purged"
    what: Purgeable
    reason: str
    purged: tuple[str, ...]
    """The ids of the events whose payloads were emptied."""
    remains: dict[str, str] = msgspec.field(default_factory=dict)
    """What is left of them: a payload with the facts alone, by event id. Nothing else is known any more."""
    fields: tuple[str, ...] = ()
    """What of a person was forgotten, such as name and address, where not all of it was."""
    backups: int = 0
    """How many backups had been made before, and hold it still."""
