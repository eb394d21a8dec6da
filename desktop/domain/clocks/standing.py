"""Whether a clock counts in a case: the severities and the question that it hangs on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Literal

import msgspec

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.words import any_of
from desktop.domain.policy import Clock, Profile

_EVER = datetime.min.replace(tzinfo=UTC)
_Span = tuple[datetime, datetime | None]
"""From an instant until another, or until further notice."""


class Standing(msgspec.Struct, frozen=True):
    """Why a clock does not count, or does not count yet."""

    state: Literal["not-applicable", "conditional"]
    why: str
    before_start: bool = True
    """Whether to say so even while the clock has not started."""


def standing_of(clock: Clock, profile: Profile, chronicle: Chronicle) -> Standing | None:
    """What stands against the clock, or None when it counts.

    Before the first classification every clock that is for some severities only is conditional. One that
    hangs on a question is so from its start until somebody answers.
    """
    answers = chronicle.answers.get((profile.policy.id, clock.when), ()) if clock.when else ()
    if answers and not answers[-1].applies:
        return Standing("not-applicable", f"Answered with no: {_question(clock.when, profile)}")
    severity = chronicle.severity
    if clock.severities and severity not in clock.severities:
        if severity:
            return Standing("not-applicable", f"The severity is {severity}.")
        return Standing("conditional", f"Counts only if the severity is {any_of(clock.severities)}.")
    if clock.when and not answers:
        return Standing("conditional", _question(clock.when, profile), before_start=False)
    return None


def counted(clock: Clock, policy_id: str, chronicle: Chronicle) -> list[_Span]:
    """When the clock counted, by what was known at the time; the last span is the one in force."""
    spans: list[_Span] = [(_EVER, None)]
    if clock.severities:
        spans = _periods((at, level in clock.severities) for at, level in chronicle.severities)
    if clock.when:
        answers = chronicle.answers.get((policy_id, clock.when), ())
        spans = _both(spans, _periods((answer.at, answer.applies) for answer in answers))
    return spans


def _question(condition_id: str, profile: Profile) -> str:
    condition = profile.condition(condition_id)
    return condition.question if condition else f"{condition_id}?"


def _periods(words: Iterable[tuple[datetime, bool]]) -> list[_Span]:
    """The stretches over which the latest word was yes."""
    spans: list[_Span] = []
    said = list(words)
    for (begins, counts), ends in zip_longest(said, (at for at, _ in said[1:])):
        if not counts or (ends is not None and ends <= begins):
            continue
        said_again = bool(spans) and spans[-1][1] == begins
        spans.append((spans.pop()[0] if said_again else begins, ends))
    return spans


def _both(some: list[_Span], others: list[_Span]) -> list[_Span]:
    shared = [(max(a[0], b[0]), _sooner(a[1], b[1])) for a in some for b in others]
    return [(begins, ends) for begins, ends in shared if ends is None or begins < ends]


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((end for end in (one, other) if end is not None), default=None)
