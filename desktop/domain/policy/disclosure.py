"""When details may be told, and to whom before everybody else."""

from typing import Literal

from desktop.domain.policy.item import Force, Item, Name, Table


class Term(Table, frozen=True, kw_only=True):
    """An expression of when something ends.

    One of: an event, a clock's due instant, a time `after` a `start` event, the min or max of others, or a
    judgement that only a dated agreement turns into a date; `hint` names clocks that help to judge.
    """

    event: str = ""
    clock: str = ""
    start: str = ""
    after: str = ""
    op: Literal["", "min", "max"] = ""
    of: tuple["Term", ...] = ()
    judgement: str = ""
    hint: tuple[str, ...] = ()


class PublishAfter(Item, frozen=True, kw_only=True):
    """How long after the fix is released details of this severity are published."""

    severity: Name
    after: Name


class Predisclosure(Item, frozen=True, kw_only=True):
    """Who hears before the public: a clock that runs backwards from the planned disclosure."""

    id: Name
    sentence: Name
    audience: Name
    at_least: str = ""
    at_most: str = ""
    before: Literal["disclosure.planned"] = "disclosure.planned"
    stops: tuple[Name, ...] = ()


class Extension(Item, frozen=True, kw_only=True):
    """How far an agreement may move the end of the hold, and what it needs."""

    longest: Name
    needs: tuple[Name, ...] = ()


class HoldAlternative(Table, frozen=True, kw_only=True):
    """Another reading of the hold, selectable when the policy is adopted."""

    id: Name
    text: Name
    hold: Term


class Disclosure(Item, frozen=True, kw_only=True):
    """When the hold ends; without `hold` the policy states none; a person then decides."""

    hold: Term | None = None
    publish_by: Term | None = None
    publish_after: tuple[PublishAfter, ...] = ()
    predisclosure: tuple[Predisclosure, ...] = ()
    waiver: Literal["", "agreement"] = ""
    extension: Extension | None = None
    force: Force = "rule"
    alternatives: tuple[HoldAlternative, ...] = ()
