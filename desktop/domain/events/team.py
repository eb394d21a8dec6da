"""Who works in a vault, in which roles, and which cases only some of them see."""

from typing import Literal

import msgspec

from desktop.domain.event import Event

Role = Literal["owner", "handler", "reviewer", "auditor"]


class RolesThen(msgspec.Struct, frozen=True):
    """A person of the vault as an event remembers them."""

    name: str
    roles: tuple[str, ...]


class HandlerEnrolled(Event, frozen=True):
    """Somebody works in this vault under a name of their own; a later entry changes the fingerprint.

    Without a fingerprint nobody can prove to be them.
    """

    kind = "handler.enrolled"
    name: str
    fingerprint: str = ""


class RoleGiven(Event, frozen=True):
    kind = "role.given"
    name: str
    role: Role


class RoleWithdrawn(Event, frozen=True):
    kind = "role.withdrawn"
    name: str
    role: Role


class HandlerSignedIn(Event, frozen=True):
    """They signed a challenge with the key that they were enrolled with, and work here from now on."""

    kind = "handler.signed-in"
    name: str
    fingerprint: str
    challenge: str
    signature_sha256: str


class CaseRestricted(Event, frozen=True):
    """Only its handler and these people see the case."""

    kind = "case.restricted"
    names: tuple[str, ...] = ()
    reason: str = ""


class CaseOpened(Event, frozen=True):
    """Everybody of the vault who handles cases sees it, whatever its policy says."""

    kind = "case.opened"
    reason: str
