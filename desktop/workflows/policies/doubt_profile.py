"""What a sound profile does beside the others: whether it is used at all, and whose mail it claims."""

from collections.abc import Iterator

from desktop.domain.policy import Profile
from desktop.workflows.ports import Policies


def doubts_about(policies: Policies, profile: Profile, source: bytes) -> tuple[str, ...]:
    """What to know about a profile that may not be on the shelf, a sentence each."""
    return (*_replacing(policies, profile, source), *_shared_addresses(policies, profile))


def doubts_on_shelf(policies: Policies, policy_id: str) -> tuple[str, ...]:
    """The same for one on the shelf, and whether a file of one's own took its place. Raises InvalidPolicy."""
    return (*_own_file(policies, policy_id), *_shared_addresses(policies, policies.profile(policy_id)))


def _own_file(policies: Policies, policy_id: str) -> Iterator[str]:
    if policy_id in policies.unused():
        yield (
            f"Your own file {policy_id}.toml cannot be used, so the profile that ships with Embargo is: "
            "`embargo policy check` explains what is wrong with yours."
        )
    elif policies.ships(policy_id) and not policies.is_shipped(policy_id):
        yield "Your own file takes the place of the profile that ships with Embargo."


def _replacing(policies: Policies, profile: Profile, source: bytes) -> Iterator[str]:
    policy_id = profile.policy.id
    if policies.ships(policy_id) and policies.source(policy_id) != source:
        yield (
            f"Among your own profiles, as {policy_id}.toml, it takes the place of the one that ships with "
            "Embargo. Cases that are open stay held to what they pinned."
        )


def _shared_addresses(policies: Policies, profile: Profile) -> Iterator[str]:
    if profile.kind == "pack":
        return
    policy_id = profile.policy.id
    for other in policies.for_reports():
        shared = _addresses(profile) & _addresses(policies.profile(other)) if other != policy_id else ()
        for address in sorted(shared):
            yield f"{address} is an intake address of {other} too: reports to it ask where they belong."


def _addresses(profile: Profile) -> set[str]:
    return {channel.address.casefold() for channel in profile.intake if channel.kind == "email"}
