"""The shipped profiles beside facts of the same policies that others read out of them."""

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.policy import Clock, Profile
from tests.histories import profile

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
pytestmark = pytest.mark.skipif(not DATA, reason="EMBARGO_TEST_DATA names no folder with their facts")
POLICIES = ["m87", "czm", "mushin", "terragon", "aumos"]
RENAMED = {"store.created": "vault.made", "store.retired": ""}
"""A vault is made and never retired."""


@pytest.fixture(params=POLICIES)
def both(request: pytest.FixtureRequest) -> tuple[Profile, dict[str, Any]]:
    path = Path(DATA, "policy", "profiles", f"{request.param}.toml")
    return profile(request.param), tomllib.loads(path.read_text())


def names(given: str | list[str]) -> set[str]:
    listed = [given] if isinstance(given, str) else given
    return {RENAMED.get(name, name) for name in listed} - {""}


def promise(clock: Clock) -> tuple[object, ...]:
    whose = (clock.owed_by, clock.force, clock.track, clock.severities)
    return (*whose, clock.within, clock.every, clock.tick, clock.outer)


def fact(given: dict[str, Any]) -> tuple[object, ...]:
    whose = (given.get("who", "vendor"), given.get("force", "commit"), given.get("track", "report"))
    times = tuple(given.get(key, "") for key in ("in", "every", "tick", "outer"))
    return (*whose, tuple(given.get("severity", ())), *times)


def test_every_promise_is_as_binding_as_long_and_owed_by_whom_the_policy_says(both) -> None:
    ours, facts = both
    for given in facts["clock"]:
        clock = ours.clock(given["id"])
        assert clock is not None, given["id"]
        assert promise(clock) == fact(given), given["id"]
        assert names(given["start"]) <= {*clock.starts}, given["id"]
        assert names(given.get("stop", [])) <= {*clock.stops}, given["id"]


def test_reports_come_to_the_same_places_for_the_same_purposes(both) -> None:
    ours, facts = both
    found = {(i.kind, i.address, i.subject, i.purposes) for i in ours.intake}
    given = {(i["kind"], i["to"], i.get("subject", ""), tuple(i["for"])) for i in facts["intake"]}
    assert found == given
    assert len(ours.forbidden) == len(facts.get("forbid", ()))
    assert all("private" in forbidden.on_arrival for forbidden in ours.forbidden)


def test_its_steps_stand_in_its_order_for_the_same_events(both) -> None:
    ours, facts = both
    for track in ("report", "incident"):
        found = [step.event for step in ours.steps if step.track == track]
        steps = [step["event"] for step in facts["step"] if step["track"] == track]
        assert found == [event for event in steps if event != "report.received"]  # that one is always there


def test_whether_and_how_a_reporter_is_named_is_as_the_policy_has_it(both) -> None:
    ours, facts = both
    assert ours.credit.mode == facts["credit"]["mode"]
    assert ours.bounty.offered == facts["bounty"]["offered"]
    assert bool(ours.safe_harbour.promise) == (facts["safe_harbor"]["promise"] != "unstated")
    assert {c.tag for c in ours.compliance} == {c["tag"] for c in facts.get("compliance", ())}
