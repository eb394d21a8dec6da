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
MovedBy = Literal["", "agreement", "pause", "plan"]
"""Why the due instant is another than the one first promised: nothing else moves a date."""
OWED: tuple[State, ...] = ("running", "paused", "overdue", "held", "conditional", "undated")
"""States that still ask for something."""


def is_owed(state: str, since: datetime | None) -> bool:
    """Whether a clock still asks for something; one that began and only waits for a date does so too."""
    return state in OWED or (state == "waiting" and since is not None)


LATER = timedelta(minutes=5)
"""What is written down this much later than it happened is said to be."""


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
        return self.recorded_at is not None and self.recorded_at - self.at > LATER


class Interval(msgspec.Struct, frozen=True, gc=False):
    """One round of a promise that comes back; without a due instant where the policy gives no number."""

    since: datetime
    due: datetime | None
    proof: Proof

    @property
    def late(self) -> bool:
        """Whether what ended it came after its due instant."""
        return self.due is not None and self.proof.at > self.due


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One clock at one moment; `why` explains its state, `original_due` is what was promised first."""

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
    moved_by: MovedBy = ""
    why: str = ""
    policy_id: str = ""
    track: Track = "report"
    audience: str = ""
    proof: Proof | None = None
    lateness: str = ""
    """The reason that was recorded for being late."""
    recurs: bool = False
    intervals: tuple[Interval, ...] = ()
    """Of a promise that comes back, the rounds that are over; the others fields tell of the last one."""
    passes: bool = False
    """Whether it ends when it is due, whatever happens: no entry in the journal could keep it."""
    assumed: str = ""
    """The choice that the profile made where the policy is silent."""
    quotes: tuple[str, ...] = ()
    """The policy's own sentences that made it, where the profile was made from them."""

    @property
    def owed(self) -> bool:
        """Whether it still asks for something."""
        return is_owed(self.state, self.since)

    @property
    def promise(self) -> str:
        """Its name among all promises of a case: a policy and a pack may call a clock alike."""
        return f"{self.policy_id}/{self.clock}"
