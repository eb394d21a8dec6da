"""Promises, running: events, a policy and the present give one reading per clock."""

from desktop.domain.clocks.dates import DATED, Dates, dates_of, with_dates
from desktop.domain.clocks.engine import most_urgent, read_clocks
from desktop.domain.clocks.reading import OWED, Proof, Reading, State

__all__ = [
    "DATED",
    "OWED",
    "Dates",
    "Proof",
    "Reading",
    "State",
    "dates_of",
    "most_urgent",
    "read_clocks",
    "with_dates",
]
