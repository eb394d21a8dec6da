"""What a clock shows at one moment, and what proves it."""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from desktop.domain.policy import Force, Party, Track

State = Literal[
    "running",
    "paused",
    "met",
    "late",
    "overdue",
    "held",
    "ended",
    "waiting",
    "conditional",
    "not-applicable",
    "undated",
]
OWED: tuple[State, ...] = ("running", "paused", "overdue", "held", "conditional", "undated")
"""States that still ask for something."""

_LATER = timedelta(minutes=5)


class Proof(msgspec.Struct, frozen=True, gc=False):
    """The entry in the journal that met or ended a clock."""

    event: str
    at: datetime
    event_id: str = ""
    recorded_at: datetime | None = None
    message_sha256: str = ""
    """The hash of the sent message, where it was dropped on the case."""
    how: str = ""

    @property
    def recorded_later(self) -> bool:
        """Whether it was written down noticeably after it happened."""
        return self.recorded_at is not None and self.recorded_at - self.at > _LATER


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One clock at one moment; `why` explains the state in a sentence, `original_due` what was promised."""

    clock: str
    sentence: str
    clauses: tuple[str, ...]
    state: State
    force: Force
    owed_by: Party
    since: datetime | None = None
    due: datetime | None = None
    met_at: datetime | None = None
    original_due: datetime | None = None
    why: str = ""
    policy_id: str = ""
    track: Track = "report"
    audience: str = ""
    proof: Proof | None = None
    lateness: str = ""
    """The reason that was recorded for being late."""
    assumed: str = ""
    """The choice that the profile made where the policy is silent."""
