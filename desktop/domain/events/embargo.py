"""The embargo of a case: who asks for which date, what was turned down, and how it ended before its time.

That a date was accepted is `disclosure.agreed`; the entries here stand around it.
"""

from datetime import datetime
from typing import Literal

from desktop.domain.event import Event

Proposer = Literal["us", "reporter", "coordinator"]
ExitReason = Literal["agreement", "public", "exploit", "attack"]


class EmbargoProposed(Event, frozen=True):
    """Somebody asks for another end of the embargo; what was agreed before holds until they agree."""

    kind = "embargo.proposed"
    until: datetime
    ground: str
    by: Proposer = "us"


class EmbargoRefused(Event, frozen=True):
    """A proposal was turned down: the embargo stays as it was."""

    kind = "embargo.refused"
    ground: str
    proposal: str = ""
    """The id of the event that proposed it; the only open one if empty."""


class EmbargoExited(Event, frozen=True):
    """The embargo ended before its time, for good."""

    kind = "embargo.exited"
    reason: ExitReason
    ground: str
    parties: tuple[str, ...] = ()
    """Who agreed, where the reason is an agreement."""
    together: int = 0
    """How many entries right before it, of the same writer, breaking the glass recorded with it."""


class ExploitPublished(Event, frozen=True):
    """A working exploit can be had by anybody; `ground` says where."""

    kind = "exploit.published"
    ground: str


class PersonTold(Event, frozen=True):
    """Somebody with a part in the case was told by hand, as by phone: no letter of ours goes to them."""

    kind = "person.told"
    person: str
    """Their label, as `domain/parties/people.py` has it."""
    how: str
