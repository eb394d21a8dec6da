"""Whose reporters do not know yet that the problem, which they reported too, is published."""

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.failures import NoSuchCase
from desktop.domain.occurrences import in_force
from desktop.workflows.ports import Desk


def still_to_tell(desk: Desk, case: Case) -> tuple[str, ...]:
    """Of a published case: the duplicates from which no letter went out since, so that nobody there knows."""
    published = case.milestones.get(e.AdvisoryPublished.kind)
    if published is None:
        return ()
    return tuple(j.from_case for j in case.joined if not _told_since(desk, j.from_case, case))


def _told_since(desk: Desk, case_id: str, original: Case) -> bool:
    try:
        history = desk.vault.history(case_id)
    except NoSuchCase:
        return True  # it came with a bundle: another vault writes to its reporter
    published = original.milestones[e.AdvisoryPublished.kind]
    return any(isinstance(r.event, e.Sent) and r.occurred_at >= published for r in in_force(history))
