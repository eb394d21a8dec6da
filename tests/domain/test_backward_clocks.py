"""Who hears before the public: clocks that run backwards from the planned disclosure."""

from datetime import datetime, timedelta
from typing import Any

from desktop.domain import events as e
from desktop.domain.clocks import Reading
from desktop.domain.event import Event
from desktop.domain.policy import Calendar, Disclosure, Predisclosure
from desktop.domain.promises.ledger import ledger
from tests.domain.small_policy import policy, read
from tests.histories import january

USUAL = Calendar()
PLANNED = (january(10), e.DisclosurePlanned(january(30, 12)))


def told(*acts: tuple[datetime, Event], now: datetime, calendar: Calendar = USUAL, **terms: Any) -> Reading:
    item = Predisclosure(
        id="users-first",
        sentence="Customers are told a week before.",
        audience="customers",
        stops=terms.pop("stops", ("users.notified",)),
        **terms,
    )
    profile = policy(disclosure=Disclosure(predisclosure=(item,)), calendar=calendar)
    return read(profile, now, *acts)["users-first"]


def test_without_a_planned_day_it_waits_for_one() -> None:
    waiting = told(now=january(10), at_least="7d")
    assert (waiting.state, waiting.due, waiting.audience) == ("waiting", None, "customers")


def test_at_least_counts_back_to_the_latest_instant() -> None:
    assert told(PLANNED, now=january(22), at_least="7d").due == january(23, 12)
    assert told(PLANNED, now=january(22), at_least="7d").state == "running"
    assert told(PLANNED, now=january(24), at_least="7d").state == "overdue"
    in_time, late = (january(20), e.UsersNotified()), (january(25), e.UsersNotified())
    met = told(PLANNED, in_time, now=january(31), at_least="7d")
    assert (met.state, met.met_at) == ("met", january(20))
    assert met.proof is not None
    assert told(PLANNED, late, now=january(31), at_least="7d").state == "late"


def test_a_moved_plan_moves_the_date_and_the_first_one_stays_visible() -> None:
    moved = told(PLANNED, (january(12), e.DisclosurePlanned(january(20, 12))), now=january(12), at_least="7d")
    assert (moved.due, moved.original_due) == (january(13, 12), january(23, 12))


def test_an_agreed_day_plans_the_disclosure_too() -> None:
    agreed = (january(11), e.DisclosureAgreed(january(28), ("us", "Ada"), "a mail"))
    assert told(PLANNED, agreed, now=january(12), at_least="7d").due == january(21)


def test_at_most_holds_it_back_until_its_instant() -> None:
    held = told(PLANNED, now=january(20), at_most="3bd")
    assert (held.state, held.due, held.force) == ("held", january(27, 12), "rule")
    assert told(PLANNED, now=january(28), at_most="3bd").state == "ended"
    early = told(PLANNED, (january(20), e.UsersNotified()), now=january(21), at_most="3bd")
    assert (early.state, early.why) == ("ended", "Told too early: the users were told.")
    right = told(PLANNED, (january(28), e.UsersNotified()), now=january(29), at_most="3bd")
    assert right.why == "Told: the users were told."


def test_between_the_two_bounds_is_the_time_to_tell() -> None:
    bounds = {"at_least": "2d", "at_most": "7d"}
    waits = told(PLANNED, now=january(20), **bounds)
    assert (waits.state, waits.due) == ("running", january(28, 12))
    assert waits.why.endswith("Not before 2026-01-23 12:00 UTC.")
    early = told(PLANNED, (january(20), e.UsersNotified()), now=january(21), **bounds)
    assert (early.state, early.why) == ("met", "Kept, but told too early: the users were told.")


def test_what_nothing_in_the_journal_can_prove_ends_and_says_so() -> None:
    ended = told(PLANNED, now=january(24), at_least="7d", stops=())
    assert ended.state == "ended"
    assert "check by hand" in ended.why


def test_a_bound_in_words_or_beyond_the_calendar_is_undated() -> None:
    words = told(PLANNED, now=january(24), at_least="undated:well before")
    assert (words.state, words.why) == ("undated", "The policy gives no number: well before.")
    never = Calendar(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    assert told(PLANNED, now=january(24), at_least="2bd", calendar=never).why == "The calendar gives no date."


def test_what_was_told_to_nobody_ends_with_publication_or_with_the_report() -> None:
    published = told(PLANNED, (january(25), e.AdvisoryPublished()), now=january(31), at_least="7d")
    assert (published.state, published.why) == (
        "ended",
        "Overdue when it ended: the advisory was published.",
    )
    rejected = told(PLANNED, (january(12), e.ReportRejected("spam", "no")), now=january(31), at_least="7d")
    assert (rejected.state, rejected.why) == ("ended", "Nothing more is owed: the report was rejected.")


def test_it_stands_in_the_ledger_and_its_lateness_can_be_explained() -> None:
    reason = (january(24), e.LatenessExplained("users-first", "The list was out of date.", "small"))
    overdue = told(PLANNED, reason, now=january(25), at_least="7d")
    assert overdue.since == january(10)
    (entry,) = ledger([overdue], january(25))
    assert (entry.promised, entry.late_by, entry.lateness) == (
        january(23, 12),
        timedelta(hours=36),
        "The list was out of date.",
    )
