"""Edit a policy's own file: what is opened, and what is saved as a new version of it.

Nothing is in use by that: cases keep the version of their receipt, and a vault is held to what it adopted.
"""

import re

import msgspec

from desktop.domain.digest import sha256
from desktop.domain.failures import InvalidPolicy, RefusedByPolicy
from desktop.formats.policy import PROFILE_LIMIT, read_profile
from desktop.workflows.ports import Desk

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""Ids that a file can be named for, on any system."""


class Opened(msgspec.Struct, frozen=True):
    """A profile as it stood on the shelf when it was opened."""

    policy_id: str
    source: bytes
    shipped: bool
    """Whether it ships with Embargo: what is saved is a copy that takes its place."""

    @property
    def text(self) -> str:
        """The TOML itself, its line ends as they are."""
        return self.source.decode(errors="replace")


class SavedProfile(msgspec.Struct, frozen=True):
    """A version that was written."""

    policy_id: str
    organisation: str
    file_name: str
    sha256: str


def require_file_name(policy_id: str) -> None:
    """Raise RefusedByPolicy for an id that no file can be named for."""
    if not _NAME.fullmatch(policy_id):
        raise RefusedByPolicy(
            "The id of a policy names its file.", advice="Use small letters, digits, dots and dashes in it."
        )


def open_profile(desk: Desk, policy_id: str) -> Opened:
    """The file of this policy, also one with mistakes. Raises InvalidPolicy for an unknown id."""
    policies = desk.tools.policies
    source = policies.at_hand(policy_id) or policies.source(policy_id)
    own_is_unused = policy_id in policies.unused()
    return Opened(policy_id, source, policies.is_shipped(policy_id) and not own_is_unused)


def save_profile(desk: Desk, opened: Opened, text: str) -> SavedProfile:
    """Write a new version of what was opened; under another id it is a policy of its own.

    Raises InvalidPolicy with every mistake, RefusedByPolicy for an id that another policy has or that names
    no file, ProfileChanged when the file is not the one that was opened, WriteFailed.
    """
    source = text.encode()
    if len(source) > PROFILE_LIMIT:
        raise InvalidPolicy("The profile is larger than any that is read.", advice="Shorten it.")
    profile = read_profile(source)
    policy_id = profile.policy.id
    require_file_name(policy_id)
    is_new = policy_id != opened.policy_id
    if is_new and policy_id in desk.tools.policies.ids():
        raise RefusedByPolicy(
            f"There is another policy with the id {policy_id}.", advice="Choose another id."
        )
    path = desk.tools.policies.keep(policy_id, source, seen=b"" if is_new else opened.source)
    return SavedProfile(policy_id, profile.policy.organisation, path.name, sha256(source))
