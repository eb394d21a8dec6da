"""Try out a policy on events that nobody recorded: what would be due, and when. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from desktop.domain.clocks import Dates, Proof, Reading, read_chronicle, simulated, with_dates
from desktop.domain.clocks.hold import Hold, hold_of
from desktop.domain.decide import BEFORE_THE_REPORT
from desktop.domain.event_codec import KINDS
from desktop.domain.events import ReleaseScheduled, ReportReceived, SeveritySet
from desktop.domain.failures import Usage
from desktop.domain.policy import Profile
from desktop.formats.policies.mistakes import did_you_mean, shown

_EARLIEST, _LATEST = 1970, 3000
Happened = Sequence[tuple[str, datetime]]
"""Events by name with their instants; the same name may stand there again."""


class Simulated(msgspec.Struct, frozen=True):
    """Every clock of the policy, and its hold, as the events leave them."""

    readings: tuple[Reading, ...]
    hold: Hold


def simulate(
    profile: Profile,
    happened: Happened,
    *,
    severity: str = "",
    answers: Mapping[str, bool] = {},
    now: datetime,
) -> Simulated:
    """Every clock of the policy as these events leave it at `now`.

    A severity is set when `severity.set` is given, else at receipt; `answers` are those to the policy's
    questions, by their ids. A `release.scheduled` plans a release on its day, which may lie ahead. Raises
    Usage for names that mean nothing and times that cannot be.
    """
    _check_names(profile, happened, severity, answers)
    planned = frozenset(at.date() for name, at in happened if name == ReleaseScheduled.kind)
    happened = [(name, at) for name, at in happened if name != ReleaseScheduled.kind]
    _check_times(happened, now)
    profile = with_dates(profile, Dates(releases=planned))
    instants: dict[str, list[datetime]] = {}
    for name, at in sorted(happened, key=lambda event: event[1]):
        instants.setdefault(name, []).append(at)
    first = {name: found[0] for name, found in instants.items()}
    asked = {(profile.policy.id, condition): applies for condition, applies in answers.items()}
    chronicle = simulated(first, severity, asked)
    again = {name: tuple(Proof(name, at) for at in found) for name, found in instants.items()}
    chronicle = msgspec.structs.replace(chronicle, happened={**chronicle.happened, **again})
    return Simulated(read_chronicle(profile, chronicle, now), hold_of(profile, chronicle, now))


def _check_names(profile: Profile, happened: Happened, severity: str, answers: Mapping[str, bool]) -> None:
    for name, _ in happened:
        if name not in KINDS:
            started = sorted({event for clock in profile.clocks for event in (*clock.starts, *clock.stops)})
            raise Usage(
                f"There is no event {shown(name)}{did_you_mean(name, KINDS)}",
                advice=f"Clocks of {profile.policy.id} start and stop with {', '.join(started)}.",
            )
    if severity and severity not in profile.severity.levels:
        levels = ", ".join(profile.severity.levels)
        raise Usage(f"{profile.policy.id} has no severity {shown(severity)}.", advice=f"It has {levels}.")
    if not severity and any(name == SeveritySet.kind for name, _ in happened):
        raise Usage(f"{SeveritySet.kind} says nothing without a severity.", advice="Name it with --severity.")
    for condition in answers:
        if profile.condition(condition) is None:
            known = ", ".join(asked.id for asked in profile.conditions) or "none"
            raise Usage(
                f"{profile.policy.id} asks no question {shown(condition)}.",
                advice=f"Its questions are: {known}.",
            )


def _check_times(happened: Happened, now: datetime) -> None:
    if not all(_EARLIEST <= at.year <= _LATEST for at in (now, *(at for _, at in happened))):
        raise Usage("This lies too far away.", advice=f"Give times between {_EARLIEST} and {_LATEST}.")
    received = min((at for name, at in happened if name == ReportReceived.kind), default=None)
    for name, at in happened:
        if at > now:
            raise Usage(
                f"{name} lies in the future: {at:%Y-%m-%d %H:%M} is after {now:%Y-%m-%d %H:%M}.",
                advice="Give the moment to look from with --now.",
            )
        if received is not None and at < received and not issubclass(KINDS[name], BEFORE_THE_REPORT):
            raise Usage(
                f"{name} lies before the report was received.", advice="Check the two times, and their zones."
            )
