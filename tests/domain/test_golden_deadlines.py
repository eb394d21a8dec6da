"""The five policies' deadlines for one report, worked out by hand, to the minute."""

from datetime import UTC, datetime

import pytest

from desktop.domain import events as e
from desktop.domain.clocks import Dates, Reading, read_clocks, simulated, with_dates
from desktop.domain.clocks.engine import read_chronicle
from desktop.domain.clocks.hold import hold_of, read_hold
from desktop.domain.event import Event
from tests.histories import RECEIVED, history, january, profile, received

GOLDEN = {
    "report.received": RECEIVED,
    "breach.aware": RECEIVED,
    "ack.sent": january(12, 10),
    "report.confirmed": january(14, 9),
}
NOW = january(15)
FEBRUARY_8 = datetime(2026, 2, 8, 16, tzinfo=UTC)
APRIL_9 = datetime(2026, 4, 9, 16, tzinfo=UTC)


def readings(policy: str) -> dict[str, Reading]:
    answers = {(policy, "gdpr-applies"): True, (policy, "law-requires-user-notice"): True}
    chronicle = simulated(GOLDEN, answers=answers)
    return {r.clock: r for r in read_chronicle(profile(policy), chronicle, NOW)}


@pytest.mark.parametrize(
    ("policy", "clock", "due"),
    [
        pytest.param("m87", "ack", january(12, 16), marks=pytest.mark.clause("M87-2d")),
        pytest.param("m87", "authority-notice", january(12, 16), marks=pytest.mark.clause("M87-3.6b")),
        pytest.param("m87", "user-notice", january(12, 16), marks=pytest.mark.clause("M87-3.6b")),
        pytest.param(
            "m87", "embargo", datetime(2026, 2, 11, 10, tzinfo=UTC), marks=pytest.mark.clause("M87-2k")
        ),
        pytest.param("m87", "address", None, marks=pytest.mark.clause("M87-2e")),
        pytest.param("czm", "ack", january(12, 16), marks=pytest.mark.clause("CZM-4a")),
        pytest.param("czm", "assess", january(16, 16), marks=pytest.mark.clause("CZM-4b")),
        pytest.param("czm", "fix-high", FEBRUARY_8, marks=pytest.mark.clause("CZM-4c")),
        pytest.param("czm", "fix-low", APRIL_9, marks=pytest.mark.clause("CZM-4d")),
        pytest.param("czm", "progress", None, marks=pytest.mark.clause("CZM-4e")),
        pytest.param("mushin", "ack", january(11, 16), marks=pytest.mark.clause("MUS-1d")),
        pytest.param("terragon", "update-critical", january(10, 16), marks=pytest.mark.clause("TER-5b")),
        pytest.param("terragon", "update-high", january(16, 16), marks=pytest.mark.clause("TER-5c")),
        pytest.param("terragon", "update-low", None, marks=pytest.mark.clause("TER-5d")),
        pytest.param("aumos", "ack", january(11, 16), marks=pytest.mark.clause("AUM-1h", "AUM-3a")),
        pytest.param("aumos", "assess", january(16, 16), marks=pytest.mark.clause("AUM-1i", "AUM-3b")),
        pytest.param("aumos", "status", january(19, 10), marks=pytest.mark.clause("AUM-3c")),
        pytest.param("aumos", "fix-critical", january(21, 9), marks=pytest.mark.clause("AUM-3d")),
        pytest.param(
            "aumos", "fix-high", datetime(2026, 2, 13, 9, tzinfo=UTC), marks=pytest.mark.clause("AUM-3e")
        ),
        pytest.param("aumos", "fix-low", None, marks=pytest.mark.clause("AUM-3f")),
        pytest.param("aumos", "embargo", APRIL_9, marks=pytest.mark.clause("AUM-4a")),
    ],
)
def test_every_deadline_falls_on_its_golden_instant(policy: str, clock: str, due: datetime | None) -> None:
    assert readings(policy)[clock].due == due


@pytest.mark.parametrize(
    ("policy", "until"),
    [("m87", datetime(2026, 2, 11, 10, tzinfo=UTC)), ("aumos", APRIL_9), ("czm", None), ("mushin", None)],
)
def test_every_hold_ends_on_its_golden_instant(policy: str, until: datetime | None) -> None:
    assert hold_of(profile(policy), simulated(GOLDEN), NOW).until == until


@pytest.mark.parametrize("policy", ["m87", "czm", "mushin", "terragon", "aumos"])
def test_a_tried_out_case_reads_like_a_real_one(policy: str) -> None:
    pinned = profile(policy)
    real = history(
        (RECEIVED, received(policy)),
        (RECEIVED, e.BreachAware()),
        (RECEIVED, e.SeveritySet("high", "why")),
        (january(12, 10), e.AckSent()),
        (january(14, 9), e.ReportConfirmed()),
    )
    tried = read_chronicle(pinned, simulated(GOLDEN, "high"), NOW)
    for one, other in zip(read_clocks(pinned, real, NOW), tried, strict=True):
        assert (one.clock, one.state, one.due, one.why) == (other.clock, other.state, other.due, other.why)


