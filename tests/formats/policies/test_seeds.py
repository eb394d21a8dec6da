"""The five policies proposed from their own text, judged against the profiles that ship."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop.domain.digest import sha256
from desktop.domain.policy import Clock, Profile, Term
from desktop.domain.policy.proposing import Proposal
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policy import read_profile
from tests.histories import POLICIES

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
pytestmark = pytest.mark.skipif(not DATA, reason="EMBARGO_TEST_DATA names no folder with the policies' texts")
NAMES = ("m87", "czm", "mushin", "terragon", "aumos")


def seed(name: str) -> tuple[Profile, Proposal]:
    profile = read_profile((POLICIES / f"{name}.toml").read_bytes())
    for path in sorted((Path(DATA) / "seeds").iterdir()):
        content = path.read_bytes()
        if sha256(content) == profile.policy.source_sha256:
            return profile, read_proposal(content, "SECURITY.md")
    pytest.fail(f"no text of {name}")


def facts_of(clock: Clock) -> tuple[Any, ...]:
    """Everything that a clock does; words and names apart."""
    return (
        clock.within if not clock.within.startswith("undated:") else "undated",
        clock.every.partition("undated:")[0] or bool(clock.every),
        frozenset(clock.starts),
        frozenset(clock.stops),
        frozenset(clock.severities),
        clock.force,
        clock.owed_by,
        clock.track,
        clock.tick,
        clock.outer,
        clock.waiver,
        bool(clock.when),
    )


def lines_of(profile: Profile, clauses: tuple[str, ...]) -> frozenset[str]:
    return frozenset(profile.policy.lines[clause.partition("-")[2]] for clause in clauses)


def seen(item: Any) -> frozenset[str]:
    return frozenset(passage.lines for passage in item.passages)


@pytest.mark.parametrize("name", NAMES)
def test_every_clock_is_found_on_its_lines_and_none_is_invented(name: str) -> None:
    profile, proposal = seed(name)
    proposed = {facts_of(item.item()): seen(item) for item in proposal.proposed("clocks")}
    wanted = {facts_of(clock): lines_of(profile, clock.clauses) for clock in profile.clocks}
    assert proposed.keys() == wanted.keys()
    assert [facts for facts, lines in wanted.items() if not lines & proposed[facts]] == []
    assert not proposal.conflicts


@pytest.mark.parametrize("name", NAMES)
def test_every_channel_is_found_and_none_is_invented(name: str) -> None:
    profile, proposal = seed(name)
    proposed = [item.item() for item in proposal.proposed("intake")]
    assert {(c.kind, c.address, c.subject, c.purposes) for c in proposed} == {
        (c.kind, c.address, c.subject, c.purposes) for c in profile.intake
    }
    forbidden = {item.value["channel"] for item in proposal.proposed("forbidden")}
    assert forbidden == {one.channel for one in profile.forbidden}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_versions_is_read(name: str) -> None:
    profile, proposal = seed(name)
    proposed = [item.item() for item in proposal.proposed("versions")]
    assert [(v.range, v.as_written, v.supported) for v in proposed] == [
        (v.range, v.as_written, v.supported) for v in profile.versions
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_scope_is_on_its_side(name: str) -> None:
    profile, proposal = seed(name)
    proposed = Counter(
        (line.side, line.kind, line.hosts, line.action, *seen(item))
        for item in proposal.proposed("scope")
        if (line := item.item())
    )
    wanted = Counter(
        (line.side, line.kind, line.hosts, line.action, *lines_of(profile, line.clauses))
        for line in profile.scope
    )
    assert proposed == wanted
    assert bool(proposal.proposed("scope_condition")) == (profile.scope_condition is not None)


def shape_of(term: Term | None) -> Any:
    """A hold without the names of clocks."""
    if term is None:
        return None
    return (term.event, bool(term.clock), term.op, tuple(map(shape_of, term.of)), bool(term.judgement))


@pytest.mark.parametrize("name", NAMES)
def test_disclosure_credit_bounty_and_safe_harbour_are_as_promised(name: str) -> None:
    profile, proposal = seed(name)

    def one(table: Any) -> Any:
        found = proposal.proposed(table)
        return found[0].item() if found else None

    held = one("disclosure")
    assert shape_of(held and held.hold) == shape_of(profile.disclosure.hold)
    assert shape_of(held and held.publish_by) == shape_of(profile.disclosure.publish_by)
    if held:
        assert (held.waiver, held.force) == (profile.disclosure.waiver, profile.disclosure.force)
    credit = one("credit")
    assert (credit.mode if credit else "unstated") == profile.credit.mode
    assert (one("bounty").offered if one("bounty") else "unstated") == profile.bounty.offered
    assert bool(one("safe_harbour")) == bool(profile.safe_harbour.promise)
    if harbour := one("safe_harbour"):
        assert len(harbour.conditions) == len(profile.safe_harbour.conditions)


@pytest.mark.parametrize("name", NAMES)
def test_dates_and_fields_are_read(name: str) -> None:
    profile, proposal = seed(name)
    policy = proposal.proposed("policy")[0].value
    assert (policy.get("updated", ""), policy.get("effective", "")) == (
        profile.policy.updated,
        profile.policy.effective,
    )
    assert policy["namespace"] == profile.policy.namespace
    levels = [item.value["stated"] for item in proposal.proposed("severity")]
    assert bool(levels) == profile.severity.stated
    assert msgspec.to_builtins(proposal)  # crosses the sandbox's pipe
