"""Reviews that a policy promises without saying when: reminders without a date, for no policy gives one.

None of them is ever overdue. What was done, and when last, stands beside each.
"""

from collections.abc import Iterator, Sequence

from desktop.domain import events as e
from desktop.domain.clocks import Reading
from desktop.domain.clocks.words import when
from desktop.domain.event import Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile

UNDATED = "undated-"
"""How the names of these rows begin, before the clause; they stand under no policy."""
NEED = "undated-reminders"
"""What a duty of a profile is called that is kept by them."""


def is_undated(clock: str) -> bool:
    """Whether a row reminds of something that has no date."""
    return clock.startswith(UNDATED)


def clause_of(clock: str) -> str:
    """The clause that such a row reminds of."""
    return clock.removeprefix(UNDATED)


def clauses_without_date(profile: Profile) -> tuple[str, ...]:
    """Every clause of a policy that is kept by such a reminder."""
    return tuple(clause for duty in profile.tool if duty.need == NEED for clause in duty.clauses)


def undated(profile: Profile, vault_history: Sequence[Recorded]) -> Iterator[Reading]:
    """One for each clause, with what was recorded last."""
    if not vault_history:
        return
    kept = [r for r in in_force(vault_history) if isinstance(r.event, e.ReviewKept)]
    for duty in profile.tool:
        for clause in duty.clauses if duty.need == NEED else ():
            last = next((r for r in reversed(kept) if r.event.clause == clause), None)  # type: ignore[attr-defined]
            yield Reading(
                clock=f"{UNDATED}{clause}",
                sentence=duty.text,
                clauses=(clause,),
                state="waiting",
                force="expect",
                owed_by="vendor",
                since=last.occurred_at if last else vault_history[0].occurred_at,
                due=None,
                why=_said(last),
            )


def _said(last: Recorded | None) -> str:
    if last is None or not isinstance(last.event, e.ReviewKept):
        return "Nothing is recorded of it yet. The policy names no date, so none is shown."
    return f"Last done on {when(last.occurred_at)}: {Untrusted(last.event.note).line}"
