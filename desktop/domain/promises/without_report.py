"""Which promises can run in a case: what waits for a report never begins where none came."""

from collections.abc import Iterable, Iterator

from desktop.domain.case import Case
from desktop.domain.clocks import Reading


def may_run(readings: Iterable[Reading], case: Case) -> Iterator[Reading]:
    """Those that can; what an event began runs, whatever it belongs to."""
    return (r for r in readings if not case.incident_only or r.track == "incident" or r.since is not None)
