"""The zone of each policy, by whose hours the end of an embargo is told across cases."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import tzinfo

from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.failures import InvalidPolicy
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk

Zones = Mapping[str, tzinfo]


def zones_of_policies(desk: Desk) -> dict[str, tzinfo]:
    """By the id of the policy: as it is in use here, else as it stands on the shelf."""
    found = {}
    for policy_id in desk.tools.policies.ids():
        with suppress(InvalidPolicy):
            found[policy_id] = desk.tools.policies.profile(policy_id)
    found |= {p.policy.id: p for p in profiles_in_use(desk, desk.vault.vault_history()).profiles}
    return {policy_id: zone_named(profile.calendar.timezone) for policy_id, profile in found.items()}
