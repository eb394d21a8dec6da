"""Find out how long the desk may stay open untouched under the policies in use."""

import msgspec

from desktop.domain.longest_lock import LONGEST_LOCK_MIN
from desktop.domain.policy import Profile
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk

UNREAD_LOCK_MIN = 10
"""Minutes that hold while a policy in use cannot be read: what it asks for is not known, so no wait is longer
than the one that a desk begins with."""


class LockLimit(msgspec.Struct, frozen=True):
    """The longest wait in minutes, and whose promise it is; nobody's where the house's own holds."""

    minutes: int = LONGEST_LOCK_MIN
    organisation: str = ""
    clauses: tuple[str, ...] = ()
    unread: bool = False
    """Whether it holds because a policy in use cannot be read."""


def limit_lock(desk: Desk) -> LockLimit:
    """The shortest lock that a policy in use asks for (M87-3.2b), the house's own where none does."""
    in_use = profiles_in_use(desk, desk.vault.vault_history())
    limits = [limit for profile in in_use.profiles for limit in limits_of(profile)]
    if not in_use.complete:
        limits.append(LockLimit(UNREAD_LOCK_MIN, unread=True))
    return min(limits, key=lambda limit: limit.minutes, default=LockLimit())


def limits_of(profile: Profile) -> tuple[LockLimit, ...]:
    """What one policy asks of the lock; never longer than the house's own limit."""
    return tuple(
        LockLimit(min(duty.minutes, LONGEST_LOCK_MIN), profile.policy.organisation, duty.clauses)
        for duty in profile.tool
        if duty.need == "auto-lock" and duty.minutes
    )
