"""Propose the cases of which a case may be a duplicate, with what speaks for each."""

from desktop.domain import events as e
from desktop.domain.case import fold
from desktop.domain.triage import Likeness, judge
from desktop.workflows.ports import Desk

_MOST = 8


def propose_duplicates(desk: Desk, case_id: str) -> tuple[Likeness, ...]:
    """The likeliest first; those that a handler said it is not, or that joined it, are left out.

    Raises NoSuchCase.
    """
    case = fold(desk.vault.history(case_id))
    settled = {*case.denied, *(joined.from_case for joined in case.joined), *_original_of(case.rejected)}
    near = desk.vault.near_cases(case_id)
    others = (other for other in near.others if other.case_id not in settled)
    proposed = judge(near.own, others, near.spread)
    return tuple(like for like in proposed if not _denies(desk, like.case_id, case_id))[:_MOST]


def _denies(desk: Desk, other: str, case_id: str) -> bool:
    """Whether it was the other case that was compared with this one."""
    return case_id in fold(desk.vault.history(other)).denied


def _original_of(rejected: e.ReportRejected | None) -> tuple[str, ...]:
    return (rejected.of,) if rejected is not None and rejected.of else ()
