"""The planned releases of all policies in use, and which fixes wait for each."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from desktop.domain.clocks import dates_of, with_dates
from desktop.domain.clocks.durations import RELEASE
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import walk_due
from desktop.workflows.vault_ports import DueRow

_INSTANT = timedelta(microseconds=1)


class WaitingCase(msgspec.Struct, frozen=True):
    """A case whose clock ends with a release, and its branches whose fix is not out."""

    case_id: str
    title: Untrusted
    branches: tuple[str, ...]


class PlannedRelease(msgspec.Struct, frozen=True):
    """A day on which something is planned; without one, what waits until a day is planned."""

    policy_id: str
    on: date | None
    waiting: tuple[WaitingCase, ...]


def release_calendar(desk: Desk) -> tuple[PlannedRelease, ...]:
    """Every release from the policy's present day on, earliest first, and last what has no day."""
    history = desk.vault.vault_history()
    profiles = {
        version.policy.id: with_dates(version, dates_of(history, version.policy.id))
        for version in profiles_in_use(desk, history).profiles
    }
    planned: dict[tuple[str, date | None], list[DueRow]] = {
        (policy_id, day): [] for policy_id, day in _planned(desk, profiles.values())
    }
    for row in _waiting(desk, profiles):
        planned.setdefault((row.policy_id, _day(row, profiles[row.policy_id])), []).append(row)
    entries = [PlannedRelease(*key, _cases(desk, rows)) for key, rows in planned.items()]
    return tuple(sorted(entries, key=lambda entry: (entry.on or date.max, entry.policy_id)))


def _planned(desk: Desk, profiles: Iterable[Profile]) -> Iterable[tuple[str, date | None]]:
    for profile in profiles:
        today = day_of(profile, desk.tools.now())
        yield from ((profile.policy.id, day) for day in profile.release.dates if day >= today)


def _waiting(desk: Desk, profiles: dict[str, Profile]) -> Iterable[DueRow]:
    """The promises that a release keeps, of cases that are still open for it."""
    for row in walk_due(desk):
        profile = profiles.get(row.policy_id)
        clock = profile.clock(row.clock) if profile is not None else None
        if clock is not None and clock.within == RELEASE and row.case_id and row.state != "conditional":
            yield row


def _day(row: DueRow, profile: Profile) -> date | None:
    """A release is due at the end of its day."""
    if row.due is None:
        return None
    return day_of(profile, row.due - _INSTANT)


def _cases(desk: Desk, rows: Iterable[DueRow]) -> tuple[WaitingCase, ...]:
    return tuple(
        WaitingCase(row.case_id, row.title, _not_out(desk, row.case_id))
        for row in {row.case_id: row for row in rows}.values()
    )


def _not_out(desk: Desk, case_id: str) -> tuple[str, ...]:
    records = records_of(fold(desk.vault.history(case_id)))
    return tuple(r.name for r in records if r.state not in ("released", "not-needed"))
