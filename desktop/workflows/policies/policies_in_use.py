"""Which policies are in use in this vault: the one answer for whoever asks.

In use is a version that an open case is held to, the latest version of a policy that a person adopted here,
and the policy that reports fall back to, as it stands on the shelf where nobody adopted it. What was undone
does not count.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import FallbackPolicyChosen, ProfileAdopted
from desktop.domain.failures import FileLost, InvalidPolicy, VaultDamaged
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile
from desktop.formats.policy import read_pinned
from desktop.workflows.ports import Desk


class PoliciesInUse(msgspec.Struct, frozen=True):
    """What the events of the vault itself say."""

    adoptions: dict[str, ProfileAdopted]
    """The latest adoption of each policy, by the policy's id."""
    fallbacks: tuple[str, ...]
    """Policies for reports whose recipient tells none; the last one holds."""

    @property
    def ids(self) -> frozenset[str]:
        """Every policy that was adopted or is fallen back to."""
        return frozenset({*self.adoptions, *self.fallbacks})

    @property
    def latest_first(self) -> tuple[str, ...]:
        """The policies that were adopted, in the order in which to offer them."""
        return tuple(reversed(self.adoptions))

    @property
    def fallback(self) -> str:
        """The policy that reports fall back to, or empty."""
        return self.fallbacks[-1] if self.fallbacks else ""


class ProfilesInUse(msgspec.Struct, frozen=True):
    """The profiles themselves; not `complete` where one of them cannot be read any more."""

    profiles: tuple[Profile, ...]
    complete: bool


def policies_in_use(vault_history: Sequence[Recorded]) -> PoliciesInUse:
    """The adoptions and the fallback that are in force."""
    events = [recorded.event for recorded in in_force(vault_history)]
    adoptions: dict[str, ProfileAdopted] = {}
    for event in events:
        if isinstance(event, ProfileAdopted):
            adoptions.pop(event.policy_id, None)  # one that is adopted again is the latest
            adoptions[event.policy_id] = event
    return PoliciesInUse(
        adoptions=adoptions,
        fallbacks=tuple(event.policy_id for event in events if isinstance(event, FallbackPolicyChosen)),
    )


def source_in_force(desk: Desk, in_use: PoliciesInUse, policy_id: str) -> bytes:
    """The TOML bytes that hold for new cases: as adopted in this vault, else as on the shelf.

    Raises InvalidPolicy for an id that neither knows, VaultDamaged.
    """
    adopted = in_use.adoptions.get(policy_id)
    return desk.vault.blob(adopted.policy_sha256) if adopted else desk.tools.policies.source(policy_id)


def source_at(desk: Desk, policy_id: str, arrived_at: datetime) -> bytes:
    """The TOML bytes that held when a report arrived, for a case to pin however late it is taken in.

    Of several adoptions it is the last one by then; what arrived before the first falls under the first, as
    that is the oldest version known here. Raises InvalidPolicy for an unknown id, VaultDamaged.
    """
    adoptions = [
        (recorded.occurred_at, recorded.event)
        for recorded in in_force(desk.vault.vault_history())
        if isinstance(recorded.event, ProfileAdopted) and recorded.event.policy_id == policy_id
    ]
    if not adoptions:
        return desk.tools.policies.source(policy_id)
    by_then = [event for at, event in adoptions if at <= arrived_at]
    chosen = by_then[-1] if by_then else adoptions[0][1]
    return desk.vault.blob(chosen.policy_sha256)


def profiles_in_use(desk: Desk, vault_history: Sequence[Recorded]) -> ProfilesInUse:
    """Every version in use, sorted by id; one that cannot be read hides no other."""
    found: dict[bytes, Profile] = {}
    complete = True
    for read in _sources(desk, policies_in_use(vault_history)):
        try:
            source = read()
            found[source] = read_pinned(source)
        except (FileLost, InvalidPolicy, VaultDamaged):
            complete = False
    versions = sorted(found.items(), key=lambda version: (version[1].policy.id, version[0]))
    return ProfilesInUse(tuple(profile for _source, profile in versions), complete)


def _sources(desk: Desk, in_use: PoliciesInUse) -> Iterator[Callable[[], bytes]]:
    for sha256 in desk.vault.pinned_policies():
        yield partial(desk.vault.blob, sha256)
    for policy_id in sorted(in_use.ids):
        yield partial(source_in_force, desk, in_use, policy_id)
