"""The timeline of an advisory: what happened to the problem and may be told, oldest first.

Four things only: that it was reported, confirmed, fixed and published. Never who did it, never what was
written or decided at the desk, and nothing from before the report arrived.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from desktop.domain import events as e
from desktop.domain.advisories.advisory import Moment, ProductFacts
from desktop.domain.case import Case
from desktop.domain.clocks.wall_time import MIDNIGHT, at_wall_time, zone_named
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.policy import Profile

REPORTED = "The problem was reported."
CONFIRMED = "The problem was confirmed."
PUBLISHED = "The advisory was published."
_DAY = timedelta(days=1)


def to_the_second(instant: datetime) -> datetime:
    """As documents name it, in UTC."""
    return instant.astimezone(UTC).replace(microsecond=0)


def moments_of(case: Case, products: Iterable[ProductFacts], at: datetime) -> tuple[Moment, ...]:
    """What may be told at `at`, but for the publication."""
    told = sorted(set(_moments(case, products)), key=lambda moment: (moment.at, moment.what))
    first = to_the_second(case.arrived_at) if case.arrived_at is not None else None
    return tuple(m for m in told if m.at <= at and (first is None or m.at >= first))


def with_publication(moments: tuple[Moment, ...], first: datetime) -> tuple[Moment, ...]:
    """The same with the instant at which the advisory came out first, where something else is told."""
    return tuple(sorted((*moments, Moment(first, PUBLISHED)), key=lambda m: m.at)) if moments else ()


def released_at(record: BranchRecord, case: Case, profile: Profile, at: datetime) -> datetime | None:
    """When the fix of a branch came out: the day begins on the policy's calendar; None where that is open.

    On the day on which the report arrived, it is the arrival.
    """
    if record.released is None:
        declared = case.milestones.get(e.FixReleased.kind) if record.declared else None
        return to_the_second(declared) if declared is not None and declared <= at else None
    zone = zone_named(profile.calendar.timezone)
    begins = at_wall_time(record.released.released_on, MIDNIGHT, zone).astimezone(UTC)
    arrived = to_the_second(case.arrived_at) if case.arrived_at is not None else begins
    if begins < arrived < begins + _DAY:
        begins = arrived
    return begins if arrived <= begins <= at else None


def _moments(case: Case, products: Iterable[ProductFacts]) -> Iterator[Moment]:
    if case.arrived_at is not None:
        yield Moment(to_the_second(case.arrived_at), REPORTED)
    confirmed = case.milestones.get(e.ReportConfirmed.kind)
    if confirmed is not None:
        yield Moment(to_the_second(confirmed), CONFIRMED)
    for product in products:
        for fix in product.fixes:
            if fix.released is not None:
                yield Moment(fix.released, f"{product.product} {fix.version} came out with the fix.")
