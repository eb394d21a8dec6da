"""What each role may do (M87-3.3e, M87-3.5b, MUS-4.2b, MUS-5.3d, MUS-7.1b): `may` is the one answer.

Handlers do everything that cases need. Reviewers read cases, judge fixes, approve advisories and write notes.
Auditors read the journal with its proofs and record what they looked at; no content of a case is theirs. An
owner is a handler who also says who works here, how the vault opens, and what of it goes for good.
"""

from typing import Literal

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Event
from desktop.domain.rights.team import Member, Team

Reading = Literal["cases", "journal"]

ROLE_WORDS: dict[e.Role, str] = {
    "owner": "an owner",
    "handler": "a handler",
    "reviewer": "a reviewer",
    "auditor": "an auditor",
}
_OF_ANYBODY = frozenset(
    kind.kind for kind in (e.HandlerNamed, e.HandlerSignedIn, e.ActRefused, e.UnlockFailed)
)
"""Who sits here, and what was refused to them, is recorded whatever their roles are."""
_OF_OWNERS = frozenset(
    kind.kind
    for kind in (
        e.HandlerEnrolled,
        e.RoleGiven,
        e.RoleWithdrawn,
        e.HandlerLeft,
        e.FourEyesDecided,
        e.WatchwordDropped,
        e.PublisherIdentified,
        e.SlotAdded,
        e.SlotRemoved,
        e.SlotRotated,
        e.VaultRekeyed,
        e.RollbackAccepted,
        e.RetentionRuled,
        e.ContentPurged,
    )
)
_OF_REVIEWERS = frozenset(
    kind.kind
    for kind in (
        e.FixReviewed,
        e.AdvisoryApproved,
        e.ApprovalRequested,
        e.ReleaseRefused,
        e.NoteAdded,
        e.PrintStarted,
    )
)
_OF_AUDITORS = frozenset(kind.kind for kind in (e.AccessReviewed, e.JournalChecked))
_READERS: dict[Reading, frozenset[e.Role]] = {
    "cases": frozenset({"handler", "reviewer"}),
    "journal": frozenset({"owner", "auditor"}),
}
_WHAT: dict[Reading, str] = {
    "cases": "What stands in cases is read by handlers and reviewers.",
    "journal": "The journal is shown to owners and auditors.",
}
_NOT_ENROLLED = "Nobody of this name is enrolled here: enrol them first."
_OWNER_STAYS = "An owner has to stay: give that role to another handler first."


def may(team: Team, name: str, act: Event | type[Event]) -> Refusal | None:
    """Why this person may not record the act; None where nothing speaks against it."""
    roles = team.roles_of(name)
    kind = act.kind
    allowed = (
        kind in _OF_ANYBODY
        or (kind in _OF_OWNERS and "owner" in roles)
        or (kind not in _OF_OWNERS and "handler" in roles)
        or (kind in _OF_REVIEWERS and "reviewer" in roles)
        or (kind in _OF_AUDITORS and bool(roles & {"auditor", "owner"}))
    )
    return None if allowed else Refusal(kind, f"{who(team, name)} {_whose(kind)}")


def may_read(team: Team, name: str, what: Reading) -> Refusal | None:
    """Why this person may not read it; None where they may."""
    if team.roles_of(name) & _READERS[what]:
        return None
    return Refusal(f"read {what}", f"{_WHAT[what]} {who(team, name)}")


def wise(team: Team, act: Event) -> Refusal | None:
    """Why nobody may record it now: it would leave a vault without owners, or give a role to nobody."""
    sentence = ""
    if isinstance(act, e.HandlerLeft):
        sentence = _last_owner(team, act.name)
    elif isinstance(act, e.RoleGiven | e.RoleWithdrawn):
        member = team.find(act.name)
        sentence = _NOT_ENROLLED if member is None else _of_roles(team, member, act)
    return Refusal(act.kind, sentence) if sentence else None


def who(team: Team, name: str) -> str:
    """What somebody is here, as refusals say it."""
    member = team.find(name)
    if member is None:
        return f"Nobody called {' '.join(name.split())} is enrolled in this vault."
    if not member.roles:
        return f"{member.name} has no role here."
    return f"{member.name} is {' and '.join(ROLE_WORDS[role] for role in member.roles_in_order)} here."


def _whose(kind: str) -> str:
    if kind in _OF_OWNERS:
        return "That is for an owner to do."
    also = [
        name for name, kinds in (("a reviewer", _OF_REVIEWERS), ("an auditor", _OF_AUDITORS)) if kind in kinds
    ]
    return f"That is for {' or '.join(('a handler', *also))} to record."


def _of_roles(team: Team, member: Member, act: e.RoleGiven | e.RoleWithdrawn) -> str:
    if isinstance(act, e.RoleGiven):
        lacks = act.role == "owner" and "handler" not in member.roles
        return "An owner is a handler: give that role first." if lacks else ""
    if act.role == "handler" and "owner" in member.roles:
        return "An owner is a handler: withdraw the owner's role first."
    return _last_owner(team, member.name) if act.role == "owner" else ""


def _last_owner(team: Team, name: str) -> str:
    owners = team.having("owner")
    return _OWNER_STAYS if len(owners) == 1 and e.same_name(owners[0].name, name) else ""
