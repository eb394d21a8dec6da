"""What a case would be if something were recorded that is only typed yet: nothing is."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.advisories.fields import FactField, Flaw
from desktop.domain.advisories.identifiers import read_cve
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Event, Recorded
from desktop.domain.events import AdvisoryDrafted
from desktop.domain.fold import fold
from desktop.domain.policy import Profile


def suppose(
    history: Sequence[Recorded], acts: Sequence[Event], profile: Profile, *, author: str, now: datetime
) -> tuple[list[Recorded], tuple[Flaw, ...]]:
    """The history with the acts behind it, and what speaks against recording them.

    What would be refused counts as it was typed: a person sees what becomes of it while they go on.
    """
    supposed, refused = list(history), []
    for number, act in enumerate(acts):
        outcome = decide(supposed, fold(supposed), act, profile, at=now, now=now)
        if isinstance(outcome, Refusal):
            refused.append(Flaw(_field_of(act), outcome.sentence))
        event = act if isinstance(outcome, Refusal) else outcome.event
        case_id = history[0].case_id if history else None
        supposed.append(Recorded(f"supposed-{number}", case_id, "", 0, now, now, author, event))
    return supposed, tuple(refused)


def _field_of(act: Event) -> FactField:
    """Where a refused act is put right: a wish about credit, or the first of the words that is wrong."""
    if not isinstance(act, AdvisoryDrafted):
        return "credit"
    text = act.text
    if not (text.title.strip() and text.summary.strip()):
        return "summary" if text.title.strip() else "title"
    try:
        return "aliases" if not text.cve.strip() or read_cve(text.cve) else "cve"
    except ValueError:
        return "cve"
