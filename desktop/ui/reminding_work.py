"""What the worker reads for reminders: each promise once a day, over locks and starts. Knows no Qt."""

from datetime import timedelta
from itertools import takewhile

import msgspec

from desktop.domain.undecodable import decoded
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import walk_due
from desktop.workflows.team.guarded_vault import reads

_SOON = timedelta(hours=24)
_MOST = 200
"""Promises that are looked at: who has more of them overdue knows it."""
REMINDED = "desk/reminded"
"""Where the vault keeps the day on which each promise was spoken of: desk state, encrypted."""


def cases_to_remind_of(desk: Desk) -> tuple[str, ...]:
    """The cases with a promise that is due within a day or overdue, and was not spoken of today.

    That they are spoken of is kept before it happens: a notice may be lost, and never comes twice.
    """
    if not reads(desk.vault, "cases"):
        return ()
    now = desk.tools.now()
    today = now.date().isoformat()
    before = decoded(desk.vault.draft(REMINDED), dict[str, str], {})
    told = {promise: day for promise, day in before.items() if day == today}
    new: dict[str, str] = {}
    due = takewhile(lambda row: row.due is not None and row.due <= now + _SOON, walk_due(desk))
    for _count, row in zip(range(_MOST), due, strict=False):
        promise = f"{row.case_id}/{row.policy_id}/{row.clock}"
        if row.case_id and row.state in ("overdue", "running") and promise not in told:
            new[promise] = row.case_id
    if new:
        desk.vault.keep_draft(REMINDED, msgspec.json.encode(told | dict.fromkeys(new, today)))
    return tuple(dict.fromkeys(new.values()))
