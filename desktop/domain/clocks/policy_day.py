"""Which day it is where a policy keeps its calendar."""

from datetime import date, datetime

from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.policy import Profile


def day_of(profile: Profile, instant: datetime) -> date:
    """The day on the policy's own calendar."""
    return instant.astimezone(zone_named(profile.calendar.timezone)).date()
