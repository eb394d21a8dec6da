"""Break the glass: one act when the hole, or an exploit, is public, or attacks are seen.

In one transaction it records the facts, words for a holding advisory and the end of the embargo; the clocks
that hang on the facts start with them. Taking it back is one transaction too, and refused once anything has
left.
"""

from contextlib import suppress
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.decide import Refusal
from desktop.domain.embargo import by_law
from desktop.domain.embargo.breaking import Known, broken_by, ending_of, entries_of, facts_of, objection
from desktop.domain.embargo.to_tell import ToTell, to_tell
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import InvalidPolicy
from desktop.domain.fold import fold
from desktop.domain.policy import Profile
from desktop.formats.advisories.holding import holding_text
from desktop.workflows.desk.try_acts import try_acts
from desktop.workflows.desk.view_case import pinned_packs, pinned_profile
from desktop.workflows.embargo.joined_told import joined_told
from desktop.workflows.ports import Desk

_NO_PRODUCT = (
    "No product is listed yet: list what may be affected, for a CSAF advisory cannot leave without a product."
)
_KEPT = (
    "The words of the advisory that is drafted already are kept; its details and references stay behind in a "
    "holding advisory. Read whether title, summary, remediation and workaround can go out as they are."
)


class Plan(msgspec.Struct, frozen=True):
    """What breaking the glass records, whom it leaves to be told, and what to know beforehand."""

    drafts: tuple[Draft, ...]
    to_tell: tuple[ToTell, ...]
    remarks: tuple[str, ...]
    revision: int
    packs: tuple[str, ...] = ()
    """Packs on the shelf that would start clocks of the law, where the case has none."""
    zone: str = "UTC"
    """The zone of the policy, in whose hours dates are told."""


def plan_break_glass(desk: Desk, case_id: str, known: Known, since: datetime | None = None) -> Plan | Refusal:
    """What would be recorded; `since` when it is public, or attacks are known. Raises NoSuchCase."""
    now = desk.tools.now()
    history = desk.vault.history(case_id)
    case = fold(history)
    if sentence := objection(known, case):
        return Refusal(e.EmbargoExited.kind, sentence)
    profile, packs = pinned_profile(desk.vault, case), pinned_packs(desk.vault, case)
    words = holding_text(case, profile, known, now)
    facts = [(event, since or now) for event in facts_of(known, case)]
    ending = [(event, now) for event in ending_of(known, case, words)]
    tried = try_acts(desk, case_id, history, (*facts, *ending), profile, packs)
    if isinstance(tried, Refusal):
        return tried
    drafts, after = tried
    readings = [r for p in (profile, *packs) for r in read_clocks(p, after, now)]
    whom = to_tell(
        fold(after),
        profile,
        readings,
        after,
        packs=packs,
        joined_told=joined_told(desk.vault, case),
        own_name=desk.handler,
    )
    recorded = [draft.event for draft in drafts]
    lacking = by_law.packs_for(recorded, (profile, *packs), _shelf(desk))
    remarks = (
        _KEPT if case.advisory is not None else "",
        "" if case.products else _NO_PRODUCT,
        *by_law.remarks_on(recorded, (profile, *packs), lacking),
    )
    return Plan(
        drafts,
        whom,
        tuple(filter(None, remarks)),
        case.revision,
        tuple(lacking),
        profile.calendar.timezone,
    )


def _shelf(desk: Desk) -> list[Profile]:
    """The packs that can be taken on; one that cannot be read is passed over."""
    found = []
    for policy_id in desk.tools.policies.ids():
        with suppress(InvalidPolicy):
            found.append(desk.tools.policies.profile(policy_id))
    return [profile for profile in found if profile.kind == "pack"]


def break_glass(
    desk: Desk, case_id: str, known: Known, since: datetime | None = None, *, seen: int | None = None
) -> Plan | Refusal:
    """Record the act in one transaction, and say what was recorded. Raises NoSuchCase, CaseChanged."""
    plan = plan_break_glass(desk, case_id, known, since)
    if isinstance(plan, Refusal):
        return plan
    revision = plan.revision if seen is None else seen
    desk.vault.append(case_id, plan.drafts, author=desk.handler, now=desk.tools.now(), revision=revision)
    return plan


def mend_glass(desk: Desk, case_id: str) -> tuple[Recorded, ...] | Refusal:
    """Take the whole act back in one transaction: the embargo is in force again. Raises NoSuchCase.

    Refused once anything has left. Gives the entries that count no more.
    """
    now = desk.tools.now()
    history = desk.vault.history(case_id)
    exited = broken_by(history)
    if exited is None:
        return Refusal(e.EventUndone.kind, "The glass is not broken: there is nothing to take back.")
    case, entries = fold(history), entries_of(exited, history)
    profile, packs = pinned_profile(desk.vault, case), pinned_packs(desk.vault, case)
    undoing = [(e.EventUndone(event_id=entry.id), now) for entry in reversed(entries)]
    tried = try_acts(desk, case_id, history, undoing, profile, packs)
    if isinstance(tried, Refusal):
        return tried
    desk.vault.append(case_id, tried[0], author=desk.handler, now=now, revision=case.revision)
    return tuple(entries)
