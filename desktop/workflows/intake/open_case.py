"""Give a new case its name and its first events, and pin the policy that it falls under."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.case_id import DIGITS, make_case_id
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged, RefusedByPolicy
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.workflows.policies.policies_in_use import source_at
from desktop.workflows.ports import Desk

_DRAWS = 20
"""With a billion names a year, drawing a taken one twice in a row is a broken generator, not bad luck."""


def open_case(desk: Desk, policy: bytes, drafts: Sequence[Draft], blobs: dict[str, bytes]) -> str:
    """Append the events under an id that no case has, with the policy's bytes beside them; returns the id.

    Raises CaseChanged when every name that was drawn is taken, and what appending raises.
    """
    tools = desk.tools
    code = read_profile(policy).policy.code
    kept = {**blobs, sha256(policy): policy}
    for draw in range(_DRAWS):
        case_id = make_case_id(code, drafts[0].occurred_at.year, tools.random_digits(DIGITS, 32))
        try:
            desk.vault.append(case_id, drafts, author=desk.handler, now=tools.now(), blobs=kept, revision=0)
        except CaseChanged:
            if draw == _DRAWS - 1:
                raise
        else:
            return case_id
    raise AssertionError("unreachable")


def policy_in_force(desk: Desk, policy_id: str, arrived_at: datetime) -> bytes:
    """The bytes that a new case pins: its policy as it held in this vault when the report arrived.

    Raises InvalidPolicy, and RefusedByPolicy for a pack, which is nobody's policy.
    """
    source = source_at(desk, policy_id, arrived_at)
    refuse_pack(read_profile(source, policy_id))
    return source


def refuse_pack(profile: Profile) -> None:
    """Raise RefusedByPolicy when this is no policy that a report could fall under."""
    if profile.kind == "pack":
        raise RefusedByPolicy(
            f"{profile.policy.id} is a pack of clocks: no report falls under it alone.",
            advice="Name a policy; a case then takes the pack on with `embargo policy take`.",
        )
