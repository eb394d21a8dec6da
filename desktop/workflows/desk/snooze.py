"""Cases that a person put aside for a while: desk state, for it changes nothing about case or promises."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, NamedTuple

import msgspec

from desktop.domain.undecodable import decoded
from desktop.workflows.ports import Desk

MOST = 2_000
"""Cases that can be put aside at once; a list is asked to leave out no more."""
_KEY = "desk/snoozed"
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


def snoozed(desk: Desk) -> dict[str, datetime]:
    """Until when each is put aside; those whose time has come are not among them."""
    now = desk.tools.now()
    until = decoded(desk.vault.draft(_KEY), dict[str, _Moment], {})  # a list that shows too much beats none
    return {case_id: at for case_id, at in until.items() if at > now}


class PutAside(NamedTuple):
    """What one act put aside until when, and until when each of the cases was put aside before, if it was."""

    until: datetime
    before: dict[str, datetime | None]


def snooze(desk: Desk, case_ids: Iterable[str], until: datetime) -> PutAside:
    """Put these aside; `put_back` undoes it."""
    known, ids = snoozed(desk), tuple(case_ids)
    _keep(desk, known | dict.fromkeys(ids, until))
    return PutAside(until, {case_id: known.get(case_id) for case_id in ids})


def wake(desk: Desk, case_ids: Iterable[str]) -> None:
    """These are back: something came in, or the person wants them."""
    before = snoozed(desk)
    left = {case_id: at for case_id, at in before.items() if case_id not in set(case_ids)}
    if left != before:
        _keep(desk, left)


def put_back(desk: Desk, put_aside: PutAside) -> None:
    """Undo this, and nothing else: what came back or was put aside anew since then stays as it is."""
    known = snoozed(desk)
    mine = {n: before for n, before in put_aside.before.items() if known.get(n) == put_aside.until}
    _keep(desk, {n: at for n, at in (known | mine).items() if at is not None})


def _keep(desk: Desk, until: dict[str, datetime]) -> None:
    latest = dict(sorted(until.items(), key=lambda item: item[1])[-MOST:])
    desk.vault.keep_draft(_KEY, msgspec.json.encode(latest) if latest else b"")
