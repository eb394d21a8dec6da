"""A promise that comes back: every interval that is over, with what ended it, in time or late."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

import msgspec

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.durations import known_due, parse_duration
from desktop.domain.clocks.reading import Interval, Proof
from desktop.domain.policy import Clock, Profile


class Rounds(msgspec.Struct, frozen=True):
    """The intervals that are over, and the instant from which the present one, or the last one, counts."""

    over: tuple[Interval, ...]
    since: datetime


def rounds_of(
    clock: Clock, profile: Profile, chronicle: Chronicle, start: datetime, stop: Proof | None
) -> Rounds:
    """Each tick between the start and the stop ends an interval and begins the next."""
    ticks = [
        proof
        for proof in chronicle.happened.get(clock.tick, ())
        if proof.at > start and (stop is None or proof.at <= stop.at)
    ]
    over = tuple(_intervals(clock, profile, start, ticks))
    return Rounds(over, ticks[-1].at if ticks else start)


def _intervals(clock: Clock, profile: Profile, start: datetime, ticks: list[Proof]) -> Iterator[Interval]:
    every = parse_duration(clock.every)
    begins = [start, *(tick.at for tick in ticks)]
    for (since, _), tick in zip(pairwise(begins), ticks, strict=True):
        yield Interval(since, known_due(since, every, profile.calendar), tick)
