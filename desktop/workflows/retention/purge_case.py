"""Purge the content of a closed case, or what is kept of one person, and say what still holds it."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import (
    Failure,
    FileLost,
    InvalidPolicy,
    NoSuchCase,
    Usage,
    VaultDamaged,
    VaultInUse,
    WriteFailed,
)
from desktop.domain.fold import fold
from desktop.domain.parties.people import people_of, person_of
from desktop.domain.policy import Profile
from desktop.domain.retention.forgetting import PersonalField, Redact, forgetting
from desktop.domain.retention.purge import objection, purge_of, redaction_of
from desktop.domain.retention.rules import Rule, rule_for
from desktop.domain.retention.standing import Kept, kept_of
from desktop.domain.triage.merging import original_of
from desktop.workflows.desk.view_case import pinned_packs, pinned_profile
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk
from desktop.workflows.triage.other_case import originals

_NOTHING_LEFT = "Nothing of it is left to purge."
_NO_POLICY = "Its policy cannot be read, so nothing tells what still keeps it: look at the vault first."
_BY_HAND = "a person decided it"


class Purged(msgspec.Struct, frozen=True):
    """What came of it, and what still holds the content."""

    case_id: str
    what: e.Purgeable
    entries: int
    backups: tuple[datetime, ...]
    """When each of the backups was made that still holds it."""
    elsewhere: tuple[str, ...]
    """Cases in which the same people stand as well."""


def purge_case(
    desk: Desk, case_id: str, what: e.Purgeable | None = None, *, reason: str = "", seen: int | None = None
) -> Purged | Refusal:
    """Purge by the rule in force, or what is named; refused while anything keeps the case.

    Raises CaseChanged, NoSuchCase, WriteFailed.
    """
    history = desk.vault.history(case_id)
    case = fold(history)
    rule = rule_for(_profile_in_use(desk, case), case.policy_id, desk.vault.vault_history())
    wanted = what or (rule.what if rule else "everything")
    ground = reason.strip() or _by_rule(rule, kept_of(case, history), wanted, desk.tools.now()) or _BY_HAND
    return _purge(desk, history, redaction_of(case, wanted), wanted, ground, seen=seen)


def _by_rule(rule: Rule | None, kept: Kept | None, what: e.Purgeable, now: datetime) -> str:
    """How a rule that asks for just this by now explains it; "" where none does."""
    if rule is None or kept is None or rule.what != what or rule.due(kept.closed_at) > now:
        return ""
    return f"kept for {rule.after} after closing"


def forget_person(
    desk: Desk,
    case_id: str,
    label: str,
    fields: Sequence[PersonalField],
    *,
    reason: str,
    seen: int | None = None,
) -> Purged | Refusal:
    """Forget these fields of a person of a closed case, with the messages that show them (M87-3.1c).

    Raises Usage for a label that nobody has, CaseChanged, NoSuchCase, WriteFailed.
    """
    history = desk.vault.history(case_id)
    redact = forgetting(fold(history), label, fields)
    if redact is None:
        raise Usage("Nobody of this label has part in the case.", advice="`embargo people CASE` lists them.")
    ground = reason.strip() or _BY_HAND
    return _purge(desk, history, redact, "reporter", ground, fields=tuple(fields), seen=seen, label=label)


def compact(desk: Desk) -> str:
    """Give the space back once all is purged; a sentence where that has to wait, else ""."""
    try:
        desk.vault.compact()
    except (VaultInUse, WriteFailed) as failure:
        return (
            f"{failure.message} The content is gone, and the journal says so; the file is made smaller when "
            "the vault is next opened."
        )
    return ""


def backups_made(history: Sequence[Recorded]) -> tuple[datetime, ...]:
    """When each backup was made that the journal knows of."""
    return tuple(recorded.occurred_at for recorded in history if isinstance(recorded.event, e.BackupDone))


def still_held(backups: Sequence[datetime]) -> str:
    """What backups still hold, as people read it; "" without any."""
    if not backups:
        return ""
    one = len(backups) == 1
    made = "1 backup made before still holds" if one else f"{len(backups)} backups made before still hold"
    return f"{made} this content: make a new one, then delete them wherever they lie."


def _purge(
    desk: Desk,
    history: Sequence[Recorded],
    redact: Redact,
    what: e.Purgeable,
    reason: str,
    *,
    fields: tuple[str, ...] = (),
    seen: int | None,
    label: str | None = None,
) -> Purged | Refusal:
    case, now = fold(history), desk.tools.now()
    if said := _objection(desk, history, case, now):
        return Refusal(e.ContentPurged.kind, said)
    backups = backups_made(desk.vault.vault_history())
    elsewhere = _elsewhere(desk, case, label)
    event = purge_of(history, redact, what, reason, fields=fields, backups=len(backups))
    if event is None:
        return Refusal(e.ContentPurged.kind, _NOTHING_LEFT)
    revision = case.revision if seen is None else seen
    desk.vault.purge(case.case_id, [Draft(event, now)], author=desk.handler, now=now, revision=revision)
    return Purged(case.case_id, what, len(event.purged), backups, elsewhere)


def _objection(desk: Desk, history: Sequence[Recorded], case: Case, now: datetime) -> str:
    """What keeps the case; a policy that cannot be read keeps it too, for nothing tells what it asks."""
    try:
        profiles = pinned_profile(desk.vault, case), *pinned_packs(desk.vault, case)
    except (FileLost, InvalidPolicy, VaultDamaged):
        return _NO_POLICY
    return objection(history, case, profiles, now, tuple(_related(desk, case)))


def _related(desk: Desk, case: Case) -> Iterator[Case]:
    """What it is a duplicate of, its own duplicates, and the cases that it is linked with."""
    yield from originals(desk, original_of(case)).values()
    others = (*(joined.from_case for joined in case.joined), *(x.other for x in case.incident.linked))
    for case_id in dict.fromkeys(others):
        with contextlib.suppress(NoSuchCase):
            yield fold(desk.vault.history(case_id))


def _profile_in_use(desk: Desk, case: Case) -> Profile | None:
    profiles = profiles_in_use(desk, desk.vault.vault_history()).profiles
    return next((profile for profile in reversed(profiles) if profile.policy.id == case.policy_id), None)


def _elsewhere(desk: Desk, case: Case, label: str | None) -> tuple[str, ...]:
    """Other cases that know one of its people by their address, or that its reporter joined."""
    people = people_of(case) if label is None else filter(None, [person_of(case, label)])
    addresses = {person.address.raw.strip() for person in people if person.role != "handler"} - {""}
    seen = [found for address in sorted(addresses) for found in desk.vault.sightings(address=address)]
    cases = {case_id for sighting in seen for case_id in sighting.case_ids}
    if case.rejected is not None and case.rejected.of:
        with contextlib.suppress(Failure):
            original = fold(desk.vault.history(case.rejected.of))
            cases |= {original.case_id for joined in original.joined if joined.from_case == case.case_id}
    return tuple(sorted(cases - {case.case_id}))
