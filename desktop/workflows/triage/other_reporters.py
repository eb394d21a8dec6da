"""Who else reported the problem of a case, or has part in it elsewhere: nobody's business in a letter."""

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.parties.people import Person, people_of
from desktop.domain.triage.merging import original_of
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.ports import Desk
from desktop.workflows.triage.other_case import originals


def other_reporters(desk: Desk, case: Case) -> tuple[Person, ...]:
    """Everybody of the cases of this problem, or linked with it, but ourselves and the case's own people.

    The wish of somebody counts only once the advisory that names them is published; a holding one names
    nobody.
    """
    chain = originals(desk, original_of(case))
    root = list(chain.values())[-1] if chain else case
    cases = {case.case_id: case, **chain}
    for joined in [j for one in cases.values() for j in one.joined]:
        cases |= originals(desk, joined.from_case) if joined.from_case not in cases else {}
    for link in case.incident.linked:
        cases |= originals(desk, link.other) if link.other not in cases else {}
    ours = _ourselves(desk, case)
    told = root.case_id if root.published_in_full else ""
    return tuple(
        person if one.case_id == told else msgspec.structs.replace(person, credit=None)
        for one in cases.values()
        for person in people_of(one)
        if person.role != "handler" and not person.keys & ours and not _is_own(person, one, case)
    )


def _ourselves(desk: Desk, case: Case) -> frozenset[str]:
    """Whose names stand in our letters anyway, whatever part somebody was given by them elsewhere."""
    profile = pinned_profile(desk.vault, case)
    names = (profile.policy.organisation, desk.handler, *(intake.address for intake in profile.intake))
    return frozenset(map(e.name_key, names)) - {""}


def _is_own(person: Person, there: Case, case: Case) -> bool:
    """Whether they are the case's own reporter, or were named in the case itself."""
    if there.case_id == case.case_id:
        return person.role != "reporter" or not person.label
    return person.role == "reporter" and person.label == case.case_id
