"""Promises, running: events, a policy and the present give one reading per clock.

`chronicle` is what happened; `durations` and `business_time` count time; `run` finds the start, due instant
and stop of a clock, `standing` whether it counts, `judging` its state; `hold` says when details may be told.
"""

from desktop.domain.clocks.chronicle import Chronicle, chronicle_of, simulated
from desktop.domain.clocks.dates import DATED, Dates, dates_of, with_dates
from desktop.domain.clocks.engine import most_urgent, read_chronicle, read_clocks, read_custody
from desktop.domain.clocks.reading import OWED, Interval, MovedBy, Proof, Reading, State, is_owed
from desktop.domain.clocks.standing import hangs_on_severity

__all__ = [
    "DATED",
    "OWED",
    "Chronicle",
    "Dates",
    "Interval",
    "MovedBy",
    "Proof",
    "Reading",
    "State",
    "chronicle_of",
    "dates_of",
    "hangs_on_severity",
    "is_owed",
    "most_urgent",
    "read_chronicle",
    "read_clocks",
    "read_custody",
    "simulated",
    "with_dates",
]
