"""Merge a duplicate into its original: both know of each other, and nobody who reported is forgotten."""

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.failures import CaseChanged
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk


def merge_duplicate(
    desk: Desk,
    duplicate: str,
    original: str,
    reason: str = "",
    *,
    seen: tuple[int | None, int | None] = (None, None),
) -> Recorded | Refusal:
    """Reject the duplicate as one of the original, and let its people join there, in one transaction.

    `reason` is what its reporter is told, the usual words if empty; `seen` are the revisions of both cases
    that the handler looked at. Raises CaseChanged, NoSuchCase.
    """
    if seen[1] is not None and len(desk.vault.history(original)) != seen[1]:
        raise CaseChanged("The original changed since it was read.")
    act = e.ReportRejected("duplicate", reason.strip(), of=original)
    return record_act(desk, duplicate, act, seen=seen[0])
