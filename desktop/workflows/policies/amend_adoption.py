"""Take a policy into use anew without losing what was decided before: only what is named again changes."""

from collections.abc import Collection

import msgspec

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Adoption, Profile
from desktop.domain.policy.adoption import DISCLOSURE, Answer
from desktop.formats.policies.adopting import with_adoption
from desktop.formats.policies.mistakes import Mistake
from desktop.formats.policy import find_mistakes, read_pinned
from desktop.workflows.policies.adopt_policy import adopted_source, adoption_in_force, own_text
from desktop.workflows.ports import Desk


def answers_in_force(desk: Desk, policy_id: str) -> Adoption | None:
    """What this vault decided about a policy; None while it has not taken it into use.

    Raises InvalidPolicy when the version in use cannot be read.
    """
    if adoption_in_force(desk, policy_id) is None:
        return None
    return read_pinned(adopted_source(desk, policy_id)).adopted


def amend_answers(desk: Desk, policy_id: str, anew: Adoption, cleared: Collection[Answer] = ()) -> Adoption:
    """The answers in force but for those `cleared`, with those given `anew` in their place.

    A reading that the version at hand does not offer any more is left out. Raises InvalidPolicy.
    """
    earlier = answers_in_force(desk, policy_id)
    if earlier is None:
        return anew
    nothing = msgspec.structs.asdict(Adoption(on=anew.on))
    given = {key: value for key, value in msgspec.structs.asdict(anew).items() if value != nothing[key]}
    kept = {key: value for key, value in msgspec.structs.asdict(earlier).items() if key not in cleared}
    offered = _readings_of(desk.tools.policies.profile(policy_id))
    readings = {about: r for about, r in kept.pop("readings", {}).items() if (about, r) in offered}
    return Adoption(**{**kept, **given, "on": anew.on, "readings": {**readings, **anew.readings}})


def kept_text(desk: Desk, policy_id: str) -> bytes:
    """The policy's own text from an earlier adoption, where it is still that of the version at hand."""
    adopted = adoption_in_force(desk, policy_id)
    source = desk.tools.policies.profile(policy_id).policy.source_sha256
    return own_text(desk, policy_id) if adopted is not None and adopted.text_sha256 == source else b""


def wrong_answers(desk: Desk, policy_id: str, choices: Adoption) -> tuple[Mistake, ...]:
    """What is wrong with the answers themselves; the policy's own mistakes are told when it is adopted."""
    try:
        source = with_adoption(desk.tools.policies.source(policy_id), choices)
    except InvalidPolicy:
        return ()
    return tuple(mistake for mistake in find_mistakes(source) if mistake.table.startswith("adopted"))


def _readings_of(profile: Profile) -> set[tuple[str, str]]:
    found = {(clock.id, other.id) for clock in profile.clocks for other in clock.alternatives}
    return found | {(DISCLOSURE, other.id) for other in profile.disclosure.alternatives}
