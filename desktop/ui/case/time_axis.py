"""Where an instant stands on a line, and which instants a line names: hours in a day, months in a year."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from desktop.ui.look.instants import day_and_month, month_and_year

_HOUR_STEPS = (1, 3, 6, 12)
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6, 12)
_MONTHS_A_YEAR = 12
_WEEK = 7
_MONTH = timedelta(days=30)


class Tick(NamedTuple):
    """An instant that the axis names; `strong` where a day or a year begins among smaller steps."""

    at: datetime
    words: str
    strong: bool = False


class TimeAxis(NamedTuple):
    """The span from `first` to `last`, drawn from `left` over `width` pixels; no zone is the local one."""

    first: datetime
    last: datetime
    left: float
    width: float
    zone: tzinfo | None = None

    def x(self, at: datetime) -> float:
        """Where an instant stands."""
        return self.left + self.width * ((at - self.first) / (self.last - self.first))

    def ticks(self, room: float) -> tuple[Tick, ...]:
        """Round local instants, at least `room` pixels apart."""
        least = (self.last - self.first) * (room / max(self.width, 1))
        ticks = self._ticks(least)
        return tuple(tick for tick in ticks if self.first <= tick.at <= self.last)

    def _ticks(self, least: timedelta) -> Iterator[Tick]:
        for hours in _HOUR_STEPS:
            if timedelta(hours=hours) >= least:
                return self._hours(hours)
        for days in _DAY_STEPS:
            if timedelta(days=days) >= least:
                return self._days(days)
        months = next((m for m in _MONTH_STEPS if m * _MONTH >= least), None)
        years = max(1, round(least / (_MONTHS_A_YEAR * _MONTH)) + 1)
        return self._months(months or years * _MONTHS_A_YEAR)

    def _hours(self, step: int) -> Iterator[Tick]:
        at = self._midnight()
        while at <= self.last:
            local = at.astimezone(self.zone)
            if local.hour % step == 0:
                midnight = local.hour == 0
                yield Tick(at, day_and_month(local) if midnight else f"{local:%H:%M}", midnight)
            at += timedelta(hours=1)

    def _days(self, step: int) -> Iterator[Tick]:
        """Weeks begin on Monday."""
        wall = self.first.astimezone(self.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        if step % _WEEK == 0:
            wall -= timedelta(days=wall.weekday())
        while (at := self._here(wall)) <= self.last:
            yield Tick(at, day_and_month(at))
            wall += timedelta(days=step)

    def _months(self, step: int) -> Iterator[Tick]:
        number = self.first.astimezone(self.zone).year * _MONTHS_A_YEAR
        while True:
            year, month = divmod(number, _MONTHS_A_YEAR)
            at = self._here(self.first.replace(year, month + 1, 1, 0, 0, 0, 0))
            if at > self.last:
                return
            yield Tick(at, month_and_year(at), at.month == 1)
            number += step

    def _midnight(self) -> datetime:
        """The beginning of the first day."""
        local = self.first.astimezone(self.zone)
        return self._here(local.replace(hour=0, minute=0, second=0, microsecond=0))

    def _here(self, wall: datetime) -> datetime:
        """The instant at which clocks of the zone show this."""
        naive = wall.replace(tzinfo=None)
        return naive.replace(tzinfo=self.zone) if self.zone else naive.astimezone()