@pytest.mark.clause("TER-5a", "TER-5d")
def test_the_next_release_gives_the_date_that_terragon_waits_for() -> None:
    waiting = readings("terragon")["update-low"]
    assert waiting.state == "conditional"
    planned = with_dates(profile("terragon"), Dates(releases=frozenset({january(30).date()})))
    by_severity = {r.clock: r for r in read_chronicle(planned, simulated(GOLDEN, "low"), NOW)}
    assert (by_severity["update-low"].state, by_severity["update-low"].due) == ("running", january(31))


@pytest.mark.clause("TER-5b")
def test_a_critical_report_that_terragon_classifies_late_is_overdue_at_once() -> None:
    happened = history((RECEIVED, received("terragon")), (january(12), e.SeveritySet("critical", "why")))
    update = {r.clock: r for r in read_clocks(profile("terragon"), happened, january(12))}["update-critical"]
    assert (update.state, update.due, update.why) == (
        "overdue",
        january(10, 16),
        "Overdue at classification.",
    )


@pytest.mark.clause("CZM-4c", "CZM-4d")
def test_before_czm_sets_a_severity_the_30_days_stand_first() -> None:
    names = [r.clock for r in read_chronicle(profile("czm"), simulated(GOLDEN), NOW)]
    assert names.index("fix-high") < names.index("fix-low")
    assert {readings("czm")[name].state for name in ("fix-high", "fix-low")} == {"conditional"}


@pytest.mark.clause("M87-3.6b")
def test_no_breach_clock_runs_before_the_law_is_known_to_apply() -> None:
    known = {r.clock: r for r in read_chronicle(profile("m87"), simulated(GOLDEN), NOW)}
    assert known["authority-notice"].state == known["user-notice"].state == "conditional"
    assert known["authority-notice"].why.startswith("Does the GDPR apply")
    answers = {("m87", "gdpr-applies"): False, ("m87", "law-requires-user-notice"): True}
    told = {r.clock: r for r in read_chronicle(profile("m87"), simulated(GOLDEN, answers=answers), NOW)}
    assert told["authority-notice"].state == "not-applicable"
    assert (told["user-notice"].state, told["user-notice"].due) == ("undated", None)
    nothing = simulated({"report.received": RECEIVED})
    waits = {r.clock: r for r in read_chronicle(profile("m87"), nothing, NOW)}["authority-notice"]
    assert (waits.state, waits.why) == ("waiting", "Starts when a breach of personal data becomes known.")


# --- holds ---------------------------------------------------------------------------------------------


@pytest.mark.clause("M87-2k")
def test_without_our_acknowledgement_m87_gives_no_date_and_says_whose_fault_that_is() -> None:
    arrived = history((RECEIVED, received("m87")))
    early, late = (read_hold(profile("m87"), arrived, now) for now in (january(12), january(20)))
    assert (early.until, late.until) == (None, None)
    assert early.why.endswith("it counts from our own acknowledgement, which is not sent yet.")
    assert late.why.endswith("it counts from our own acknowledgement, which is overdue.")


@pytest.mark.clause("M87-2k")
def test_a_late_acknowledgement_stands_beside_the_date_that_it_moved() -> None:
    acked = history((RECEIVED, received("m87")), (january(14, 18), e.AckSent()))
    hold = read_hold(profile("m87"), acked, NOW)
    assert hold.until == datetime(2026, 2, 13, 18, tzinfo=UTC)
    assert hold.why.endswith("was 2 days and 2 hours late, and the hold lasts that much longer.")


@pytest.mark.clause("M87-2k")
def test_remediation_ends_the_hold_also_when_nothing_was_acknowledged() -> None:
    fixed = history((RECEIVED, received("m87")), (january(20), e.RemediationComplete()))
    hold = read_hold(profile("m87"), fixed, january(21))
    assert (hold.until, hold.ended(january(21)), hold.may_come_sooner) == (january(20), True, False)
    assert "acknowledgement" not in hold.why


@pytest.mark.clause("CZM-5h", "CZM-6a")
def test_a_reasonable_time_is_no_date_and_its_targets_are_hints() -> None:
    severity = (january(10), e.SeveritySet("high", "why"))
    hold = read_hold(profile("czm"), history((RECEIVED, received("czm")), severity), NOW)
    assert (hold.until, hold.stated) == (None, True)
    assert "only a dated agreement sets one" in hold.why
    assert "within 30 days. (2026-02-08 16:00 UTC)" in hold.why
    agreed = (january(11), e.DisclosureAgreed(january(30), ("CZM", "Ada"), "mail of 11 January"))
    assert read_hold(profile("czm"), history((RECEIVED, received("czm")), severity, agreed), NOW).until == (
        january(30)
    )


@pytest.mark.clause("AUM-4a", "AUM-4d")
def test_day_90_without_a_fix_asks_to_publish_or_to_agree() -> None:
    def hold_at(now: datetime, *acts: tuple[datetime, Event]) -> str:
        return read_hold(profile("aumos"), history((RECEIVED, received()), *acts), now).why

    asks = "has come without a fix: publish, or record an agreement."
    later = datetime(2026, 4, 10, tzinfo=UTC)
    assert asks not in hold_at(NOW)
    assert hold_at(later).endswith(f"The limit of 2026-04-09 16:00 UTC {asks}")
    assert asks not in hold_at(later, (january(20), e.FixReleased()))
    moved = e.DisclosureAgreed(datetime(2026, 5, 1, tzinfo=UTC), ("us", "Ada"), "mail", clock="embargo")
    assert asks not in hold_at(later, (january(20), moved))
