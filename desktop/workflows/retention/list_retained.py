"""Closed cases whose content is past the time that it is kept: proposed, never purged without a person."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from desktop.domain.clocks.words import counted
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.domain.retention.rules import RETENTION, Rule, rule_for
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk
from desktop.workflows.retention_ports import RetainedCase
from desktop.workflows.vault_ports import DueRow

_MOST = 500
"""Cases of one policy that are looked at: what is purged makes room for the next."""


class PastItsTime(msgspec.Struct, frozen=True):
    """A closed case whose content a rule says to purge by now; one that is held stays listed."""

    case: RetainedCase
    rule: Rule
    due: datetime


def list_retained(desk: Desk) -> tuple[PastItsTime, ...]:
    """All of them, the longest due first."""
    now = desk.tools.now()
    found = [
        past
        for policy_id, rule in rules_in_force(desk)
        for case in desk.vault.retained(policy_id, rule.what, rule.latest_closing(now), _MOST)
        if (past := PastItsTime(case, rule, rule.due(case.closed_at))).due <= now
    ]
    return tuple(sorted(found, key=lambda past: (past.due, past.case.case_id)))


def rules_in_force(desk: Desk) -> Iterator[tuple[str, Rule]]:
    """The rule of every policy that a closed case is under, where there is one."""
    history = desk.vault.vault_history()
    profiles: dict[str, Profile] = {p.policy.id: p for p in profiles_in_use(desk, history).profiles}
    for policy_id in desk.vault.retained_policies():
        rule = rule_for(profiles.get(policy_id), policy_id, history)
        if rule is not None:
            yield policy_id, rule


def reminder(desk: Desk) -> DueRow | None:
    """What is past its time as one row beside the promises: a person decides, nothing happens by itself."""
    past = [one for one in list_retained(desk) if not one.case.held]
    if not past:
        return None
    cases = counted(len(past), "closed case")
    more = " or more" if len(past) >= _MOST else ""
    return DueRow(
        case_id="",
        title=Untrusted(""),
        policy_id="",
        clock=RETENTION,
        sentence=f"Content is kept longer than its rule says, of {cases}{more}: purge it, or hold it.",
        clauses=(),
        since=past[0].case.closed_at,
        due=past[0].due,
        state="waiting",
        force="expect",
        why="This is a reminder of the house: nothing is purged before a person confirms it.",
    )
