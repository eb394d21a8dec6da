"""Cases that a person put aside for a while: desk state, for it changes nothing about case or promises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import msgspec

from desktop.domain.undecodable import UNDECODABLE
from desktop.workflows.ports import Desk

MOST = 2_000
"""Cases that can be put aside at once; a list is asked to leave out no more."""
_KEY = "desk/snoozed"
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


def snoozed(desk: Desk) -> dict[str, datetime]:
    """Until when each is put aside; those whose time has come are not among them."""
    kept, now = desk.vault.draft(_KEY), desk.tools.now()
    try:
        until = msgspec.json.decode(kept, type=dict[str, _Moment]) if kept else {}
    except UNDECODABLE:
        return {}  # a list that shows too much is better than none
    return {case_id: at for case_id, at in until.items() if at > now}


def snooze(desk: Desk, case_ids: Iterable[str], until: datetime) -> dict[str, datetime]:
    """Put these aside; returns what was put aside before, to be given back by `put_back`."""
    before = snoozed(desk)
    _keep(desk, before | dict.fromkeys(case_ids, until))
    return before


def wake(desk: Desk, case_ids: Iterable[str]) -> None:
    """These are back: something came in, or the person wants them."""
    before = snoozed(desk)
    left = {case_id: at for case_id, at in before.items() if case_id not in set(case_ids)}
    if left != before:
        _keep(desk, left)


def put_back(desk: Desk, before: dict[str, datetime]) -> None:
    """Undo: what was put aside before, and nothing else."""
    _keep(desk, before)


def _keep(desk: Desk, until: dict[str, datetime]) -> None:
    latest = dict(sorted(until.items(), key=lambda item: item[1])[-MOST:])
    desk.vault.keep_draft(_KEY, msgspec.json.encode(latest) if latest else b"")
