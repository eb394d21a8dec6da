"""From a proposal to a profile: only what a person accepted, as corrected and answered, is in it."""

from typing import Any

import msgspec
import pytest

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy.adoption import Choice
from desktop.domain.policy.proposing import (
    Conflict,
    Decisions,
    Open,
    Passage,
    Proposal,
    Proposed,
    Source,
    accepted,
    ids_of,
    joined,
)

_ALTERNATIVE = {"id": "from-confirmation", "text": "From the confirmation.", "starts": ["report.confirmed"]}
IDENTITY = Proposed(
    id="policy",
    table="policy",
    value={"id": "acme", "code": "ACME", "organisation": "Acme", "namespace": "https://acme.example"},
    passages=(Passage(1, 1, "# Acme"),),
)


def _clock(within: str = "48h", **more: Any) -> Proposed:
    value = {
        "id": "ack",
        "sentence": f"Receipt is acknowledged ({within}).",
        "starts": ["report.received"],
        "stops": ["ack.sent"],
        "within": within,
        "alternatives": [_ALTERNATIVE],
    }
    passages = (Passage(5, 6, "We answer within two days."), Passage(9, 9, "Acknowledgement: 48 hours"))
    return Proposed(id="clocks:ack", table="clocks", value=value | more, passages=passages)


def _proposal(*items: Proposed, **more: Any) -> Proposal:
    return Proposal(sources=(Source("SECURITY.md", "ab" * 32),), items=(IDENTITY, *items), **more)


def _all(proposal: Proposal, **more: Any) -> Decisions:
    return Decisions(accepted={name: {} for name in ids_of(proposal)}, **more)


def test_what_is_accepted_names_lines_and_quotes() -> None:
    proposal = _proposal(_clock())
    profile = accepted(proposal, _all(proposal, read_on="2026-01-09"))
    assert profile.clocks[0].clauses == ("ACME-5a", "ACME-9a")
    assert profile.policy.lines == {"1a": "1", "5a": "5-6", "9a": "9"}
    assert profile.policy.quotes["9a"] == "Acknowledgement: 48 hours"
    assert (profile.policy.source, profile.policy.source_sha256) == ("SECURITY.md", "ab" * 32)
    assert profile.policy.source_read == "2026-01-09"
    assert profile.calendar.assumed == ("timezone", "weekend", "holidays")


def test_what_is_not_accepted_is_not_there() -> None:
    profile = accepted(_proposal(_clock()), Decisions(accepted={"policy": {}}))
    assert profile.clocks == ()


def test_a_correction_replaces_keys_and_an_answer_chooses_the_reading() -> None:
    proposal = _proposal(_clock())
    decisions = Decisions(
        accepted={"policy": {}, "clocks:ack": {"within": "72h"}},
        answers={"clocks:ack": "from-confirmation", "calendar.timezone": "Europe/Berlin"},
    )
    profile = accepted(proposal, decisions)
    assert (profile.clocks[0].within, profile.clocks[0].starts) == ("72h", ("report.confirmed",))
    assert profile.clocks[0].alternatives == ()
    assert (profile.calendar.timezone, profile.calendar.assumed) == (
        "Europe/Berlin",
        ("weekend", "holidays"),
    )


def test_public_holidays_answer_for_the_holidays() -> None:
    proposal = _proposal()
    answers = {"calendar.weekend": "fri sat", "calendar.national_holidays": "DE"}
    calendar = accepted(proposal, _all(proposal, answers=answers)).calendar
    assert (calendar.weekend, calendar.national_holidays) == (("fri", "sat"), "DE")
    assert calendar.assumed == ("timezone",)


