"""Propose the cases of which a case may be a duplicate, with what speaks for each."""

from desktop.domain.case import Case
from desktop.domain.fold import fold
from desktop.domain.triage import Likeness, judge, worth_a_look
from desktop.domain.triage.merging import original_of
from desktop.workflows.ports import Desk

_MOST, _MOST_READ = 8, 16


def propose_duplicates(desk: Desk, case_id: str) -> tuple[Likeness, ...]:
    """The likeliest first; those that a handler said it is not, or that joined it, are left out.

    Raises NoSuchCase.
    """
    case = fold(desk.vault.history(case_id))
    settled = {*case.denied, *(joined.from_case for joined in case.joined), original_of(case)}
    near = desk.vault.near_cases(case_id)
    others = (other for other in near.others if other.case_id not in settled)
    proposed = [
        (like, fold(desk.vault.history(like.case_id)))
        for like in judge(near.own, others, near.spread)[:_MOST_READ]
    ]
    ids = {like.case_id for like, _ in proposed}
    return worth_a_look([like for like, other in proposed if _stands(other, case_id, ids)])[:_MOST]


def _stands(other: Case, case_id: str, proposed: set[str]) -> bool:
    """Whether nobody compared the two before, and it is no duplicate of another that is proposed too."""
    return case_id not in other.denied and original_of(other) not in proposed
