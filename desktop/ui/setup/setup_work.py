"""What the worker reads for the last step. Knows no Qt."""

from typing import NamedTuple

from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.policies.policies_in_use import policies_in_use
from desktop.workflows.ports import Desk


class Standing(NamedTuple):
    """What a vault that was just made holds by now."""

    intake_key: str
    """A fingerprint; empty where none was chosen."""
    policies: tuple[str, ...]
    """The ids of those in use."""


def standing_of(desk: Desk) -> Standing:
    """Read it."""
    return Standing(intake_key(desk), tuple(sorted(policies_in_use(desk.vault.vault_history()).adoptions)))
