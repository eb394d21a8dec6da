"""What is purged of a vault in memory, and what its closed cases still hold."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from desktop.domain.event import Purged, Recorded, name_of
from desktop.domain.events import ContentPurged, Purgeable
from desktop.domain.fold import fold
from desktop.domain.retention.standing import kept_of
from desktop.workflows.retention_ports import RetainedCase


def emptied(events: Sequence[Recorded], case_id: str, recorded: Sequence[Recorded]) -> list[Recorded]:
    """The journal without the content that these entries of a case name."""
    named = {i for r in recorded if isinstance(r.event, ContentPurged) for i in r.event.purged}
    if not named <= {r.id for r in events if r.case_id == case_id}:
        raise ValueError("only content of the case itself is purged")
    return [
        msgspec.structs.replace(r, event=Purged(name_of(r.event))) if r.id in named else r for r in events
    ]


def retained_in(
    histories: Iterable[Sequence[Recorded]], policy_id: str, what: Purgeable, before: datetime
) -> list[RetainedCase]:
    """The closed cases of a policy that still have this to be purged, the longest closed first."""
    found = []
    for history in histories:
        case = fold(history)
        kept = kept_of(case, history)
        if kept and case.policy_id == policy_id and kept.closed_at <= before and kept.lacks(what):
            found.append(RetainedCase(case.case_id, case.title, policy_id, kept.closed_at, kept.held))
    return sorted(found, key=lambda row: (row.closed_at, row.case_id))
