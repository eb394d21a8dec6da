"""Percentiles of durations."""

from collections.abc import Sequence
from datetime import timedelta

LEAST = 3
"""Below this many values a percentile says nothing that the values themselves do not say better."""
_MICROSECOND = timedelta(microseconds=1)


def percentile(ordered: Sequence[timedelta], percent: int) -> timedelta:
    """The value below which so many percent of the values lie; `ordered` ascends and is not empty.

    Between two values a share of their distance is taken, as spreadsheets do in PERCENTILE.INC: of n values
    the p-th percentile stands at place 1 + (n - 1) p / 100. Half a microsecond is rounded down.
    """
    place, rest = divmod((len(ordered) - 1) * percent, 100)
    if not rest:
        return ordered[place]
    step = (ordered[place + 1] - ordered[place]) // _MICROSECOND
    return ordered[place] + timedelta(microseconds=step * rest // 100)
