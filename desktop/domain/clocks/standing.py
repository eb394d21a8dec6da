"""Whether a clock counts in a case: the severities and the question that it hangs on."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import msgspec

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.words import any_of
from desktop.domain.policy import Clock, Profile

_ONLY_IF = "Counts only if the severity is "
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
        return Standing("conditional", f"{_ONLY_IF}{any_of(clock.severities)}.")
    if clock.when and not answers:
        return Standing("conditional", _question(clock.when, profile), before_start=False)
    return None


def hangs_on_severity(why: str) -> bool:
    """Whether a conditional clock, by its reason, waits for the classification; else it waits for an answer.

    The reason is all that lists, which are read from stored words, know of it.
    """
    return why.startswith(_ONLY_IF)


def counted(clock: Clock, policy_id: str, chronicle: Chronicle) -> list[_Span]:
    """When the clock counted, by what was known at the time; the last span is the one in force."""
    spans: list[_Span] = [(_EVER, None)]
    if clock.severities:
        words = chronicle.severities
        spans = _periods(_Word(word.at, word.recorded_at, word.level in clock.severities) for word in words)
    if clock.when:
        answers = chronicle.answers.get((policy_id, clock.when), ())
        said = (_Word(answer.at, answer.recorded_at, answer.applies) for answer in answers)
        spans = _both(spans, _periods(said))
    return spans


def _question(condition_id: str, profile: Profile) -> str:
    condition = profile.condition(condition_id)
    return condition.question if condition else f"{condition_id}?"


class _Word(msgspec.Struct, frozen=True):
    """What was said of a clock: since when, when it was written down, and whether the clock counts."""

    at: datetime
    recorded_at: datetime | None
    counts: bool

    @property
    def known_at(self) -> datetime:
        """From when on it could replace what was said before: a word dated back unsays nothing earlier."""
        return max(self.at, self.recorded_at or self.at)


def _periods(words: Iterable[_Word]) -> list[_Span]:
    """The stretches over which the latest word was yes, as it was known at the time."""
    spans: list[_Span] = []
    since: datetime | None = None
    for word in words:
        if word.counts and since is None:
            since = word.at
        elif not word.counts and since is not None:
            if since < word.known_at:
                spans.append((since, word.known_at))
            since = None
    return spans if since is None else [*spans, (since, None)]


def _both(some: list[_Span], others: list[_Span]) -> list[_Span]:
    shared = [(max(a[0], b[0]), _sooner(a[1], b[1])) for a in some for b in others]
    return [(begins, ends) for begins, ends in shared if ends is None or begins < ends]


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((end for end in (one, other) if end is not None), default=None)
