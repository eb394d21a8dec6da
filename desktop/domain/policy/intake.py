"""How reports should arrive, and what they should say."""

from typing import Literal

from desktop.domain.policy.item import Item, Name

ChannelKind = Literal["email", "web-form", "private-advisory", "platform", "chat", "phone"]
Purpose = Literal["vulnerability", "suspicious-activity", "policy-question", "inquiry", "general"]


class Intake(Item, frozen=True, kw_only=True):
    """A channel on which reports arrive; a key that the policy names is never trusted on its word."""

    id: Name
    kind: ChannelKind
    address: Name
    subject: str = ""
    """The subject line that the policy expects; a report without it is accepted all the same."""
    purposes: tuple[Purpose, ...] = ("vulnerability",)
    severities: tuple[str, ...] = ()
    preferred: bool = False
    key: str = ""
    key_status: Literal["unverified"] = "unverified"


class ForbiddenChannel(Item, frozen=True, kw_only=True):
    """A channel that reporters are asked not to use, and what to do when they did."""

    channel: Name
    on_arrival: Name


class AskedField(Item, frozen=True, kw_only=True):
    """Something the policy asks reporters to include."""

    id: Name
    text: Name
    need: Literal["required", "asked", "if-any", "if-possible", "if-applicable", "optional"] = "asked"
    accepts: tuple[str, ...] = ()
    may_be_unknown: bool = False
