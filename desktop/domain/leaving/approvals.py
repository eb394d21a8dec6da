"""Four eyes on what is published: who approved exactly these documents, beside who wrote them.

Letters to a case's own reporter never come here: an answer waits for nobody.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Approval, Case
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile
from desktop.domain.rights.team import Team

FOUR_EYES = "four-eyes"
"""The duty by which a policy asks for a second person."""
_APPROVERS: tuple[e.Role, ...] = ("handler", "reviewer")


class LacksEyes(msgspec.Struct, frozen=True):
    """Why documents may not leave yet."""

    why: Literal["nobody-approved", "own-approval"]
    sentence: str
    advice: str


def asks_for_four_eyes(profile: Profile) -> bool:
    """Whether a policy asks for a second person; none of the shipped ones does."""
    return any(duty.need == FOUR_EYES for duty in profile.tool)


def vault_asks(vault_history: Sequence[Recorded]) -> bool:
    """Whether the vault does, by what was decided last."""
    decided = [r.event for r in in_force(vault_history) if isinstance(r.event, e.FourEyesDecided)]
    return decided[-1].asked if decided else False


def lacks_eyes(case: Case, documents: Sequence[e.ApprovedDocument]) -> LacksEyes | None:
    """What lacks before exactly these documents may leave; None once a second person approved them.

    Who wrote the advisory last is no second person. Who released it alone said why.
    """
    matching = [a for a in case.approvals if is_of(a, documents)]
    of_these = [a for a in matching if not a.doubt]
    if any(a.alone or not (a.own or e.same_name(a.by, case.drafted_by)) for a in of_these):
        return None
    advice = f"Another person approves it: `embargo advisory approve {case.case_id}`."
    if of_these:
        own = f"Four eyes are asked for, and {case.drafted_by}, who wrote the advisory, alone approved it."
        return LacksEyes("own-approval", own, advice)
    what = "nobody approved the advisory"
    if matching:
        what = f"the approval by {matching[-1].by} does not count: {matching[-1].doubt}"
    elif case.approvals:
        what = f"the advisory was changed since {case.approvals[-1].by} approved it"
    return LacksEyes("nobody-approved", f"Four eyes are asked for, and {what.rstrip('.')}.", advice)


def is_of(approval: Approval, documents: Sequence[e.ApprovedDocument]) -> bool:
    """Whether it names all of these documents, exactly as they are."""
    return bool(documents) and set(documents) <= set(approval.documents)


def who_may_approve(team: Team) -> frozenset[str]:
    """Everybody with a role to review."""
    return frozenset(one.name for role in _APPROVERS for one in team.having(role))


def others_who_may_approve(team: Team, case: Case, readers: frozenset[str]) -> tuple[str, ...]:
    """Who else could: people with a role to review, who see the case, and did not write the advisory."""
    able = who_may_approve(team)
    owners = {one.name for one in team.having("owner")}
    seeing = {name for name in able if not readers or name in owners or e.name_key(name) in readers}
    return tuple(sorted(name for name in seeing if not e.same_name(name, case.drafted_by)))
