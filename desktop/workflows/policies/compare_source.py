"""A policy's own text, held against the profile in use: whether and what it promises otherwise."""

from collections.abc import Sequence

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.policy import Profile
from desktop.domain.policy.differences import (
    Difference,
    Stated,
    differences,
    proposed_in,
    stated_in,
    with_differences,
)
from desktop.domain.policy.proposing import Proposal
from desktop.formats.policies.writing import write_profile
from desktop.formats.policy import find_mistakes, read_pinned
from desktop.workflows.policies.adopt_policy import adopted_source, own_text
from desktop.workflows.policies.foresee_moves import Moves, foresee_moves
from desktop.workflows.ports import Desk, Progress


class SourceCompared(msgspec.Struct, frozen=True):
    """What became of a policy's text since its profile was made."""

    profile: Profile
    is_same: bool
    """Whether it is the very text, byte for byte."""
    differences: tuple[Difference, ...]
    moves: Moves
    """What would move, were every difference adopted."""
    proposal: Proposal
    against_text: bool
    """Whether the older text itself was at hand to compare with, and not its profile alone."""


def compare_source(
    desk: Desk, policy_id: str, texts: Sequence[tuple[str, bytes]], proposal: Proposal, progress: Progress
) -> SourceCompared:
    """Compare what these texts promise with what is in force; nothing is written.

    Raises InvalidPolicy for an unknown policy, and what reading a text raises.
    """
    profile = read_pinned(adopted_source(desk, policy_id))
    is_same = [sha256(content) for _, content in texts] == [profile.policy.source_sha256]
    older = _older(desk, policy_id, progress)
    before = proposed_in(older) if older is not None else stated_in(profile)
    found = () if is_same else differences(before, proposed_in(proposal))
    return SourceCompared(
        profile=profile,
        is_same=is_same,
        differences=found,
        moves=_moves(desk, profile, found, older is not None, progress),
        proposal=proposal,
        against_text=older is not None,
    )


def _older(desk: Desk, policy_id: str, progress: Progress) -> Proposal | None:
    text = own_text(desk, policy_id)
    return desk.tools.parser.read_policy(text, "SECURITY.md", progress=progress) if text else None


def _moves(
    desk: Desk, profile: Profile, found: tuple[Difference, ...], of_text: bool, progress: Progress
) -> Moves:
    """The differences, laid over the profile in force: what no text says stays as it is."""
    if of_text:
        stated = stated_in(profile)
        found = tuple(Difference(_in(stated, one.before), one.after) for one in found)
    source = write_profile(with_differences(profile, found))
    if not found or find_mistakes(source):
        return Moves((), 0, 0)
    return foresee_moves(desk, profile.policy.id, source, progress)


def _in(stated: Sequence[Stated], older: Stated | None) -> Stated | None:
    """What the profile made of it: a person may have corrected it."""
    if older is None:
        return None
    same = [one for one in stated if one.table == older.table and one.facts == older.facts]
    named = [
        one for one in stated if one.table == older.table and one.value.get("id") == older.value.get("id")
    ]
    return next(iter(same or named), older)
