"""The people of a vault and their roles, as its own events tell."""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force


class Member(msgspec.Struct, frozen=True):
    """Somebody who works in the vault under a name of their own."""

    name: str
    fingerprint: str = ""
    roles: frozenset[e.Role] = frozenset()

    @property
    def roles_in_order(self) -> tuple[e.Role, ...]:
        """Their roles as lists show them."""
        return tuple(role for role in ROLES if role in self.roles)


NO_BOUNDARY = (
    "Roles prevent mistakes. Whoever can open the vault holds its one key: what is to be kept from somebody "
    "belongs in another vault."
)
ROLES: tuple[e.Role, ...] = ("owner", "handler", "reviewer", "auditor")


class Team(msgspec.Struct, frozen=True):
    """Everybody who was enrolled and did not leave; with nobody, whoever opens the vault is a handler."""

    members: tuple[Member, ...] = ()

    def find(self, name: str) -> Member | None:
        """The person of this name, however it is written."""
        return next((one for one in self.members if e.same_name(one.name, name)), None)

    def having(self, role: e.Role) -> tuple[Member, ...]:
        """Everybody in a role."""
        return tuple(one for one in self.members if role in one.roles)

    def roles_of(self, name: str) -> frozenset[e.Role]:
        """The roles that somebody has here; of a vault without people, those of a lone user."""
        if not self.members:
            return _ALONE
        member = self.find(name)
        return member.roles if member is not None else frozenset()

    def after(self, event: Event) -> "Team":
        """The team once this happened; who leaves loses their roles with it."""
        if not isinstance(event, e.HandlerLeft | e.HandlerEnrolled | e.RoleGiven | e.RoleWithdrawn):
            return self
        member = self.find(event.name)
        others = [one for one in self.members if one is not member]
        if isinstance(event, e.HandlerEnrolled) or (member and not isinstance(event, e.HandlerLeft)):
            others.append(_after(member or Member(event.name), event))
        return Team(tuple(sorted(others, key=lambda one: e.name_key(one.name))))


_ALONE: frozenset[e.Role] = frozenset(ROLES)


def team_of(vault_history: Sequence[Recorded]) -> Team:
    """Who works in the vault by its own events."""
    team = Team()
    for recorded in in_force(vault_history):
        team = team.after(recorded.event)
    return team


def _after(member: Member, event: e.HandlerEnrolled | e.RoleGiven | e.RoleWithdrawn) -> Member:
    if isinstance(event, e.HandlerEnrolled):
        return msgspec.structs.replace(member, name=event.name, fingerprint=event.fingerprint)
    changed = {event.role}
    roles = member.roles | changed if isinstance(event, e.RoleGiven) else member.roles - changed
    return msgspec.structs.replace(member, roles=roles)
