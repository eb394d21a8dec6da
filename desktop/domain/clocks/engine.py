"""Promises, running: events, a policy and the present give one reading per clock of the policy.

Pure. A clock starts at the first occurrence of its start event and is met by the first stop at or before its
due instant. Nothing moves a date but a dated agreement, which leaves the original visible. An entry that is
dated in the future counts as it is dated, and its reading says so.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from desktop.domain.clocks.backward import read_backward
from desktop.domain.clocks.chronicle import Chronicle, chronicle_of
from desktop.domain.clocks.judging import read_clock
from desktop.domain.clocks.reading import Reading
from desktop.domain.event import Recorded
from desktop.domain.policy import Clock, Profile

_ASKING = ("running", "overdue", "conditional")
_NEVER = datetime.max.replace(tzinfo=UTC)


def read_clocks(profile: Profile, events: Sequence[Recorded], now: datetime) -> tuple[Reading, ...]:
    """All clocks of the policy for one case, in the policy's order, then those that run backwards."""
    return read_chronicle(profile, chronicle_of(events), now)


def read_chronicle(profile: Profile, chronicle: Chronicle, now: datetime) -> tuple[Reading, ...]:
    """The same for a case that is known by its chronicle; the vault's own clocks are left out.

    Before the first classification, the clocks that hang on it stand in the places that they have among the
    others, the strictest first.
    """
    clocks = [clock for clock in profile.clocks if clock.track != "tool"]
    readings = [read_clock(clock, profile, chronicle, now) for clock in clocks]
    if not chronicle.severities:
        _strictest_first(readings, clocks, profile.severity.levels)
    if profile.disclosure.predisclosure:
        readings += read_backward(profile, chronicle, now)
    return tuple(readings)


def read_custody(profile: Profile, vault_history: Sequence[Recorded], now: datetime) -> tuple[Reading, ...]:
    """The clocks that the vault itself runs under a policy, such as backups, from its own events."""
    chronicle = chronicle_of(vault_history)
    owed = [clock for clock in profile.clocks if clock.track == "tool"]
    return tuple(read_clock(clock, profile, chronicle, now) for clock in owed)


def most_urgent(readings: Sequence[Reading]) -> Reading | None:
    """The promise of ours that asks first: the earliest due among those that run or are overdue.

    One that nothing in the journal can keep asks for nothing by itself: its day comes and it is over.
    """
    asking = [r for r in readings if r.state in _ASKING and r.due is not None and not r.passes]
    return min(asking, key=lambda r: (r.state == "conditional", r.due), default=None)


def _strictest_first(readings: list[Reading], clocks: Sequence[Clock], levels: Sequence[str]) -> None:
    """Put the clocks of severities in order: by their dates, and without one the worst severity first."""
    places = [place for place, clock in enumerate(clocks) if clock.severities]
    rank = {level: number for number, level in enumerate(levels)}

    def strictness(place: int) -> tuple[datetime, int]:
        worst = min(rank.get(level, len(rank)) for level in clocks[place].severities)
        return readings[place].due or _NEVER, worst

    ordered = [readings[place] for place in sorted(places, key=strictness)]
    for place, reading in zip(places, ordered, strict=True):
        readings[place] = reading
