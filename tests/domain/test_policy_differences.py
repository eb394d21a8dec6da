"""What two versions of a policy promise differently: by promise, however it is worded."""

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.policy import Profile
from desktop.domain.policy.differences import differences, proposed_in, stated_in, with_differences
from desktop.domain.policy.proposing import Passage, Proposal, Proposed, Source
from desktop.formats.policy import read_profile
from tests.histories import POLICIES

SHIPPED = {path.stem: read_profile(path.read_bytes()) for path in sorted(POLICIES.glob("*.toml"))}
AUMOS = SHIPPED["aumos"]


def with_clock(profile: Profile, clock_id: str, **keys: Any) -> Profile:
    clocks = tuple(
        msgspec.structs.replace(clock, **keys) if clock.id == clock_id else clock for clock in profile.clocks
    )
    return msgspec.structs.replace(profile, clocks=clocks)


def test_other_words_for_the_same_are_no_difference() -> None:
    other = with_clock(AUMOS, "ack", sentence="Somebody answers within two days.", clauses=("AUM-9",))
    assert differences(stated_in(AUMOS), stated_in(other)) == ()


def test_another_number_is_one_promise_that_changed() -> None:
    (found,) = differences(stated_in(AUMOS), stated_in(with_clock(AUMOS, "ack", within="24h")))
    assert (found.table, found.words) == ("clocks", "Receipt is acknowledged within 48 hours.")
    assert found.keys == (("within", "48h", "24h"),)


def test_the_same_promise_under_another_name_is_recognised_by_what_keeps_it() -> None:
    other = with_clock(AUMOS, "ack", id="first-answer", within="72h")
    (found,) = differences(stated_in(AUMOS), stated_in(other))
    assert found.before is not None
    assert found.keys == (("within", "48h", "72h"),)
    assert with_differences(AUMOS, [found]).clock("ack") is not None


def test_promises_that_come_and_go_are_told() -> None:
    fewer = msgspec.structs.replace(AUMOS, clocks=AUMOS.clocks[1:])
    (gone,) = differences(stated_in(AUMOS), stated_in(fewer))
    assert (gone.before is not None, gone.after, gone.keys) == (True, None, ())
    (new,) = differences(stated_in(fewer), stated_in(AUMOS))
    assert (new.before, new.words) == (None, AUMOS.clocks[0].sentence)


def test_a_hold_that_changed_is_told_once() -> None:
    disclosure = msgspec.structs.replace(AUMOS.disclosure, waiver="", assumed="Otherwise.")
    other = msgspec.structs.replace(AUMOS, disclosure=disclosure)
    found = differences(stated_in(AUMOS), stated_in(other))
    assert [one.table for one in found] == ["disclosure"] * bool(AUMOS.disclosure.waiver)


@given(st.sampled_from(sorted(SHIPPED)), st.sampled_from(sorted(SHIPPED)))
def test_differences_laid_over_the_older_version_leave_none(one: str, other: str) -> None:
    before, after = SHIPPED[one], SHIPPED[other]
    found = differences(stated_in(before), stated_in(after))
    then = with_differences(before, found)
    assert differences(stated_in(then), stated_in(after)) == ()
    assert then.steps == before.steps
    assert (found == ()) == (one == other)


def test_a_text_is_compared_by_its_values() -> None:
    value = {
        "id": "ack",
        "sentence": "An answer.",
        "starts": ["report.received"],
        "stops": ["ack.sent"],
        "within": "2d",
    }
    item = Proposed(id="clocks:ack", table="clocks", value=value, passages=(Passage(1, 1, "An answer."),))
    proposal = Proposal(sources=(Source("SECURITY.md", "0" * 64),), items=(item,))
    (stated,) = proposed_in(proposal)
    assert stated.facts["within"] == "2d"
    assert "sentence" not in stated.facts
