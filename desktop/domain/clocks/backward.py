"""Clocks that run backwards from the day of publication: who hears before everybody else."""

from collections.abc import Iterator
from datetime import datetime

import msgspec

from desktop.domain.clocks.chronicle import Chronicle
from desktop.domain.clocks.durations import due_before, parse_duration
from desktop.domain.clocks.holding import ENDING
from desktop.domain.clocks.reading import Proof, Reading, State
from desktop.domain.clocks.words import happened, happens, when
from desktop.domain.policy import Predisclosure, Profile
from desktop.domain.policy.quoting import quotes_of

_OVER = (
    "advisory.published", *ENDING, "report.rejected", "report.withdrawn", "case.closed",
)  # fmt: skip
"""After these nobody is left to be told before the public."""
_NO_DAY = "Waits for a day of publication: it is counted back from there."
_NO_PROOF = "Its date has passed, and no entry in the journal could prove it: check by hand."


class _Window(msgspec.Struct, frozen=True):
    """From when they may be told, and until when they have to be."""

    opens: datetime | None
    closes: datetime | None


def read_backward(profile: Profile, chronicle: Chronicle, now: datetime) -> Iterator[Reading]:
    """What is owed before the planned disclosure; when the plan moves, the dates move with it.

    `at_least` gives the latest instant to tell them; `at_most` alone holds it back until its instant.
    """
    for item in profile.disclosure.predisclosure:
        told = chronicle.first(item.stops)
        window, due, original = _Window(None, None), None, None
        if chronicle.planned:
            window = _window(item, profile, chronicle.planned[-1].day)
            first = _window(item, profile, chronicle.planned[0].day)
            due, original = window.closes or window.opens, first.closes or first.opens
        state, why = _judge(item, window, told, now) if chronicle.planned else ("waiting", _NO_DAY)
        over = chronicle.first(_OVER) if state in ("running", "overdue", "waiting") else None
        if over is not None:
            late = "Overdue when it ended" if due is not None and over.at > due else "Nothing more is owed"
            state, why = "ended", f"{late}: {happened(over.event)}."
        done = over or (told if state in ("met", "late", "ended") else None)
        yield Reading(
            clock=item.id,
            sentence=item.sentence,
            clauses=item.clauses,
            state=state,
            force="commit" if item.at_least else "rule",
            owed_by="vendor",
            since=chronicle.planned[0].at if chronicle.planned else None,
            due=due,
            met_at=done.at if done else None,
            original_due=original,
            moved_by="plan" if due != original else "",
            why=why,
            policy_id=profile.policy.id,
            audience=item.audience,
            proof=done,
            lateness=chronicle.lateness.get((profile.policy.id, item.id), ""),
            passes=not item.stops,
            assumed=item.assumed,
            quotes=quotes_of(profile.policy, item.clauses),
        )


def _window(item: Predisclosure, profile: Profile, day: datetime) -> _Window:
    return _Window(_counted_back(item.at_most, profile, day), _counted_back(item.at_least, profile, day))


def _counted_back(written: str, profile: Profile, day: datetime) -> datetime | None:
    """None also where the calendar cannot tell."""
    try:
        return due_before(day, parse_duration(written), profile.calendar) if written else None
    except ValueError:
        return None


def _judge(item: Predisclosure, window: _Window, told: Proof | None, now: datetime) -> tuple[State, str]:
    if window.closes is None and window.opens is None:
        words = parse_duration(item.at_least or item.at_most).words
        return "undated", f"The policy gives no number: {words}." if words else "The calendar gives no date."
    if told is not None:
        return _told(window, told)
    if window.closes is None:
        return _held_back(window.opens, now)
    if now > window.closes:
        return (
            ("overdue", f"Its date has passed: it waits until {happens(item.stops)}.")
            if item.stops
            else (
                "ended",
                _NO_PROOF,
            )
        )
    not_before = f" Not before {when(window.opens)}." if window.opens and now < window.opens else ""
    return "running", f"Counted back from the day of publication.{not_before}"


def _told(window: _Window, told: Proof) -> tuple[State, str]:
    what = happened(told.event)
    early = window.opens is not None and told.at < window.opens
    if window.closes is None:
        return "ended", f"Told too early: {what}." if early else f"Told: {what}."
    if told.at > window.closes:
        return "late", f"Late: {what} on {when(told.at)}."
    return "met", f"Kept, but told too early: {what}." if early else f"Kept: {what} in time."


def _held_back(opens: datetime | None, now: datetime) -> tuple[State, str]:
    if opens is None or now >= opens:
        return "ended", "They may be told."
    return "held", f"They are told no sooner than {when(opens)}."
