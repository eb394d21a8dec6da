"""Whose policy it is, and in which calendar its days are counted."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from desktop.domain.policy.item import Day, Item, Name, Table

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Identity(Item, frozen=True, kw_only=True):
    """Whose policy this is; `source_sha256` is that of the document it was read from."""

    id: Name
    code: Annotated[
        str, msgspec.Meta(pattern="^[A-Z0-9]{2,8}$", description="two to eight capitals or digits")
    ]
    """Stands in front of case ids and clause ids."""
    organisation: Name
    product: str = ""
    namespace: Name
    """The organisation's own URL, as CSAF asks for one."""
    language: str = "en"
    updated: Day = ""
    effective: Day = ""
    source_sha256: str = ""
    source: str = ""
    """The name of that document, and the day on which it was read."""
    source_read: Day = ""
    related: tuple[str, ...] = ()
    """Other documents that the policy says it belongs to."""
    lines: dict[str, str] = msgspec.field(default_factory=dict)
    """Where each clause stands in the source: its id without the code, and lines such as 20-21."""
    quotes: dict[str, str] = msgspec.field(default_factory=dict)
    """What each clause says, where the profile was made from the document itself."""


class Calendar(Table, frozen=True, kw_only=True):
    """What days, business days and business hours are counted in."""

    timezone: str = "UTC"
    weekend: tuple[Weekday, ...] = ("sat", "sun")
    holidays: tuple[date, ...] = ()
    national_holidays: str = ""
    """A country, or a country and its part, whose public holidays count too: "DE" or "DE-BY"."""
    office_hours: tuple[str, ...] = ()
    """Spans of local time on business days, such as "09:00-12:30"; only business hours need them."""
    assumed: tuple[str, ...] = ()
    """Keys of this table that the policy does not state; adopting it asks for them."""


class Release(Item, frozen=True, kw_only=True):
    """When releases come, for clocks that wait for the next one; a cadence without dates gives no date."""

    cadence: str = ""
    dates: tuple[date, ...] = ()


class Adoption(Table, frozen=True, kw_only=True):
    """What a person decided on the day they took the profile into use; Embargo writes this table."""

    on: date
    timezone: str = ""
    weekend: tuple[Weekday, ...] | None = None
    holidays: tuple[date, ...] = ()
    national_holidays: str = ""
    office_hours: tuple[str, ...] = ()
    readings: dict[str, str] = msgspec.field(default_factory=dict)
    """The reading chosen for each clock, and for "disclosure", by the id of its alternative."""
