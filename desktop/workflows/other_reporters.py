"""Who else reported the problem of a case: in it, or in the case that it is a duplicate of."""

from desktop.domain.case import Case, fold
from desktop.domain.failures import NoSuchCase
from desktop.domain.people import Person, people_of
from desktop.domain.triage.merging import original_of
from desktop.workflows.ports import Desk


def other_reporters(desk: Desk, case: Case) -> tuple[Person, ...]:
    """Everybody but the case's own reporter."""
    people = [person for person in people_of(case) if person.role == "reporter" and person.label]
    try:
        original = fold(desk.vault.history(original_of(case))) if original_of(case) else None
    except NoSuchCase:
        original = None
    there = people_of(original) if original is not None else ()
    return (*people, *(p for p in there if p.role == "reporter" and p.label != case.case_id))
