"""What letters are drafted from, as tests tell it."""

from datetime import timedelta

from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.fold import fold
from desktop.formats.letters.fields import Situation
from tests.histories import RECEIVED, history, profile, received

CASE_ID = "AUM-2026-0000000"


def situation(
    policy: str = "aumos", *happened: tuple, now=RECEIVED + timedelta(hours=3), **more
) -> Situation:
    rules = profile(policy)
    events = history((RECEIVED, received(policy)), *happened, case_id=CASE_ID)
    facts = {
        "case": fold(events),
        "profile": rules,
        "readings": tuple(read_clocks(rules, events, now)),
        "hold": read_hold(rules, events, now),
        "handler": "Grace",
        "now": now,
    }
    return Situation(**{**facts, **more})


def plain(text: str) -> str:
    """The words without the line breaks of a mail."""
    return " ".join(text.split())
