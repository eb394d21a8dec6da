"""Whether the policy wants a fix at once, outside the schedule (as M87-3.4e does for critical problems)."""

from collections.abc import Iterable
from datetime import date, timedelta

from desktop.domain.assessing.severity_rules import effects_of
from desktop.domain.case import Case
from desktop.domain.events import BranchReleased
from desktop.domain.fixing.gaps import records_of
from desktop.domain.policy import Profile
from desktop.domain.policy.scope import SeverityEffect

_JUST_RELEASED = timedelta(days=3)
"""How long after a planned day a release that is recorded is taken to be that one."""


def asks_out_of_band(profile: Profile, case: Case) -> SeverityEffect | None:
    """What the policy says where the severity of the case asks for a release of its own."""
    level = case.severity.level if case.severity else ""
    return next((effect for effect in effects_of(profile, level) if effect.out_of_band), None)


def next_planned(profile: Profile, today: date) -> date | None:
    """The next day on which a release is planned; `profile` holds the dates of the vault too."""
    return min((day for day in profile.release.dates if day >= today), default=None)


def planned_days(profile: Profile, since: date, today: date) -> tuple[date, ...]:
    """The planned releases that came since a day, the latest first: a fix may have come out with one."""
    return tuple(sorted((day for day in profile.release.dates if since <= day <= today), reverse=True))


def release_by_default(
    case: Case, profile: Profile, today: date, on: date | None = None
) -> tuple[date, bool]:
    """The day that a release is proposed for, and whether it is out of band.

    Without a day that is given it is a planned one that is just past, else today.
    """
    planned = planned_days(profile, today - _JUST_RELEASED, today)
    day = on or next(iter(planned), today)
    return day, asks_out_of_band(profile, case) is not None and day not in profile.release.dates


def remarks_on_release(case: Case, profile: Profile, today: date) -> tuple[str, ...]:
    """What a handler should know about the release of the fixes; nothing here stands in the way."""
    effect = asks_out_of_band(profile, case)
    if effect is None:
        return ()
    by = f" ({', '.join(effect.clauses)})" if effect.clauses else ""
    records = records_of(case)
    planned = next_planned(profile, today)
    said = []
    if any(record.state in ("not-started", "in-work", "ready", "taken-back") for record in records):
        said.append(f"Release out of band, outside the schedule{by}.")
        if planned is not None:
            said.append(f"The release planned for {planned} is nothing to wait for{by}.")
    late = _in_schedule(record.released for record in records if record.fix is not None)
    said += [f"{name} is recorded as released with the schedule{by}." for name in late]
    return tuple(said)


def _in_schedule(releases: Iterable[BranchReleased | None]) -> list[str]:
    return [f"{r.product} {r.version}" for r in releases if r is not None and not r.out_of_band]
