"""What holds of every clock whatever happens: reading is total, and nothing heals or vanishes by itself."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import State, chronicle_of, read_chronicle, read_clocks, read_custody
from desktop.domain.clocks.hold import read_hold
from desktop.domain.event import Event, Opaque, Purged, Recorded
from desktop.domain.event_codec import KINDS
from desktop.domain.policy import Condition, Disclosure, Pause, Predisclosure, Profile, Term
from tests.domain.small_policy import ANSWERS, clock, policy
from tests.histories import RECEIVED, history, profile, received, written_down

MANY = policy(
    clock("ack", stops=ANSWERS, within="48h"),
    clock("assess", stops=("assessment.sent",), within="2bd"),
    clock("status", starts=("ack.sent",), every="3d", tick="status.sent", stops=("fix.released",)),
    clock("fix-high", severities=("critical", "high"), within="5d", waiver="agreement"),
    clock("fix-low", severities=("medium", "low"), within="1mo", rollover="next"),
    clock("paused", within="5d", pauses=(Pause(since="question.sent", until="report.followed-up"),)),
    clock("lawful", within="72h", when="law", stops=("users.notified",)),
    clock("both", within="4d", when="law", severities=("high",)),
    clock("words", within="undated:soon", outer="4d", outer_when="law"),
    clock("office", within="8bh"),
    clock("embargo", force="rule", within="20d", waiver="agreement"),
    conditions=(Condition(id="law", question="Does the law apply?"),),
    disclosure=Disclosure(
        hold=Term(op="min", of=(Term(event="fix.released"), Term(clock="embargo"), Term(judgement="enough"))),
        publish_by=Term(op="max", of=(Term(clock="embargo"), Term(start="ack.sent", after="30d"))),
        waiver="agreement",
        predisclosure=(Predisclosure(id="first", sentence="A week.", audience="users", at_least="7d"),),
    ),
)
PROFILES = st.sampled_from([MANY, *(profile(name) for name in ("m87", "czm", "mushin", "terragon", "aumos"))])
MOMENTS = st.integers(0, 60 * 24 * 60).map(lambda minutes: RECEIVED + timedelta(minutes=minutes))
ANY_TIME = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001

FOLLOW_UP = e.FollowUpReceived(received().reporter_address, "claimed", received().title)
ACTS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(["critical", "high", "low"]).map(lambda level: e.SeveritySet(level, "why")),
    st.sampled_from(["spam", "not-reproducible"]).map(lambda reason: e.ReportRejected(reason, "no")),
    st.booleans().map(lambda applies: e.ConditionAnswered("small", "law", applies, "counsel")),
    st.sampled_from(
        [
            e.AckSent(),
            e.QuestionSent(),
            e.AssessmentSent(),
            e.RejectionSent(),
            e.StatusSent(),
            e.UsersNotified(),
            e.ReportConfirmed(),
            e.FixReleased(),
            e.RemediationComplete(),
            e.ReportWithdrawn("a mail"),
            e.ReporterUnreachable("no contact"),
            e.BreachAware(),
            e.CaseClosed("done"),
            e.AdvisoryPublished(),
            FOLLOW_UP,
        ]
    ),
)
"""Everything that may happen but corrections of what did, which may change the past."""
CORRECTIONS: st.SearchStrategy[Event] = st.one_of(
    ANY_TIME.map(e.ArrivalConfirmed),
    ANY_TIME.map(e.DisclosurePlanned),
    st.tuples(ANY_TIME, st.sampled_from(["", "embargo", "fix-high", "unheard-of"])).map(
        lambda pair: e.DisclosureAgreed(pair[0], ("us", "Ada"), "a mail", clock=pair[1])
    ),
    st.integers(0, 12).map(lambda n: e.EventUndone(f"{n:064x}")),
    st.sampled_from(sorted(KINDS)).map(Purged),
    st.just(Opaque("something.new", b"{}")),
)
PAST = st.lists(st.tuples(MOMENTS, ACTS), max_size=10)

GETS_BY_ITSELF: set[tuple[State, State]] = {("running", "overdue"), ("held", "ended")}
"""All that the mere passing of time does to a clock."""


def case(*acts: tuple[datetime, Event]) -> list[Recorded]:
    return history((RECEIVED, received("small")), *acts)


def states(pinned: Profile, events: list[Recorded], now: datetime) -> dict[str, State]:
    return {r.clock: r.state for r in read_clocks(pinned, events, now)}


@given(PROFILES, st.lists(st.tuples(ANY_TIME, st.one_of(ACTS, CORRECTIONS)), max_size=12), ANY_TIME)
def test_every_history_can_be_read_at_any_time(
    pinned: Profile, acts: list[tuple[datetime, Event]], now: datetime
) -> None:
    for events in (case(*acts), history(*acts)):
        readings = read_clocks(pinned, events, now)
        assert len({r.clock for r in readings}) == len(readings)
        assert {c.id for c in pinned.clocks} == {
            r.clock for r in (*readings, *read_custody(pinned, events, now)) if r.clock != "first"
        }
        assert all(r.why for r in readings)
        assert read_chronicle(pinned, chronicle_of(events), now) == readings
        hold = read_hold(pinned, events, now)
        assert hold.until is None or not hold.ended(hold.until - timedelta(seconds=1))


def until(now: datetime, acts: list[tuple[datetime, Event]]) -> list[tuple[datetime, Event]]:
    """In the order in which they were written down, none dated in the future."""
    return sorted(((min(at, now), act) for at, act in acts), key=lambda pair: pair[0])


def after(now: datetime, acts: list[tuple[datetime, Event]]) -> list[tuple[datetime, Event]]:
    soon = now + timedelta(minutes=1)
    return sorted(((max(at, soon), act) for at, act in acts), key=lambda pair: pair[0])


@given(PROFILES, PAST, MOMENTS, st.integers(0, 60 * 24 * 90))
def test_time_alone_makes_clocks_overdue_and_ends_holds_and_does_nothing_else(
    pinned: Profile, acts: list[tuple[datetime, Event]], now: datetime, later: int
) -> None:
    events = case(*until(now, acts))
    before = states(pinned, events, now)
    then = states(pinned, events, now + timedelta(minutes=later))
    assert {(s, then[c]) for c, s in before.items() if s != then[c]} <= GETS_BY_ITSELF


@given(PROFILES, PAST, PAST, MOMENTS)
def test_what_happens_later_makes_no_late_promise_kept_and_no_overdue_one_inapplicable(
    pinned: Profile,
    past: list[tuple[datetime, Event]],
    future: list[tuple[datetime, Event]],
    now: datetime,
) -> None:
    known = until(now, past)
    before = states(pinned, case(*known), now)
    then = states(pinned, case(*known, *after(now, future)), RECEIVED + timedelta(days=400))
    healed = ("not-applicable", "met", "running", "paused", "conditional", "waiting")
    recurring = {clock.id for clock in pinned.clocks if clock.tick}
    for name, state in before.items():
        assert state != "late" or then[name] not in healed
        assert state != "overdue" or name in recurring or then[name] not in healed
        assert state != "overdue" or then[name] != "not-applicable"


JUDGEMENTS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(["critical", "high", "low"]).map(lambda level: e.SeveritySet(level, "why")),
    st.booleans().map(lambda applies: e.ConditionAnswered("small", "law", applies, "counsel")),
    st.just(e.ReportRejected("spam", "no")),
)


@given(PROFILES, PAST, st.lists(st.tuples(MOMENTS, JUDGEMENTS), min_size=1, max_size=5), MOMENTS)
def test_no_judgement_that_is_dated_back_excuses_what_was_overdue_before_it_was_made(
    pinned: Profile,
    past: list[tuple[datetime, Event]],
    backdated: list[tuple[datetime, Event]],
    now: datetime,
) -> None:
    known = case(*until(now, past))
    soon = now + timedelta(minutes=1)
    judged = written_down(soon, *((min(at, now), act) for at, act in backdated), after=known)
    before, then = states(pinned, known, now), states(pinned, judged, soon)
    assert not [
        name for name, state in before.items() if (state, then[name]) == ("overdue", "not-applicable")
    ]


@given(PAST, MOMENTS)
def test_a_hold_is_never_overdue(acts: list[tuple[datetime, Event]], now: datetime) -> None:
    assert states(MANY, case(*acts), now)["embargo"] in ("held", "ended")


@given(PAST, MOMENTS)
def test_rejecting_for_a_reason_leaves_the_acknowledgement_owed(
    acts: list[tuple[datetime, Event]], now: datetime
) -> None:
    nobody = e.ReportWithdrawn | e.ReporterUnreachable | e.ReportRejected
    others = [(at, act) for at, act in acts if not isinstance(act, nobody)]
    rejected = case(*others, (now, e.ReportRejected("not-reproducible", "no")))
    assert states(MANY, rejected, now)["ack"] == states(MANY, case(*others), now)["ack"]
