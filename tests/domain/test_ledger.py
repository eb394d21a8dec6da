"""The promise ledger: promised, done, how late, and what proves it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.event import Event
from desktop.domain.promises.ledger import Entry, ledger
from tests.histories import RECEIVED, SEVERITY, history, january, profile, received

AUMOS, MUSHIN = profile("aumos"), profile("mushin")


def entries(policy, happened, now) -> dict[str, Entry]:
    return {entry.clock: entry for entry in ledger(read_clocks(policy, happened, now), now)}


def reported(*acts: tuple[object, Event], policy: str = "aumos"):
    return history((RECEIVED, received(policy)), *acts)


@pytest.mark.clause("AUM-1h", "AUM-3a")
def test_a_late_answer_shows_what_was_promised_when_it_came_and_by_how_much_it_was_late():
    entry = entries(AUMOS, reported((january(12, 18), e.AckSent(message_sha256="ab" * 32))), january(20))[
        "ack"
    ]
    assert entry.promised == RECEIVED + timedelta(hours=48)
    assert entry.done_at == january(12, 18)
    assert entry.late_by == timedelta(hours=26)
    assert entry.to_explain
    assert entry.proof is not None
    assert (entry.proof.event, entry.proof.message_sha256) == ("ack.sent", "ab" * 32)


@pytest.mark.clause("MUS-1d")
def test_an_answer_in_time_needs_no_explanation():
    happened = reported((january(10), e.AckSent()), policy="mushin")
    (entry,) = [e for e in entries(MUSHIN, happened, january(20)).values() if e.done_at]
    assert entry.late_by is None
    assert not entry.to_explain


def test_what_is_overdue_is_late_by_the_time_that_has_passed():
    happened = reported()
    assert entries(AUMOS, happened, january(12, 16))["ack"].late_by == timedelta(hours=24)
    assert entries(AUMOS, happened, january(13, 16))["ack"].late_by == timedelta(hours=48)


def test_a_reason_explains_and_moves_nothing():
    late = reported((january(12), e.LatenessExplained(clock="ack", reason="The desk was at sea.")))
    entry = entries(AUMOS, late, january(13))["ack"]
    assert entry.lateness == "The desk was at sea."
    assert not entry.to_explain
    assert entry.due == entry.promised == RECEIVED + timedelta(hours=48)


def test_a_reason_excuses_the_clock_of_its_own_policy_alone():
    m87, pack = profile("m87"), profile("regulation")
    happened = reported(
        (RECEIVED, e.BreachAware()),
        *(
            (RECEIVED, e.ConditionAnswered(p.policy.id, c.id, True, "counsel"))
            for p in (m87, pack)
            for c in p.conditions
        ),
        (january(20), e.LatenessExplained("authority-notice", "Counsel was away.", "regulation")),
        policy="m87",
    )
    reasons = {
        policy.policy.id: entries(policy, happened, january(20))["authority-notice"].lateness
        for policy in (m87, pack)
    }
    assert reasons == {"m87": "", "regulation": "Counsel was away."}


def test_an_answer_written_down_days_later_says_so():
    happened = reported((january(10), e.AckSent()))
    happened[-1] = msgspec.structs.replace(happened[-1], recorded_at=january(14))
    entry = entries(AUMOS, happened, january(20))["ack"]
    assert entry.state == "met"
    assert entry.proof is not None
    assert entry.proof.recorded_later
    assert entry.proof.recorded_at == january(14)


@pytest.mark.clause("AUM-4a")
def test_an_agreed_date_stands_beside_the_first_one():
    hold = next(clock.id for clock in AUMOS.clocks if clock.force == "rule")
    until = RECEIVED + timedelta(days=120)
    agreement = e.DisclosureAgreed(
        publish_at=until, parties=("AumOS", "Ada"), evidence="mail of 12 January", clock=hold
    )
    entry = entries(AUMOS, reported((january(12), agreement)), january(20))[hold]
    assert entry.promised == RECEIVED + timedelta(days=90)
    assert entry.agreed == entry.due == until
    assert entry.late_by is None


def test_the_earliest_due_comes_first_and_what_has_no_date_last():
    happened = reported(
        (january(10), e.AckSent()), (january(11), SEVERITY), (january(12), e.ReportConfirmed())
    )
    dues = [entry.due for entry in ledger(read_clocks(AUMOS, happened, january(20)), january(20))]
    dated = [due for due in dues if due is not None]
    assert dated == sorted(dated)
    assert dues[: len(dated)] == dated


def test_what_never_began_or_is_for_another_severity_is_no_promise():
    happened = reported((january(11), SEVERITY), (january(12), e.ReportConfirmed()))
    found = entries(AUMOS, happened, january(20))
    assert "fix-high" in found
    assert "fix-critical" not in found
    assert "status" not in found


@pytest.mark.clause("AUM-3c")
def test_every_round_of_a_promise_that_comes_back_stands_by_itself_late_ones_too():
    letters = [(january(day), e.StatusSent(message_sha256=f"{day:064}")) for day in (16, 25)]
    happened = reported((january(10), e.AckSent()), *letters)
    found = [x for x in ledger(read_clocks(AUMOS, happened, january(30)), january(30)) if x.clock == "status"]
    assert [(x.state, x.promised, x.late_by) for x in found] == [
        ("met", january(17), None),
        ("late", january(23), timedelta(days=2)),
        ("running", datetime(2026, 2, 1, tzinfo=UTC), None),
    ]
    assert [x.proof.message_sha256 for x in found if x.proof] == [f"{day:064}" for day in (16, 25)]
    assert [x.to_explain for x in found] == [False, True, False]


@pytest.mark.clause("AUM-3c")
def test_a_letter_that_was_owed_when_the_fix_came_stays_late():
    happened = reported((january(10), e.AckSent()), (january(25), e.FixReleased()))
    entry = entries(AUMOS, happened, january(30))["status"]
    assert (entry.state, entry.late_by) == ("ended", timedelta(days=8))
    assert entry.why == "Overdue when it ended: the fix was released."
    assert entry.to_explain
    in_time = reported((january(10), e.AckSent()), (january(15), e.FixReleased()))
    assert entries(AUMOS, in_time, january(30))["status"].late_by is None
