"""What the worker does for the pages about policies. Knows no Qt."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from desktop.domain.failures import Failure
from desktop.domain.policy import Adoption, Profile
from desktop.formats.policies.adopting import with_adoption
from desktop.formats.policy import PROFILE_LIMIT, find_mistakes, read_profile
from desktop.ui.policies.regions import regions, zones
from desktop.workflows.policies.adopt_policy import TEXT_LIMIT, require_own_text
from desktop.workflows.policies.amend_adoption import answers_in_force, kept_text
from desktop.workflows.policies.policies_in_use import PoliciesInUse, policies_in_use, source_in_force
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery


class ShelfEntry(NamedTuple):
    """A policy at hand, or the mistakes for which its file cannot be used."""

    policy_id: str
    profile: Profile | None
    mistakes: tuple[str, ...] = ()
    in_use: bool = False
    """Whether this vault took it into use: the profile is then the version that new cases are held to."""
    newer: bool = False
    """Whether the file says something else by now."""


def read_shelf(desk: Desk) -> tuple[ShelfEntry, ...]:
    """Every policy at hand: those that can be used first, then packs, then broken ones."""
    in_use = policies_in_use(desk.vault.vault_history())
    entries = [_entry(desk, policy_id, in_use) for policy_id in desk.tools.policies.ids()]
    return tuple(sorted(entries, key=_rank))


def _entry(desk: Desk, policy_id: str, in_use: PoliciesInUse) -> ShelfEntry:
    used = policy_id in in_use.ids
    try:
        source = source_in_force(desk, in_use, policy_id)
        profile = read_profile(source, policy_id)
        return ShelfEntry(policy_id, profile, in_use=used, newer=_is_newer(desk, profile, source))
    except Failure as failure:
        return ShelfEntry(policy_id, None, _mistakes(desk, policy_id) or (failure.message,), used)


def _is_newer(desk: Desk, profile: Profile, in_force: bytes) -> bool:
    at_hand = desk.tools.policies.source(profile.policy.id)
    return profile.adopted is not None and with_adoption(at_hand, profile.adopted) != in_force


def _mistakes(desk: Desk, policy_id: str) -> tuple[str, ...]:
    try:
        source = desk.tools.policies.source(policy_id)
    except Failure:
        return ()
    return tuple(mistake.sentence for mistake in find_mistakes(source))


def _rank(entry: ShelfEntry) -> tuple[int, str]:
    if entry.profile is None:
        return 2, entry.policy_id
    return int(entry.profile.kind == "pack"), entry.profile.policy.organisation.casefold()


def packs_at_hand(desk: Desk, *, without: Collection[str]) -> tuple[Profile, ...]:
    """The packs that a case can still take on."""
    profiles = [entry.profile for entry in read_shelf(desk) if entry.profile is not None]
    return tuple(p for p in profiles if p.kind == "pack" and p.policy.id not in without)


def holds_anything(desk: Desk) -> bool:
    """Whether the vault has a case, or took a policy into use."""
    in_use = policies_in_use(desk.vault.vault_history())
    return bool(in_use.adoptions or desk.vault.cases(CaseQuery(), limit=1).rows)


class Asked(NamedTuple):
    """What adopting a policy needs: the version at hand, earlier answers, and what can be chosen from."""

    profile: Profile
    earlier: Adoption | None
    has_text: bool
    """Whether the text of this version was given when it was adopted before: it stays."""
    zones: Sequence[tuple[str, str]]
    regions: Sequence[tuple[str, str]]


def ask_for(desk: Desk, policy_id: str) -> Asked:
    """Prepare an adoption. Raises InvalidPolicy."""
    profile, earlier = desk.tools.policies.profile(policy_id), answers_in_force(desk, policy_id)
    return Asked(profile, earlier, bool(kept_text(desk, policy_id)), zones(), regions())


def read_own_text(desk: Desk, profile: Profile, path: Path) -> bytes:
    """The policy's own text. Raises Unreadable, TooLarge, RefusedByPolicy when it is another version's."""
    text = desk.tools.files.read(path, limit=TEXT_LIMIT)
    require_own_text(profile, text)
    return text


def mistakes_in(desk: Desk, path: Path) -> tuple[str, ...]:
    """All that is wrong with a profile, a sentence each. Raises Unreadable, TooLarge."""
    source = desk.tools.files.read(path, limit=PROFILE_LIMIT)
    return tuple(mistake.sentence for mistake in find_mistakes(source))
