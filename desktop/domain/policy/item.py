"""What every table of a profile is made of."""

from typing import Annotated, Literal

import msgspec

Name = Annotated[str, msgspec.Meta(min_length=1, description="words")]
Day = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^(\d{4}-\d{2}(-\d{2})?)?$",
        description='a day or month in quotes, such as "2026-01-09" or "2026-01"',
    ),
]
"""A date as policies give it: a day, a month, or nothing."""

Force = Literal["commit", "target", "expect", "request", "rule", "legal"]
"""How binding a promise is; `rule` is a hold: it ends and is never overdue."""
Party = Literal["vendor", "reporter", "both"]
Track = Literal["report", "incident", "tool"]
"""What a step or clock belongs to: a report, an incident, or this desk's own custody."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every table: a key that the schema does not know is a mistake."""


class Item(Table, frozen=True, kw_only=True):
    """A table that says where it comes from, and what was assumed where the policy is silent."""

    clauses: tuple[str, ...] = ()
    assumed: str = ""
