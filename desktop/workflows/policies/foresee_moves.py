"""What a version of a policy would move in the cases that are open, before anybody decides for it."""

import msgspec

from desktop.domain.failures import FileLost, InvalidPolicy, VaultDamaged
from desktop.workflows.policies.offer_policy import Offer, compared
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.vault_ports import CaseQuery

_PAGE = 100
_MOST = 1000
"""Open cases of one policy that are looked at, the next due first."""


class Moves(msgspec.Struct, frozen=True):
    """The cases in which a date would move, and how many were looked at."""

    offers: tuple[Offer, ...]
    looked_at: int
    open_cases: int
    unreadable: int = 0
    """Cases whose own version cannot be read any more."""


def foresee_moves(desk: Desk, policy_id: str, source: bytes, progress: Progress | None = None) -> Moves:
    """Compare this version with the one of every open case of the policy; nothing is recorded.

    A case keeps the version of its receipt until somebody moves it. Raises Cancelled.
    """
    query = CaseQuery(policy_id=policy_id, open_only=True)
    first = desk.vault.cases(query, 0, _PAGE)
    offers: list[Offer] = []
    seen = lost = 0
    page = first
    while page.rows and seen < _MOST:
        for row in page.rows:
            if progress is not None:
                progress.step("", seen, first.total)
            try:
                found = compared(desk, row.case_id, desk.vault.history(row.case_id), source)
            except (FileLost, InvalidPolicy, VaultDamaged):
                lost, found = lost + 1, None
            seen += 1
            if found is not None and (found.moved or found.hold_before != found.hold_after):
                offers.append(found)
        page = desk.vault.cases(query, seen, _PAGE)
    return Moves(tuple(offers), seen, first.total, lost)
