"""Say of something that the gate took for a leak that it is none: of exactly these bytes, with a reason."""

from desktop.domain.decide import Refusal
from desktop.domain.events import LeakAccepted
from desktop.domain.failures import RefusedByPolicy, Usage
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.tell_leaks import FoundLeak, alike

_FEWEST_DIGITS = 4


def accept_leak(desk: Desk, case_id: str, leak_id: str, reason: str) -> FoundLeak:
    """Record it, for every place where the same thing stands; any change of a document asks again there.

    `leak_id` may be cut short.

    Raises Usage where nothing or several things are called so, RefusedByPolicy for a reporter, a label, a
    hidden character or a secret of a known form, which are let out by no reason; NoSuchCase.
    """
    leaks = preview_advisory(desk, case_id).leaks
    found = _named(leaks, leak_id.strip().lower(), case_id)
    if not found.acceptable:
        raise RefusedByPolicy(
            f"No reason lets this out. {found.sentence}", advice="Change the text, the label or the wish."
        )
    for one in alike(found, leaks):
        outcome = record_act(desk, case_id, LeakAccepted(one.id, one.kind, one.document, reason.strip()))
        if isinstance(outcome, Refusal):
            raise RefusedByPolicy(outcome.sentence)
    return found


def _named(leaks: tuple[FoundLeak, ...], wanted: str, case_id: str) -> FoundLeak:
    named = {leak.id: leak for leak in leaks if len(wanted) >= _FEWEST_DIGITS and leak.id.startswith(wanted)}
    if len(named) != 1:
        several = "Several findings begin so." if named else "The gate found nothing of this name."
        raise Usage(several, advice=f"`embargo advisory show {case_id}` lists what it found.")
    return next(iter(named.values()))
