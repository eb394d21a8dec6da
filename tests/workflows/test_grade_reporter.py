"""What a signature is worth, given who the message says it is from and when it came."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.inert import Untrusted
from desktop.domain.report import SignatureCheck, Signer
from desktop.workflows.intake.grade_reporter import grade, hold_against, is_implausible, is_late, join_checks

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def check(state="good", uid="Rae <rae@example.org>", verdict=None, signed_at=None):
    signer = Signer("F" * 40, (Untrusted(uid),), state, "", signed_at)
    return SignatureCheck(verdict or ("good" if state == "good" else "not-good"), (signer,))


@pytest.mark.checks("A11", "A12")
@given(
    st.sampled_from(["good", "bad", "expired-key", "unknown-key", "weak-digest", "never-trusted"]),
    st.sampled_from(["Rae <rae@example.org>", "rae@example.org", "Eve <eve@evil.example>", "", "no address"]),
    st.lists(st.sampled_from(["rae@example.org", "rae@EXAMPLE.org", "eve@evil.example", "x"]), max_size=3),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_signed_means_good_whole_unambiguous_and_by_the_sender(
    state, uid, senders, covers_all, ambiguous, decrypted
):
    held = hold_against(check(state, uid), senders, covers_all=covers_all)
    given_grade = grade(held, senders, ambiguous=ambiguous, decrypted=decrypted)
    own = all(sender.lower() in uid.lower() for sender in senders)
    if given_grade == "signed":
        assert state == "good"
        assert senders
        assert own
        assert covers_all
        assert not ambiguous
    assert (given_grade == "ambiguous") == ambiguous
    if held.verdict == "good":
        assert all(signer.state == "good" for signer in held.signers)


@pytest.mark.checks("A12")
def test_the_reason_shows_no_hidden_character_of_a_user_id():
    held = hold_against(check(uid="E\u202eve <eve@evil.example>"), ["rae@example.org"], covers_all=True)
    assert "\u202e" not in held.signers[0].reason
    assert "rae@example.org" in held.signers[0].reason


def test_a_verdict_that_contradicts_its_signers_is_not_good():
    assert hold_against(check("bad", verdict="good"), [], covers_all=True).verdict == "not-good"
    assert hold_against(SignatureCheck(), ["x@y.example"], covers_all=False) == SignatureCheck()


@pytest.mark.checks("A13")
def test_checks_of_several_layers_list_every_signer():
    joined = join_checks([SignatureCheck(), check(), check("bad")])
    assert (joined.verdict, [s.state for s in joined.signers]) == ("not-good", ["good", "bad"])
    assert join_checks([check(), SignatureCheck()]).verdict == "good"
    assert join_checks([SignatureCheck()]) == SignatureCheck()


@pytest.mark.checks("A14")
@pytest.mark.parametrize(("days", "late"), [(0, False), (7, False), (7.1, True), (-7.1, True)])
def test_late_is_more_than_seven_days_either_way(days, late):
    assert is_late(check(signed_at=NOW + timedelta(days=days)), NOW) == late


@pytest.mark.parametrize(
    ("date", "received", "implausible"),
    [
        (None, None, False),
        (NOW, NOW, False),
        (NOW - timedelta(days=4000), None, False),
        (NOW + timedelta(minutes=30), None, False),
        (NOW + timedelta(hours=2), None, True),
        (NOW, NOW - timedelta(days=2), True),
        (None, NOW + timedelta(hours=2), True),
        (datetime(1989, 12, 31, tzinfo=UTC), None, True),
    ],
)
def test_times_that_cannot_all_be_true(date, received, implausible):
    assert is_implausible(date, received, NOW) == implausible
