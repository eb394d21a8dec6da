"""Policies of a few clocks, for tests that want no whole one."""

from datetime import datetime
from typing import Any

from desktop.domain.clocks import Reading, read_clocks
from desktop.domain.event import Event
from desktop.domain.events import ConditionAnswered
from desktop.domain.policy import Clock, Condition, Identity, Profile
from tests.histories import RECEIVED, history, received

ANSWERS = ("ack.sent", "question.sent", "assessment.sent", "rejection.sent")


def clock(name: str = "fix", **terms: Any) -> Clock:
    """A fix within 7 days of the report, unless the terms say otherwise."""
    usual = {"starts": ("report.received",), "stops": ("fix.released",), "sentence": f"A promise: {name}."}
    if "every" not in terms:
        usual["within"] = "7d"
    return Clock(**{"id": name, **usual, **terms})


def policy(*clocks: Clock, **tables: Any) -> Profile:
    identity = Identity(id="small", code="SML", organisation="Small", namespace="https://example.org")
    return Profile(schema="cvd-profile/1", policy=identity, clocks=clocks, **tables)


def read(profile: Profile, now: datetime, *acts: tuple[datetime, Event]) -> dict[str, Reading]:
    """What the clocks say of a case that arrived as always."""
    happened = history((RECEIVED, received("small")), *acts)
    return {r.clock: r for r in read_clocks(profile, happened, now)}


def only(terms: Clock, now: datetime, *acts: tuple[datetime, Event], **tables: Any) -> Reading:
    return read(policy(terms, **tables), now, *acts)[terms.id]


def shown(reading: Reading) -> tuple[str, str]:
    return reading.state, reading.why


BREACH = clock(
    "authority",
    track="incident",
    starts=("breach.aware",),
    stops=("authority.notified",),
    within="72h",
    when="law",
)
LAW = {"conditions": (Condition(id="law", question="Does the law apply?"),)}


def answered(applies: bool) -> ConditionAnswered:
    return ConditionAnswered("small", "law", applies, "counsel")
