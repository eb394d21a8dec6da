"""What a case would be if something were recorded that is only typed yet: nothing is."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.policy import Profile


def suppose(
    history: Sequence[Recorded], acts: Sequence[Event], profile: Profile, *, author: str, now: datetime
) -> tuple[list[Recorded], tuple[str, ...]]:
    """The history with the acts behind it, and what speaks against recording them.

    What would be refused counts as it was typed: a person sees what becomes of it while they go on.
    """
    supposed, refused = list(history), []
    for number, act in enumerate(acts):
        outcome = decide(supposed, fold(supposed), act, profile, at=now, now=now)
        if isinstance(outcome, Refusal):
            refused.append(outcome.sentence)
        event = act if isinstance(outcome, Refusal) else outcome.event
        case_id = history[0].case_id if history else None
        supposed.append(Recorded(f"supposed-{number}", case_id, "", 0, now, now, author, event))
    return supposed, tuple(refused)
