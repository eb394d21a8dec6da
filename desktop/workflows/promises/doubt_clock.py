"""Whether the clock that promises are judged by can be right."""

from datetime import timedelta

from desktop.domain.clocks.wrong_clock import doubt_of_clock
from desktop.workflows.ports import Desk


def doubt_clock(desk: Desk, jumped: timedelta = timedelta()) -> str:
    """What a person is to read of it, or nothing; `jumped` is as `doubt_of_clock` has it."""
    return doubt_of_clock(desk.tools.now(), desk.vault.last_recorded(), jumped)
