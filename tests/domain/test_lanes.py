"""The timeline: what each lane shows, whatever happened."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.policy import Pause
from desktop.domain.promises.lanes import Lane, Lanes, lanes_of
from tests.histories import RECEIVED, SEVERITY, history, january, profile, received

AUMOS, MUSHIN = profile("aumos"), profile("mushin")
HOLD = next(clock.id for clock in AUMOS.clocks if clock.force == "rule")


def drawn(*acts, now: datetime, policy=AUMOS) -> Lanes:
    happened = history((RECEIVED, received(policy.policy.id)), *acts)
    return lanes_of(read_clocks(policy, happened, now), RECEIVED, read_hold(policy, happened, now), now)


def lane(name: str, lanes: Lanes) -> Lane:
    return next(lane for lane in lanes.lanes if lane.clock == name)


def kinds(lane: Lane) -> list[str]:
    return [segment.kind for segment in lane.segments]


def test_a_running_promise_shows_what_has_passed_and_what_is_left():
    found = lane("ack", drawn(now=january(10)))
    assert kinds(found) == ["running", "left"]
    assert [s.end for s in found.segments] == [january(10), RECEIVED + timedelta(hours=48)]


@pytest.mark.clause("AUM-1h", "AUM-3a")
def test_an_overdue_promise_goes_on_after_its_due_instant():
    found = lane("ack", drawn(now=january(13)))
    assert kinds(found) == ["running", "overdue"]
    assert found.segments[-1].start == RECEIVED + timedelta(hours=48)


def test_a_promise_kept_late_shows_both_parts():
    assert kinds(lane("ack", drawn((january(12), e.AckSent()), now=january(20)))) == ["kept", "late"]
    assert kinds(lane("ack", drawn((january(11), e.AckSent()), now=january(20)))) == ["kept"]


@pytest.mark.clause("AUM-3c")
def test_a_recurring_promise_shows_every_interval_in_its_turn():
    letters = [(january(day), e.StatusSent()) for day in (17, 27)]
    found = lane("status", drawn((january(10), e.AckSent()), *letters, now=january(30)))
    assert kinds(found) == ["kept", "kept", "late", "running", "left"]
    assert [m.at for m in found.marks if m.kind == "tick"] == [january(17), january(27)]


@pytest.mark.clause("AUM-4a", "AUM-4d")
def test_the_hold_is_one_lane_with_its_first_and_its_agreed_end():
    until = RECEIVED + timedelta(days=120)
    agreement = e.DisclosureAgreed(publish_at=until, parties=("AumOS", "Ada"), evidence="a mail", clock=HOLD)
    lanes = drawn((january(12), agreement), now=january(20))
    found = lane(HOLD, lanes)
    assert kinds(found) == ["held"]
    marks = {mark.kind: mark.at for mark in found.marks}
    assert (marks["original"], marks["due"]) == (RECEIVED + timedelta(days=90), until)
    assert not [lane for lane in lanes.lanes if not lane.clock]


def test_a_hold_without_a_date_lasts_until_now():
    found = lane("", drawn(now=january(20), policy=MUSHIN))
    assert kinds(found) == ["held"]
    assert found.segments[0].end == january(20)
    assert found.due is None


def test_a_promise_for_another_severity_has_no_lane():
    lanes = drawn((january(10), SEVERITY), (january(10), e.ReportConfirmed()), now=january(20))
    assert "fix-high" in {lane.clock for lane in lanes.lanes}
    assert "fix-critical" not in {lane.clock for lane in lanes.lanes}


PAUSING = msgspec.structs.replace(
    AUMOS,
    clocks=tuple(
        msgspec.structs.replace(c, pauses=(Pause(since="question.sent", until="report.followed-up"),))
        for c in AUMOS.clocks
    ),
)
NOWHERE = msgspec.structs.replace(
    AUMOS, calendar=msgspec.structs.replace(AUMOS.calendar, national_holidays="XX")
)
FOLLOW_UP = e.FollowUpReceived(received().reporter_address, "claimed", received().title)
ANY_TIME = st.datetimes(timezones=st.just(UTC))


def agreed(until: datetime) -> e.DisclosureAgreed:
    return e.DisclosureAgreed(publish_at=until, parties=("a", "b"), evidence="x", clock=HOLD)


ACTS = st.sampled_from(
    [
        e.QuestionSent(),
        FOLLOW_UP,
        e.AckSent(),
        e.AssessmentSent(),
        e.StatusSent(),
        SEVERITY,
        e.ReportConfirmed(),
        e.FixReady(),
        e.FixReleased(),
        e.ReporterNotified(),
        e.ReportRejected(reason="not-reproducible", explanation="It does not happen."),
        agreed(RECEIVED + timedelta(days=40)),
    ]
)


@given(
    policy=st.sampled_from([AUMOS, MUSHIN, PAUSING, NOWHERE]),
    strange=st.one_of(st.none(), ANY_TIME.map(agreed), ANY_TIME.map(e.DisclosurePlanned)),
    acts=st.lists(st.tuples(st.integers(0, 3000), ACTS), max_size=12),
    now=st.integers(0, 4000),
)
def test_segments_follow_each_other_within_the_span_whatever_happened(policy, strange, acts, now):
    at = RECEIVED + timedelta(hours=now)
    happened = [
        (RECEIVED + timedelta(hours=h), act) for h, act in sorted(acts, key=lambda a: a[0]) if h <= now
    ]
    happened += [(at, strange)] if strange is not None else []
    lanes = drawn(*happened, now=at, policy=policy)
    assert lanes.first < lanes.last
    assert lanes.first <= at <= lanes.last
    for found in lanes.lanes:
        for segment in found.segments:
            assert lanes.first <= segment.start < segment.end <= lanes.last
        for one, other in zip(found.segments, found.segments[1:], strict=False):
            assert one.end <= other.start


@pytest.mark.parametrize("year", [1, 7026, 9999])
def test_a_date_in_a_mistyped_year_is_drawn_as_far_as_the_calendar_reaches(year):
    lanes = drawn((january(12), agreed(datetime(year, 12, 31, tzinfo=UTC))), now=january(20))
    assert lanes.first <= january(20) <= lanes.last


def test_time_that_a_pause_added_is_not_called_agreed():
    asked = (january(10), e.QuestionSent())
    paused = lane(
        "fix-high",
        drawn(
            (january(9, 20), SEVERITY),
            (january(9, 21), e.ReportConfirmed()),
            asked,
            (january(15), FOLLOW_UP),
            now=january(20),
            policy=PAUSING,
        ),
    )
    assert paused.moved_by == "pause"
    assert kinds(paused) == ["running", "left", "moved"]


def test_a_settled_case_is_not_drawn_as_far_as_its_dates_would_have_gone():
    acts = [e.AckSent(), e.AssessmentSent(), e.FixReady(), e.FixReleased(), e.ReporterNotified()]
    done = [(january(10, hour), act) for hour, act in enumerate(acts, 8)]
    lanes = drawn(*done, now=january(10, 16))
    assert lanes.last < january(12)
    assert {mark.kind for mark in lane("ack", lanes).marks} == {"start", "due", "done"}
    assert {mark.kind for mark in lane("assess", lanes).marks} == {"start", "done"}
