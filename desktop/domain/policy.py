"""A security policy as data: what an organisation promised, to whom, from when, for how long.

The code knows no organisation; it knows this schema (`cvd-profile/1`). Every item carries the ids of the
clauses it comes from; `assumed` says where the policy was silent and a choice was made.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec

Force = Literal["commit", "target", "expect", "request", "rule", "legal"]
"""How binding a clock is; `rule` is a hold: it ends and is never overdue."""
Party = Literal["vendor", "reporter", "both"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Name = Annotated[str, msgspec.Meta(min_length=1)]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every table: where it comes from, and what was assumed."""

    clauses: tuple[str, ...] = ()
    assumed: str = ""


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose policy this is; `source_sha256` is that of the document it was read from."""

    id: Name
    code: Annotated[str, msgspec.Meta(pattern="^[A-Z0-9]{2,8}$")]
    """Stands in front of case ids and clause ids."""
    organisation: Name
    product: Name
    namespace: Name
    """The organisation's own URL, as CSAF asks for one."""
    language: str = "en"
    updated: str = ""
    effective: str = ""
    source_sha256: str = ""
    clauses: tuple[str, ...] = ()


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The zone, weekend and holidays that days and business days are counted in."""

    timezone: str = "UTC"
    weekend: tuple[Weekday, ...] = ("sat", "sun")
    holidays: tuple[date, ...] = ()
    assumed: tuple[str, ...] = ()


class Intake(Item, frozen=True, kw_only=True):
    """A channel on which reports arrive."""

    id: Name
    kind: Literal["email", "web-form", "private-advisory", "platform", "chat", "phone"]
    address: str
    subject: str = ""
    purposes: tuple[str, ...] = ("vulnerability",)


class ForbiddenChannel(Item, frozen=True, kw_only=True):
    """A channel that reporters are asked not to use, and what to do when they did."""

    channel: Name
    on_arrival: str


class AskedField(Item, frozen=True, kw_only=True):
    """Something the policy asks reporters to include."""

    id: Name
    text: Name
    need: Literal["required", "asked", "if-any", "if-possible", "if-applicable", "optional"] = "asked"
    may_be_unknown: bool = False


class Severities(Item, frozen=True, kw_only=True):
    """The levels in use, worst first; `stated` is false where the policy names none."""

    levels: tuple[Name, ...] = ("critical", "high", "medium", "low")
    stated: bool = False


class ScopeLine(Item, frozen=True, kw_only=True):
    """One line of what is in scope, out of it, or prohibited."""

    side: Literal["in", "out", "prohibited"]
    kind: Literal["asset", "class", "activity"]
    text: Name
    action: str = ""


class VersionLine(Item, frozen=True, kw_only=True):
    """A row of the table of supported versions."""

    range: Name
    as_written: str
    supported: bool


class Step(Item, frozen=True, kw_only=True):
    """A step of the policy's own procedure, done when its event is in the journal."""

    id: Name
    text: Name
    event: Name
    needs: tuple[str, ...] = ()


class Clock(Item, frozen=True, kw_only=True):
    """A promise that runs: from one event until another, within a duration or at every interval."""

    id: Name
    sentence: Name
    owed_by: Party = "vendor"
    force: Force = "commit"
    starts: tuple[Name, ...]
    """Events of which the first one starts the clock."""
    stops: tuple[Name, ...]
    within: str = ""
    every: str = ""
    tick: str = ""
    severities: tuple[str, ...] = ()
    waiver: Literal["", "agreement"] = ""
    alternatives: tuple[str, ...] = ()
    """Other events that the text could mean as a start; selectable when the policy is adopted."""


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An expression of when something ends: an event, a clock's due instant, or the min or max of others."""

    event: str = ""
    clock: str = ""
    op: Literal["", "min", "max"] = ""
    of: tuple["Term", ...] = ()


class Disclosure(Item, frozen=True, kw_only=True):
    """When the hold ends; without `hold` the policy states none, and a person decides."""

    hold: Term | None = None
    publish_by: Term | None = None
    waiver: Literal["", "agreement"] = ""


class Credit(Item, frozen=True, kw_only=True):
    """Whether a reporter is named unless they object (opt-out), or only when they agree (opt-in)."""

    mode: Literal["opt-in", "opt-out", "unstated"] = "unstated"
    where: tuple[str, ...] = ()


class Release(Item, frozen=True, kw_only=True):
    """Dates of scheduled releases, for clocks that wait for the next one."""

    dates: tuple[date, ...] = ()


class Promise(Item, frozen=True, kw_only=True):
    """Something that is offered, or about which the policy is silent."""

    stated: bool = False
    text: str = ""


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One policy, whole. Tables that a policy does not fill keep their silent default."""

    schema: Literal["cvd-profile/1"]
    policy: Identity
    calendar: Calendar = Calendar()
    intake: tuple[Intake, ...] = ()
    forbidden: tuple[ForbiddenChannel, ...] = ()
    fields: tuple[AskedField, ...] = ()
    severity: Severities = Severities()
    scope: tuple[ScopeLine, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    release: Release = Release()
    steps: tuple[Step, ...] = ()
    clocks: tuple[Clock, ...] = ()
    disclosure: Disclosure = Disclosure()
    credit: Credit = Credit()
    bounty: Promise = Promise()
    safe_harbour: Promise = Promise()

    def clock(self, clock_id: str) -> Clock | None:
        """The clock of this id, if the policy has it."""
        return next((clock for clock in self.clocks if clock.id == clock_id), None)
