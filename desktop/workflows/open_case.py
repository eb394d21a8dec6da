"""Give a new case its name and its first events."""

from collections.abc import Sequence

from desktop.domain.case_id import DIGITS, make_case_id
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged
from desktop.workflows.ports import Desk, Policies

_DRAWS = 20
"""With a billion names a year, drawing a taken one twice in a row is a broken generator, not bad luck."""


def open_case(desk: Desk, policy_id: str, drafts: Sequence[Draft], blobs: dict[str, bytes]) -> str:
    """Append the events under an id that no case has, and pin the policy's bytes beside them; returns the id.

    Raises CaseChanged when every name that was drawn is taken, and what appending raises.
    """
    tools = desk.tools
    code = tools.policies.profile(policy_id).policy.code
    source = tools.policies.source(policy_id)
    kept = {**blobs, sha256(source): source}
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


def pinned_sha256(policies: Policies, policy_id: str) -> str:
    """The name of the policy's bytes, for the event that pins them."""
    return sha256(policies.source(policy_id))
