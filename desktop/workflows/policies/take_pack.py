"""Let a case take on a pack of clocks, such as a regulation, beside its policy."""

from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.events import PackTaken
from desktop.domain.failures import RefusedByPolicy
from desktop.formats.policy import read_profile
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.ports import Desk


def take_pack(desk: Desk, case_id: str, policy_id: str, reason: str) -> Recorded | Refusal:
    """Pin the pack as it stands now, and run its clocks from what happened in the case.

    Raises InvalidPolicy for an unknown id, RefusedByPolicy for a policy that is no pack, NoSuchCase.
    """
    source = adopted_source(desk, policy_id)
    if read_profile(source, policy_id).kind != "pack":
        raise RefusedByPolicy(
            f"{policy_id} is a policy of its own, not a pack.",
            advice="A case has one policy; packs such as `regulation` are taken on beside it.",
        )
    event = PackTaken(policy_id=policy_id, policy_sha256=sha256(source), reason=reason)
    return record_act(desk, case_id, event, blobs={sha256(source): source})
