"""Enrol people, give and withdraw roles, and list who may do what."""

from desktop.domain import events as e
from desktop.domain.event import Draft, Event
from desktop.domain.failures import Usage
from desktop.domain.parties.fingerprints import as_written
from desktop.domain.rights.team import ROLES, Member, Team, team_of
from desktop.workflows.ports import Desk

_IN_ORDER: tuple[e.Role, ...] = ("handler", "owner", "reviewer", "auditor")
"""An owner is a handler first."""
_FINGERPRINT_DIGITS = (40, 64)
"""Of OpenPGP keys of version 4 (RFC 9580 §5.5.4.2), and of version 6."""


def read_team(desk: Desk) -> Team:
    """Who is enrolled here."""
    return team_of(desk.vault.vault_history())


def enrol(desk: Desk, name: str, *, fingerprint: str = "", role: e.Role = "handler") -> Team:
    """Enrol somebody in a role, or change the fingerprint of who is enrolled; returns the team as it is then.

    The first to be enrolled is whoever works here, as a handler and an owner: somebody has to say who comes
    next, and nobody locks themselves out. Raises Usage, and RefusedByPolicy where that is not for this desk's
    handler to say.
    """
    name, fingerprint = _checked(name, fingerprint)
    team = read_team(desk)
    member = team.find(name)
    known = member.fingerprint if member is not None else ""
    acts: list[Event] = [e.HandlerEnrolled(name, fingerprint or known)]
    if not team.members:
        _require_own(desk, name)
        if role != "handler":
            raise Usage(
                "The first to be enrolled is a handler and an owner.",
                advice="Enrol an owner first: yourself.",
            )
        acts += [e.RoleGiven(name, "handler"), e.RoleGiven(name, "owner")]
    elif member is None:
        acts += [e.RoleGiven(name, role)]
    return _record(desk, acts)


def keep_member(desk: Desk, name: str, *, fingerprint: str, roles: frozenset[e.Role]) -> Team:
    """Enrol somebody in these roles, or bring who is enrolled to them; all of it or nothing.

    The first to be enrolled is whoever works here, as a handler and an owner. Raises Usage, RefusedByPolicy.
    """
    team = read_team(desk)
    member = team.find(name)
    if not team.members:
        return enrol(desk, name, fingerprint=fingerprint)
    known, has = (member.fingerprint, member.roles) if member is not None else ("", frozenset[e.Role]())
    name, written = _checked(member.name if member is not None else name, fingerprint)
    acts: list[Event] = [e.HandlerEnrolled(name, written)] if member is None or written != known else []
    acts += [e.RoleGiven(name, role) for role in _IN_ORDER if role in roles - has]
    acts += [e.RoleWithdrawn(name, role) for role in ROLES if role in has - roles]
    if not acts:
        raise Usage("Nothing was changed.")
    return _record(desk, acts)


def give_role(desk: Desk, name: str, role: e.Role) -> Team:
    """Give a role. Raises Usage for a name that is not enrolled, and RefusedByPolicy."""
    member = _enrolled(desk, name)
    if role in member.roles:
        raise Usage(f"{member.name} has this role already.")
    return _record(desk, [e.RoleGiven(member.name, role)])


def withdraw_role(desk: Desk, name: str, role: e.Role) -> Team:
    """Withdraw a role; an owner stays. Raises Usage, RefusedByPolicy."""
    member = _enrolled(desk, name)
    if role not in member.roles:
        raise Usage(f"{member.name} does not have this role.")
    return _record(desk, [e.RoleWithdrawn(member.name, role)])


def _checked(name: str, fingerprint: str) -> tuple[str, str]:
    name, fingerprint = " ".join(name.split()), as_written(fingerprint)
    if not name:
        raise Usage("A person of the vault needs a name.", advice="Give the name that stands beside entries.")
    if fingerprint and not _is_fingerprint(fingerprint):
        raise Usage("This is no fingerprint.", advice="`gpg --fingerprint` shows it: all 40 or 64 digits.")
    return name, fingerprint


def _require_own(desk: Desk, name: str) -> None:
    """Once somebody is enrolled, nobody else works here. Raises Usage for another than who works here."""
    if not e.same_name(name, desk.handler):
        raise Usage(
            f"The first to be enrolled is whoever works here: {desk.handler}.",
            advice=f'`embargo team enrol "{desk.handler}"` begins. To begin under another name of your own, '
            "give it with --work-as as well.",
        )


def _enrolled(desk: Desk, name: str) -> Member:
    team = read_team(desk)
    member = team.find(name)
    if member is None:
        known = ", ".join(one.name for one in team.members) or "nobody"
        raise Usage(f"Nobody called {' '.join(name.split())} is enrolled.", advice=f"Enrolled here: {known}.")
    return member


def _record(desk: Desk, acts: list[Event]) -> Team:
    now = desk.tools.now()
    desk.vault.append(None, [Draft(act, now) for act in acts], author=desk.handler, now=now)
    return read_team(desk)


def _is_fingerprint(written: str) -> bool:
    return len(written) in _FINGERPRINT_DIGITS and all(digit in "0123456789ABCDEF" for digit in written)
