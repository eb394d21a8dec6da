"""A policy's own text as a profile that somebody has still to accept.

`proposal` holds what a reader found, with lines and quotes; nothing of it is active. `joining` lays two
texts beside each other, so that where they contradict a person decides. `carrying` takes into the clocks
what a text says of them elsewhere. `accepting` makes the profile of
what a person accepted, corrected and answered. Pure; `formats.policies` reads texts and writes profiles.
"""

from desktop.domain.policy.proposing.accepting import Decisions, accepted
from desktop.domain.policy.proposing.carrying import with_moved_dates
from desktop.domain.policy.proposing.joining import joined
from desktop.domain.policy.proposing.proposal import (
    Conflict,
    LeftOut,
    Open,
    Passage,
    Proposal,
    Proposed,
    Reason,
    Source,
    TableName,
    ids_of,
)

__all__ = [
    "Conflict",
    "Decisions",
    "LeftOut",
    "Open",
    "Passage",
    "Proposal",
    "Proposed",
    "Reason",
    "Source",
    "TableName",
    "accepted",
    "ids_of",
    "joined",
    "with_moved_dates",
]
