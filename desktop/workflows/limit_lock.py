"""Find out how long the desk may stay open untouched under the policies in use."""

import re
from contextlib import suppress

import msgspec

from desktop.domain import events as e
from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Profile, ToolDuty
from desktop.formats.policy import read_pinned, read_profile
from desktop.workflows.adopt_policy import adopted_source
from desktop.workflows.ports import Desk

LONGEST_LOCK_MIN = 45
"""Minutes without a touch that no desk goes beyond, whatever a policy allows."""

_MINUTES = re.compile(r"(\d{1,4})m")


class LockLimit(msgspec.Struct, frozen=True):
    """The longest wait in minutes, and whose promise it is; nobody's where the house's own holds."""

    minutes: int = LONGEST_LOCK_MIN
    organisation: str = ""
    clauses: tuple[str, ...] = ()


def limit_lock(desk: Desk) -> LockLimit:
    """The shortest lock that a policy in use asks for (M87-3.2b), the house's own where none does."""
    limits = [limit for profile in _in_use(desk) for limit in limits_of(profile)]
    return min(limits, key=lambda limit: limit.minutes, default=LockLimit())


def limits_of(profile: Profile) -> tuple[LockLimit, ...]:
    """What one policy asks of the lock; never longer than the house's own limit."""
    return tuple(
        LockLimit(min(minutes, LONGEST_LOCK_MIN), profile.policy.organisation, duty.clauses)
        for duty in profile.tool
        if (minutes := _minutes_of(duty))
    )


def _minutes_of(duty: ToolDuty) -> int:
    written = _MINUTES.fullmatch(duty.value)
    return int(written[1]) if duty.need == "auto-lock" and written else 0


def _in_use(desk: Desk) -> list[Profile]:
    """The policies that were adopted in this vault, and the versions that its open cases are held to."""
    history = [recorded.event for recorded in desk.vault.vault_history()]
    adopted = {event.policy_id for event in history if isinstance(event, e.PolicyAdopted | e.ProfileAdopted)}
    found = [read_pinned(desk.vault.blob(sha256)) for sha256 in desk.vault.pinned_policies()]
    for policy_id in sorted(adopted):
        with suppress(InvalidPolicy):  # a file that broke since: what it asked can no longer be read
            found.append(read_profile(adopted_source(desk, policy_id), policy_id))
    return found
