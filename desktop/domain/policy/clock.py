"""Promises that run, and the steps of the policy's own procedure."""

from typing import Literal

from desktop.domain.policy.item import Force, Item, Name, Party, Table, Track


class Step(Item, frozen=True, kw_only=True):
    """A step of the policy's own procedure, done when its event is in the journal.

    Steps of a track stand in the policy's own order and names; no two policies need agree on them.
    """

    id: Name
    text: Name
    event: Name
    track: Literal["report", "incident"] = "report"
    needs: tuple[str, ...] = ()
    derived: bool = False
    """Whether the step is not written in the policy but follows from it."""


class Condition(Item, frozen=True, kw_only=True):
    """A question that a person answers before clocks that hang on it run, such as whether a law applies."""

    id: Name
    question: Name


class Pause(Table, frozen=True, kw_only=True):
    """Time that does not count: from the first event until the next occurrence of the second."""

    since: Name
    until: Name


class Alternative(Table, frozen=True, kw_only=True):
    """Another reading of an ambiguous sentence, selectable when the policy is adopted.

    Keys that are given replace those of the clock.
    """

    id: Name
    text: Name
    starts: tuple[Name, ...] = ()
    stops: tuple[Name, ...] = ()
    within: str = ""
    rollover: Literal["", "none", "next", "previous"] = ""


class Clock(Item, frozen=True, kw_only=True):
    """A promise that runs: from one event until another, within a duration or at every interval."""

    id: Name
    sentence: Name
    owed_by: Party = "vendor"
    force: Force = "commit"
    track: Track = "report"
    audience: str = ""
    """Whom it is owed to, where that is not the reporter."""
    when: str = ""
    """The id of a condition that must be answered with yes."""
    starts: tuple[Name, ...]
    """Events of which the first one starts the clock."""
    stops: tuple[Name, ...]
    within: str = ""
    every: str = ""
    tick: str = ""
    """The event that each interval is counted from, again and again."""
    severities: tuple[str, ...] = ()
    outer: str = ""
    """The longest that an undated promise may take, where the policy or a law says so."""
    outer_when: str = ""
    rollover: Literal["none", "next", "previous"] = "none"
    """Whether a due instant outside business days moves to the next or the previous one."""
    pauses: tuple[Pause, ...] = ()
    waiver: Literal["", "agreement"] = ""
    alternatives: tuple[Alternative, ...] = ()
