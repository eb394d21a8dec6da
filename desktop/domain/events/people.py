"""Who has part in a case beside its first reporter."""

from datetime import datetime
from typing import Literal
from unicodedata import category, normalize

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.report import Grade

Part = Literal["finder", "coordinator", "vendor", "handler", "reviewer"]
"""What somebody does in a case; its reporters are those who reported."""


class PersonNamed(Event, frozen=True):
    """Somebody with a part in the case; a later entry of the same name takes its place.

    The name is what they are called in the case; of who wishes to be `anonymous` it is a label, such as "the
    second finder", and nobody's name.
    """

    kind = "person.named"
    name: str
    part: Part
    address: str = ""
    organisation: str = ""
    anonymous: bool = False


class PersonRemoved(Event, frozen=True):
    """They have no part in the case any more; what they did stays told."""

    kind = "person.removed"
    name: str
    reason: str = ""


class ReporterJoined(Event, frozen=True):
    """Another case is of the same problem: its reporter reported this one too, and is credited with it."""

    kind = "reporter.joined"
    from_case: str
    reporter_name: Untrusted
    reporter_address: Untrusted
    grade: Grade
    arrived_at: datetime
    """When their report arrived there."""
    traces: tuple[Untrusted, ...] = ()
    """Other names and addresses by which somebody of that case would be known, as of its keys' user ids."""


def name_key(name: str) -> str:
    """By what people are told apart: letter case, spaces, and how a letter is encoded do not count.

    Two machines write é in two ways, and one that nobody sees stands easily beside it (Unicode, UAX #15).
    """
    if name.isascii():
        return " ".join(name.split()).casefold()
    seen = "".join(c for c in normalize("NFKC", name) if category(c) != "Cf")
    return normalize("NFKC", " ".join(seen.split()).casefold())


def same_name(one: str, other: str) -> bool:
    """Whether two names are one."""
    return name_key(one) == name_key(other)
