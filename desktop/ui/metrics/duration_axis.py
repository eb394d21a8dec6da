"""A line of durations that begins with none: where one stands on it, and which ones it names."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.metrics import Figure

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_STEPS = tuple(
    timedelta(hours=h) for h in (1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 1440, 2160, 4320, 8760)
)
_ROOM = 1.12
"""How much further the line goes than what has to fit on it."""
_FAR = 3
"""Values beyond so many times what is promised stand at the edge: one must not press all others together."""


class DurationAxis(NamedTuple):
    """From nothing to `last`, drawn from `left` over `width` pixels."""

    last: timedelta
    left: float
    width: float

    def x(self, span: timedelta) -> float:
        """Where a duration stands; what is longer than the line stands at its end."""
        return self.left + self.width * min(span / self.last, 1.0)

    def beyond(self, span: timedelta) -> bool:
        """Whether it is longer than the line."""
        return span > self.last

    def ticks(self, room: float) -> Iterator[tuple[timedelta, str]]:
        """Round durations, at least `room` pixels apart, each with its words."""
        least = self.last * (room / max(self.width, 1.0))
        step = next((step for step in _STEPS if step >= least), None) or (least // _DAY + 1) * _DAY
        for number in range(int(self.last / step) + 1):
            yield step * number, _words(step * number, in_hours=bool(step % _DAY))


def longest_shown(figures: Iterable[Figure]) -> timedelta:
    """How far the line of a chart goes, so that promises and what is usual fit on it."""
    figures = tuple(figures)
    usual = [f.ninetieth or f.longest for f in figures if f.longest is not None]
    longest = max((f.longest for f in figures if f.longest is not None), default=timedelta())
    promised = max((f.allowed[-1] for f in figures if f.allowed is not None), default=timedelta())
    needed = max((span for span in usual if span is not None), default=timedelta())
    if promised:
        needed = max(promised, min(longest, max(needed, promised * _FAR)))
    else:
        needed = max(needed, longest if longest <= needed * _FAR else needed)
    return max(needed * _ROOM, _HOUR)


def _words(span: timedelta, *, in_hours: bool) -> str:
    if not span:
        return "0"
    if in_hours:
        return QCoreApplication.translate("Metrics", "{n} h").format(n=span // _HOUR)
    return QCoreApplication.translate("Metrics", "{n} d").format(n=span // _DAY)