def test_an_identity_may_be_answered_instead_of_accepted() -> None:
    answers = {f"policy.{key}": value for key, value in IDENTITY.value.items()}
    assert accepted(_proposal(), Decisions(answers=answers)).policy.organisation == "Acme"


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        (Decisions(accepted={"policy": {}, "clocks:no": {}}), "was proposed"),
        (Decisions(accepted={"clocks:ack": {}}), "whose policy"),
        (Decisions(accepted={"policy": {}, "clocks:ack": {"starts": 3}}), "no profile"),
        (Decisions(accepted={"policy": {}, "disclosure": {}}), "rests on"),
        (Decisions(accepted={"policy": {}, "clocks:ack": {}, "clocks:ack-2": {}}), "contradict"),
        (Decisions(accepted={"policy": {}, "credit": {}, "credit-2": {}}), "two were accepted"),
    ],
)
def test_what_cannot_hold_together_is_refused(decisions: Decisions, words: str) -> None:
    where = (Passage(9, 9, "..."),)
    proposal = _proposal(
        _clock(),
        msgspec.structs.replace(_clock("72h"), id="clocks:ack-2"),
        Proposed(id="disclosure", table="disclosure", value={}, passages=where, needs=("clocks:ack",)),
        Proposed(id="credit", table="credit", value={}, passages=where),
        Proposed(id="credit-2", table="credit", value={}, passages=where),
        conflicts=(Conflict("48h or 72h?", ("clocks:ack", "clocks:ack-2")),),
    )
    with pytest.raises(InvalidPolicy, match=words):
        accepted(proposal, decisions)


@pytest.mark.parametrize("notices", [["x"], "x", 5, [5], {"x": 1}, [[]]])
def test_a_correction_that_is_no_list_of_notices_is_said(notices: Any) -> None:
    disclosure = Proposed(id="disclosure", table="disclosure", value={}, passages=(Passage(9, 9, "Wait."),))
    proposal = _proposal(disclosure)
    decisions = _all(proposal)
    corrected = {**decisions.accepted, "disclosure": {"predisclosure": notices}}
    with pytest.raises(InvalidPolicy, match="no profile"):
        accepted(proposal, msgspec.structs.replace(decisions, accepted=corrected))


def test_two_texts_that_say_the_same_are_one_value_with_the_lines_of_both() -> None:
    both = joined([_proposal(_clock()), _proposal(_clock())])
    assert [len(item.passages) for item in both.proposed("clocks")] == [4]
    assert not both.conflicts
    profile = accepted(both, _all(both))
    assert profile.policy.source == "SECURITY.md, SECURITY.md"
    assert profile.clocks[0].clauses == ("ACME-5a", "ACME-9a", "ACME-2.5a", "ACME-2.9a")


def test_two_texts_that_contradict_are_a_conflict_to_resolve() -> None:
    open_start = Open(id="clocks:ack", about="clock", text="From when?", choices=(Choice("", "Receipt"),))
    both = joined([_proposal(_clock()), _proposal(_clock("72h"), questions=(open_start,))])
    assert [conflict.ids for conflict in both.conflicts] == [("clocks:ack", "clocks:ack-2")]
    assert [question.id for question in both.questions] == ["clocks:ack-2"]
    with pytest.raises(InvalidPolicy, match="contradict"):
        accepted(both, _all(both))
    chosen = accepted(both, Decisions(accepted={"policy": {}, "clocks:ack-2": {}}))
    assert [clock.within for clock in chosen.clocks] == ["72h"]


def test_clocks_of_other_severities_are_no_conflict() -> None:
    both = joined([_proposal(_clock(severities=["high"])), _proposal(_clock("72h", severities=["low"]))])
    assert not both.conflicts
    assert [item.value["id"] for item in both.proposed("clocks")] == ["ack", "ack-2"]


def _line(side: str) -> Proposed:
    value = {"side": side, "kind": "asset", "text": "The mailing list archive"}
    return Proposed(id=f"scope:{side}", table="scope", value=value, passages=(Passage(4, 4, "The archive"),))


def test_the_same_thing_in_scope_and_out_of_it_is_a_conflict() -> None:
    both = joined([_proposal(_line("in")), _proposal(_line("out"))])
    assert [conflict.ids for conflict in both.conflicts] == [("scope:in", "scope:out")]


def test_what_one_text_says_twice_is_no_contradiction_between_two() -> None:
    aim = msgspec.structs.replace(_clock("14d"), id="clocks:ack-2")
    other = _proposal(_clock("48h"), aim)
    assert not joined([other]).conflicts
    both = joined([_proposal(_clock("48h")), other])
    assert [conflict.ids for conflict in both.conflicts] == [("clocks:ack", "clocks:ack-2")]
    behind = joined([_proposal(), other])
    assert not behind.conflicts
