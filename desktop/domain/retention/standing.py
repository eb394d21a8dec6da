"""What of a closed case is still kept, and since when it could go."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force

_CHANGES_NOTHING = (e.ContentPurged, e.LegalHoldPlaced, e.LegalHoldReleased)


class Kept(msgspec.Struct, frozen=True):
    """A closed case as a rule on retention looks at it."""

    closed_at: datetime
    held: bool
    purged: tuple[e.Purgeable, ...]
    """What was purged, and nothing was written since that could be."""

    def lacks(self, what: e.Purgeable) -> bool:
        """Whether there is something left for a rule that purges this."""
        return not {what, "everything"} & {*self.purged}


def kept_of(case: Case, history: Sequence[Recorded]) -> Kept | None:
    """How a closed case stands; None for an open one."""
    closed: datetime | None = None
    purged: list[e.Purgeable] = []
    for recorded in in_force(history):
        event = recorded.event
        if isinstance(event, e.CaseClosed):
            closed = recorded.occurred_at
        if not isinstance(event, _CHANGES_NOTHING):
            purged.clear()
        elif isinstance(event, e.ContentPurged) and not event.fields:
            purged.append(event.what)
    if case.open or closed is None:
        return None
    return Kept(closed, case.legal_hold is not None, tuple(sorted({*purged})))
