"""What is published as SECURITY.md is read back as the same promises, from what its readers see."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.policy import (
    Bounty,
    Clock,
    Condition,
    Credit,
    Disclosure,
    ForbiddenChannel,
    Identity,
    Intake,
    Profile,
    PublishAfter,
    SafeHarbour,
    ScopeLine,
    Term,
    VersionLine,
)
from desktop.domain.policy.proposing import Decisions, accepted, ids_of
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.publishing.promises import Promise, promise_of
from desktop.formats.publishing.security_md import write_security_md
from tests.formats.test_security_md import clocks
from tests.histories import profile

ORDINARY, SOAK = 50, 1000
NAMES = ("aumos", "m87", "czm", "mushin", "terragon")
EVENTS = ("fix.released", "remediation.complete", "report.confirmed", "ack.sent")
VERSIONS = {"1.x": ">=1.0.0, <2.0.0", "2.3.x": ">=2.3.0, <2.4.0", "< 1.0": "<1.0.0", "3.0+": ">=3.0.0"}

words = st.text(
    st.characters(categories=("L", "N", "Sm", "Sc"), include_characters=" .,!?*_#|<>&~`[]()'\"-+="),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(f"x{text}x".split()))
amounts = st.tuples(st.integers(1, 200), st.sampled_from(["h", "d", "w", "mo", "bd"])).map(
    lambda pair: f"{pair[0]}{pair[1]}"
)


@st.composite
def terms(draw: st.DrawFn, ids: tuple[str, ...], depth: int = 0) -> Term:
    """Every form of a term; a choice may end with another choice."""
    form = draw(
        st.sampled_from(
            ["event", "after", "judgement", *(["clock"] if ids else []), *(["op"] if depth < 2 else [])]
        )
    )
    if form == "event":
        return Term(event=draw(st.sampled_from(EVENTS)))
    if form == "after":
        return Term(start=draw(st.sampled_from(EVENTS)), after=draw(amounts))
    if form == "judgement":
        return Term(judgement=draw(words))
    if form == "clock":
        return Term(clock=draw(st.sampled_from(ids)))
    first = draw(terms(ids, 2))
    return Term(op=draw(st.sampled_from(["min", "max"])), of=(first, draw(terms(ids, depth + 1))))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Profiles with any clocks and any hold; their words are what people can see."""
    found: tuple[Clock, ...] = tuple(
        msgspec.structs.replace(clock, id=f"c{n}", sentence=f"{draw(words)} {n}.", **_seen(draw, clock))
        for n, clock in enumerate(draw(st.lists(clocks(), max_size=4)))
    )
    ids = tuple(clock.id for clock in found)
    asked = sorted({name for clock in found for name in (clock.when, clock.outer_when) if name})
    return Profile(
        schema="cvd-profile/1",
        policy=Identity(id="acme", code="ACME", organisation=draw(words), namespace="https://acme.dev"),
        intake=tuple(
            Intake(
                id=f"i{n}",
                kind="email",
                address=f"sec{n}@acme.dev",
                subject=draw(st.sampled_from(["", "[SECURITY] report"])),
                preferred=draw(st.booleans()),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        forbidden=tuple(
            ForbiddenChannel(channel=draw(words), on_arrival="x") for _ in range(draw(st.integers(0, 1)))
        ),
        versions=tuple(
            VersionLine(range=VERSIONS[name], as_written=name, supported=draw(st.sampled_from([True, False])))
            for name in draw(st.lists(st.sampled_from(sorted(VERSIONS)), unique=True, max_size=3))
        ),
        scope=tuple(
            ScopeLine(side=draw(st.sampled_from(["in", "out", "prohibited"])), kind="asset", text=draw(words))
            for _ in range(draw(st.integers(0, 3)))
        ),
        conditions=tuple(Condition(id=name, question=name) for name in asked),
        clocks=found,
        disclosure=Disclosure(
            hold=draw(st.none() | terms(ids)),
            publish_by=draw(st.none() | terms(ids)),
            publish_after=draw(st.sampled_from([(), (PublishAfter(severity="high", after="30d"),)])),
            waiver=draw(st.sampled_from(["", "agreement"])),
        ),
        credit=Credit(
            mode=draw(st.sampled_from(["opt-in", "opt-out", "unstated"])),
            where=draw(st.lists(words, max_size=2).map(tuple)),
        ),
        bounty=Bounty(offered=draw(st.sampled_from([True, False, "unstated"]))),
        safe_harbour=draw(
            st.just(SafeHarbour())
            | st.builds(SafeHarbour, promise=words, conditions=st.lists(words, max_size=3).map(tuple))
        ),
    )


def _seen(draw: st.DrawFn, clock: Clock) -> dict[str, Any]:
    """In place of words with characters that a document shows escaped, those that it shows as they are."""
    told: dict[str, Any] = {
        key: draw(words) for key in ("audience", "when", "outer_when") if getattr(clock, key)
    }
    for key in ("within", "every"):
        if getattr(clock, key).startswith("undated:"):
            told[key] = f"undated:{draw(words)}"
    return told


def promises_of(of: Profile) -> list[Promise]:
    """Every promise, with the question itself in place of its id."""
    asked = {condition.id: condition.question for condition in of.conditions}
    return [
        msgspec.structs.replace(
            promise,
            when=asked.get(promise.when, promise.when),
            outer_when=asked.get(promise.outer_when, promise.outer_when),
        )
        for promise in map(promise_of, of.clocks)
    ]


def term_of(term: Term | None, of: Profile) -> Any:
    if term is None:
        return None
    clock = of.clock(term.clock) if term.clock else None
    parts = tuple(term_of(part, of) for part in term.of)
    return (term.event, clock and clock.sentence, term.start, term.after, term.op, parts, term.judgement)


def told_by(of: Profile) -> dict[str, Any]:
    """All that a document of ours promises, without names that only the profile knows."""
    held = of.disclosure
    intake = [(c.kind, c.address, c.subject, c.purposes, c.severities, c.key) for c in of.intake]
    return {
        "promises": promises_of(of),
        "hold": (term_of(held.hold, of), term_of(held.publish_by, of), held.waiver),
        "later": [(rule.severity, rule.after) for rule in held.publish_after],
        "intake": sorted(intake),
        "preferred": sorted(channel.address for channel in of.intake if channel.preferred),
        "forbidden": sorted(one.channel for one in of.forbidden),
        "versions": [(line.range, line.as_written, line.supported, line.until) for line in of.versions],
        "scope": sorted((line.side, line.text, line.hosts) for line in of.scope),
        "condition": of.scope_condition and of.scope_condition.text,
        "credit": (of.credit.mode, of.credit.name, ", ".join(of.credit.where), "; ".join(of.credit.only_if)),
        "bounty": of.bounty.offered,
        "harbour": (of.safe_harbour.promise, [c.rstrip(".") for c in of.safe_harbour.conditions]),
    }


def read_back(of: Profile) -> Profile:
    proposal = read_proposal(write_security_md(of), "SECURITY.md")
    answers = {"policy.id": "acme", "policy.code": "ACME"}
    return accepted(proposal, Decisions(accepted={name: {} for name in ids_of(proposal)}, answers=answers))


@pytest.mark.parametrize("name", NAMES)
def test_what_a_policy_publishes_is_read_back_as_the_same_promises(name: str) -> None:
    of = profile(name)
    back = read_back(of)
    assert told_by(back) == told_by(of)
    assert (back.policy.organisation, back.policy.namespace) == (of.policy.organisation, of.policy.namespace)


@settings(max_examples=ORDINARY, deadline=None)
@given(profiles())
def test_any_profile_is_read_back_as_the_same_promises(of: Profile) -> None:
    assert told_by(read_back(of)) == told_by(of)


@pytest.mark.soak
@settings(max_examples=SOAK, deadline=None)
@given(profiles())
def test_a_thousand_profiles_are_read_back_as_the_same_promises(of: Profile) -> None:
    assert told_by(read_back(of)) == told_by(of)


def test_a_text_that_only_begins_like_ours_is_read_like_any_other() -> None:
    text = "# Security policy of Acme\n\n## What is promised\n\nWe answer within 48 hours.\n"
    (clock,) = read_proposal(text.encode(), "SECURITY.md").proposed("clocks")
    assert (clock.id, clock.value["within"]) == ("clocks:ack", "48h")
