"""An accepted proposal is a profile in use; what a person added to the older one stays."""

from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from desktop.domain.failures import ProfileChanged, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.policy.proposing import Proposal
from desktop.domain.policy.proposing.reviewing import Review
from desktop.files.policies import PolicyShelf
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policy import read_profile
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.policies import foresee_moves as foreseeing
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.policies.edit_profile import open_profile, save_profile
from desktop.workflows.policies.foresee_moves import foresee_moves
from desktop.workflows.policies.offer_policy import offered
from desktop.workflows.policies.take_proposal import prepare_taking, take_proposal
from desktop.workflows.ports import Desk
from tests.workflows.desks import NOW

TEXT = b"""# Security policy of Acme Loader

Write to security@acme-loader.dev. You will receive a response within 48 hours.
"""
STEP = """
[[steps]]
id = "look"
text = "Look at it together"
event = "report.confirmed"
"""


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    digits = count()
    tools = replace(
        desk.tools,
        policies=PolicyShelf(tmp_path / "policies"),
        random_digits=lambda many, below: [next(digits) % below for _ in range(many)],
    )
    return replace(desk, tools=tools)


def decided(proposal: Proposal) -> Review:
    review = Review()
    for item in proposal.items:
        review = review.accept(item.id)
    for question in proposal.questions:
        answer = question.choices[0].id if question.choices else "https://acme-loader.dev"
        review = review.answer(question.id, answer)
    return review


def take(desk: Desk, text: bytes) -> str:
    proposal = read_proposal(text, "SECURITY.md")
    taking = prepare_taking(desk, proposal, decided(proposal))
    take_proposal(desk, taking, [text])
    return taking.profile.policy.id


def report(desk: Desk, policy_id: str) -> str:
    return enter_case(
        desk, TypedReport(policy_id=policy_id, channel="phone", title="A hole", text="It is.", arrived_at=NOW)
    )


def test_nothing_is_made_of_a_proposal_before_all_is_decided(desk: Desk) -> None:
    proposal = read_proposal(TEXT, "SECURITY.md")
    with pytest.raises(RefusedByPolicy, match="decided"):
        prepare_taking(desk, proposal, Review())


def test_what_a_person_added_to_the_profile_stays_when_its_text_changes(desk: Desk) -> None:
    policy_id = take(desk, TEXT)
    opened = open_profile(desk, policy_id)
    save_profile(desk, opened, f"{opened.text}{STEP}")
    take(desk, TEXT.replace(b"48 hours", b"24 hours"))
    profile = read_profile(adopted_source(desk, policy_id))
    assert [step.id for step in profile.steps] == ["look"]
    assert [clock.within for clock in profile.clocks if clock.id == "ack"] == ["24h"]


def test_a_profile_that_changed_since_it_was_looked_at_is_not_overwritten(desk: Desk) -> None:
    policy_id = take(desk, TEXT)
    proposal = read_proposal(TEXT + b"\n", "SECURITY.md")
    taking = prepare_taking(desk, proposal, decided(proposal))
    opened = open_profile(desk, policy_id)
    save_profile(desk, opened, f"{opened.text}{STEP}")
    with pytest.raises(ProfileChanged):
        take_proposal(desk, taking, [TEXT])
    assert "Look at it together" in open_profile(desk, policy_id).text


def test_a_case_keeps_its_version_and_is_offered_the_newer_one(desk: Desk) -> None:
    policy_id = take(desk, TEXT)
    case_id = report(desk, policy_id)
    pinned = fold(desk.vault.history(case_id)).policy_sha256
    proposal = read_proposal(TEXT.replace(b"48 hours", b"24 hours"), "SECURITY.md")
    taking = prepare_taking(desk, proposal, decided(proposal))
    (foreseen,) = taking.moves.offers
    assert foreseen.case_id == case_id
    assert [moved.clock for moved in foreseen.moved] == ["ack"]
    assert offered(desk, case_id) is None
    take_proposal(desk, taking, [TEXT])
    assert fold(desk.vault.history(case_id)).policy_sha256 == pinned
    offer = offered(desk, case_id)
    assert offer is not None
    assert [moved.clock for moved in offer.moved] == ["ack"]


def test_of_very_many_cases_a_part_is_looked_at_and_that_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy_id = take(desk, TEXT)
    for _ in range(3):
        report(desk, policy_id)
    monkeypatch.setattr(foreseeing, "_PAGE", 1)
    monkeypatch.setattr(foreseeing, "_MOST", 2)
    source = adopted_source(desk, policy_id).replace(b'"48h"', b'"24h"')
    moves = foresee_moves(desk, policy_id, source)
    assert (len(moves.offers), moves.looked_at, moves.open_cases) == (2, 2, 3)
