"""What a sound profile does beside the others: whether it is used at all, and whose mail it claims."""

from collections.abc import Iterator

from desktop.domain.policy import Profile
from desktop.workflows.ports import Policies


def doubts_about(policies: Policies, profile: Profile, source: bytes) -> tuple[str, ...]:
    """What to know about a profile that may not be on the shelf, a sentence each."""
    return (*_hidden(policies, profile, source), *_shared_addresses(policies, profile))


def doubts_on_shelf(policies: Policies, policy_id: str) -> tuple[str, ...]:
    """The same for one on the shelf, and for the file of one's own that it hides. Raises InvalidPolicy."""
    hides = policy_id in policies.unused()
    words = f"Your own file {policy_id}.toml is not used: {_taken(policy_id)}"
    return (*([words] if hides else []), *_shared_addresses(policies, policies.profile(policy_id)))


def _hidden(policies: Policies, profile: Profile, source: bytes) -> Iterator[str]:
    policy_id = profile.policy.id
    if policies.is_shipped(policy_id) and policies.source(policy_id) != source:
        yield f"This file would not be used: {_taken(policy_id)}"


def _taken(policy_id: str) -> str:
    return (
        f"the profile {policy_id} that ships with Embargo wins. Give yours another id, in it and as its name."
    )


def _shared_addresses(policies: Policies, profile: Profile) -> Iterator[str]:
    if profile.kind == "pack":
        return
    policy_id = profile.policy.id
    for other in policies.for_reports():
        shared = _addresses(profile) & _addresses(policies.profile(other)) if other != policy_id else ()
        for address in sorted(shared):
            first = min(other, policy_id)
            yield f"{address} is an intake address of {other} too: reports to it fall under {first}."


def _addresses(profile: Profile) -> set[str]:
    return {channel.address.casefold() for channel in profile.intake if channel.kind == "email"}
