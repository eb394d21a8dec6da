"""The accepted proposal becomes a profile of one's own, and the vault takes it into use with its text."""

from collections.abc import Sequence
from typing import Any

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import InvalidPolicy, RefusedByPolicy
from desktop.domain.policy import Adoption, Profile
from desktop.domain.policy.differences import Difference, Stated, differences, stated_in
from desktop.domain.policy.proposing import Proposal
from desktop.domain.policy.proposing.reviewing import Review, lacks_of
from desktop.formats.policies.writing import write_accepted, write_profile
from desktop.formats.policy import read_pinned, read_profile
from desktop.workflows.policies.adopt_policy import adopt_policy, adopted_ids, adopted_source
from desktop.workflows.policies.edit_profile import require_file_name
from desktop.workflows.policies.foresee_moves import Moves, foresee_moves
from desktop.workflows.ports import Desk, Progress

_OWN_PART: tuple[str, ...] = ("steps", "letters", "exports", "compliance", "retention", "tool")
"""Tables that no text fills: they stay as the profile at hand has them."""
_ADVICE = "Decide about every value and answer every question, then adopt it."


class Taking(msgspec.Struct, frozen=True):
    """A profile made of a proposal, before anybody is held to it."""

    profile: Profile
    source: bytes
    seen: bytes
    """What stood under its id on the shelf when this was prepared."""
    differences: tuple[Difference, ...]
    """From the version in force; everything where there is none."""
    moves: Moves
    is_new: bool
    """Whether no policy of this id was at hand."""


def prepare_taking(
    desk: Desk, proposal: Proposal, review: Review, progress: Progress | None = None
) -> Taking:
    """Make the profile, and say what it would change; nothing is written.

    Raises RefusedByPolicy while something is undecided, InvalidPolicy for what makes no profile, Cancelled.
    """
    if lacks_of(proposal, review):
        raise RefusedByPolicy("Not every value is decided, or a question is not answered.", advice=_ADVICE)
    source = write_accepted(proposal, review.decisions(desk.tools.now().date().isoformat()))
    profile = read_profile(source)
    policy_id = profile.policy.id
    require_file_name(policy_id)
    seen = desk.tools.policies.at_hand(policy_id)
    if (older := _at_hand(seen)) is not None:
        source = write_profile(_with_own_part(profile, older))
        profile = read_profile(source)
    return Taking(
        profile=profile,
        source=source,
        seen=seen,
        differences=differences(_in_force(desk, policy_id), stated_in(profile)),
        moves=foresee_moves(desk, policy_id, source, progress),
        is_new=not seen,
    )


def take_proposal(desk: Desk, taking: Taking, texts: Sequence[bytes]) -> Recorded:
    """Write the profile among one's own and hold new cases to it; open cases stay with their version.

    Of a single text the bytes are kept, so that letters and pages can quote it, and a later version can be
    compared with it. Raises ProfileChanged when the profile is not the one that was looked at, WriteFailed.
    """
    policy_id = taking.profile.policy.id
    desk.tools.policies.keep(policy_id, taking.source, seen=taking.seen)
    text = next((text for text in texts if sha256(text) == taking.profile.policy.source_sha256), b"")
    return adopt_policy(desk, policy_id, Adoption(on=desk.tools.now().date()), text)


def _in_force(desk: Desk, policy_id: str) -> tuple[Stated, ...]:
    try:
        if policy_id in adopted_ids(desk) or policy_id in desk.tools.policies.ids():
            return stated_in(read_pinned(adopted_source(desk, policy_id)))
    except InvalidPolicy:
        return ()
    return ()


def _at_hand(source: bytes) -> Profile | None:
    try:
        return read_pinned(source) if source else None
    except InvalidPolicy:
        return None


def _with_own_part(profile: Profile, older: Profile) -> Profile:
    """With what a person added to the profile at hand; the lines that it came from are not these any more."""
    return msgspec.structs.replace(
        profile, **{table: _unplaced(getattr(older, table)) for table in _OWN_PART}
    )


def _unplaced(part: Any) -> Any:
    if isinstance(part, tuple):
        return tuple(_unplaced(item) for item in part)
    return msgspec.structs.replace(part, clauses=())
