"""Who sees a case where not everybody does (M87-3.4g): those assigned to it.

It keeps people from stumbling over what is not theirs. It is no wall: everybody who can open the vault has
its one key. Confidentiality between people is separate vaults.
"""

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.policy import Profile

NEED_TO_KNOW = "need-to-know"


def readers_of(case: Case, profile: Profile | None) -> frozenset[str]:
    """The keys of the names of those who see the case; empty where everybody does.

    A case is restricted by its own mark or, once somebody is assigned, by its policy; opening it takes back
    both.
    """
    if case.restricted is None and (case.opened or not (case.handler and asks(profile))):
        return frozenset()
    named = case.restricted.names if case.restricted is not None else ()
    return frozenset(e.name_key(name) for name in (case.handler, *named) if name)


def asks(profile: Profile | None) -> bool:
    """Whether a policy shows a case to those alone who are assigned to it."""
    return profile is not None and any(duty.need == NEED_TO_KNOW for duty in profile.tool)


def objection(act: e.CaseRestricted, case: Case) -> str:
    """What speaks against restricting the case so."""
    if any(not name.strip() for name in act.names):
        return "A name is empty."
    return "" if act.names or case.handler else "Nobody would see the case: name who does, or assign it."
