"""Keep the dates that all cases of a policy share: planned releases, and days that are no business days."""

from datetime import date
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks import dates_of
from desktop.domain.event import Draft
from desktop.domain.failures import Usage
from desktop.formats.policy import read_profile
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.ports import Desk

DateKind = Literal["release", "holiday"]
DateChange = e.ReleaseScheduled | e.ReleaseCancelled | e.HolidayAdded | e.HolidayRemoved


class KnownDate(msgspec.Struct, frozen=True):
    """One date under a policy; one that the profile itself holds cannot be taken away here."""

    kind: DateKind
    on: date
    name: str = ""
    of_profile: bool = False


def read_dates(desk: Desk, policy_id: str) -> tuple[KnownDate, ...]:
    """Every date that is in force under a policy, earliest first; raises InvalidPolicy."""
    history = desk.vault.vault_history()
    profile = read_profile(adopted_source(desk, policy_id), policy_id)
    kept = dates_of(history, policy_id)
    found = [
        *(KnownDate("release", day, of_profile=True) for day in profile.release.dates),
        *(KnownDate("holiday", day, of_profile=True) for day in profile.calendar.holidays),
        *(KnownDate("release", day) for day in kept.releases - set(profile.release.dates)),
        *(
            KnownDate("holiday", day, kept.names.get(day, ""))
            for day in kept.holidays - set(profile.calendar.holidays)
        ),
    ]
    return tuple(sorted(found, key=lambda known: (known.on, known.kind)))


def keep_date(desk: Desk, change: DateChange) -> None:
    """Record a date, or that it no longer holds; the clocks that wait for it are read anew.

    Raises Usage when the date is there already, or was never kept here, and InvalidPolicy.
    """
    known = read_dates(desk, change.policy_id)
    kind: DateKind = "release" if isinstance(change, e.ReleaseScheduled | e.ReleaseCancelled) else "holiday"
    there = next((k for k in known if k.kind == kind and k.on == change.on), None)
    if isinstance(change, e.ReleaseScheduled | e.HolidayAdded):
        if there is not None:
            what = "a planned release" if kind == "release" else "a holiday"
            whose = "in the profile" if there.of_profile else "in this vault"
            raise Usage(f"{change.on} is {what} already, {whose}.", advice="Choose another day.")
    elif there is None:
        days = ", ".join(str(k.on) for k in known if k.kind == kind and not k.of_profile) or "none"
        raise Usage(f"{change.on} was not added here.", advice=f"The days that were added: {days}.")
    elif there.of_profile:
        raise Usage(
            f"{change.on} stands in the profile itself.",
            advice="A date of the profile stays with the profile.",
        )
    now = desk.tools.now()
    desk.vault.append(None, [Draft(change, now)], author=desk.handler, now=now)
