"""Clocks that hang on a severity or on a question: conditional, then running, overdue or let go."""

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.policy import Clock
from tests.domain.small_policy import ANSWERS, BREACH, LAW, answered, clock, only, policy, read, shown
from tests.histories import RECEIVED, history, january, received, written_down


def by_severity() -> tuple[Clock, ...]:
    return (
        clock("low", severities=("low",), within="90d"),
        clock("ack", stops=ANSWERS, within="48h"),
        clock("high", severities=("high",), within="30d"),
        clock("critical", severities=("critical",), within="7d"),
        clock("medium", severities=("medium",), starts=("report.confirmed",), within="2d"),
    )


def test_before_classification_the_strictest_stands_first_and_the_others_keep_their_places() -> None:
    read_ = read(policy(*by_severity()), january(10))
    assert list(read_) == ["critical", "ack", "high", "low", "medium"]
    assert shown(read_["critical"]) == ("conditional", "Counts only if the severity is critical.")
    assert shown(read_["medium"]) == (
        "conditional",
        "Counts only if the severity is medium. Starts when the problem is confirmed.",
    )
    classified = read(policy(*by_severity()), january(10), (january(10), e.SeveritySet("low", "why")))
    assert list(classified) == ["low", "ack", "high", "critical", "medium"]


def test_a_conditional_clock_says_when_its_date_has_passed_or_its_work_is_done() -> None:
    only_high = clock(severities=("high",))
    assert only(only_high, january(20)).why.endswith("Its date has passed.")
    done = only(only_high, january(20), (january(12), e.FixReleased()))
    assert done.state == "conditional"
    assert done.why.endswith("Then it is kept: the fix was released.")


def test_a_fix_that_came_after_a_late_classification_is_late_and_says_so() -> None:
    only_high = clock(severities=("high",))
    classified = (january(18), e.SeveritySet("high", "why"))
    late = only(only_high, january(31), classified, (january(20), e.FixReleased()))
    assert late.state == "late"
    assert late.why.endswith("Overdue at classification.")


def test_a_fix_that_was_seen_to_be_late_stays_late_when_the_severity_is_lowered() -> None:
    only_high = clock(severities=("high",))
    lowered = (january(25), e.SeveritySet("low", "after all"))
    for classified in (january(20), january(22)):  # with the fix, and after it
        told = ((classified, e.SeveritySet("high", "why")), (january(20), e.FixReleased()), lowered)
        assert only(only_high, january(31), *sorted(told, key=lambda pair: pair[0])).state == "late"


def test_saying_the_same_severity_again_is_no_new_classification() -> None:
    only_high = clock(severities=("high",))
    twice = ((january(10), e.SeveritySet("high", "why")), (january(20), e.SeveritySet("high", "still")))
    overdue = only(only_high, january(21), *twice)
    assert overdue.state == "overdue"
    assert "classification" not in overdue.why


def test_a_lower_severity_that_is_dated_back_leaves_what_was_overdue_overdue() -> None:
    only_high = policy(clock(severities=("high",)))
    high = history((RECEIVED, received("small")), (january(10), e.SeveritySet("high", "why")))
    low = written_down(january(20), (january(9, 23), e.SeveritySet("low", "after all")), after=high)
    (reading,) = read_clocks(only_high, low, january(21))
    assert reading.state == "overdue"
    in_time = written_down(january(12), (january(9, 23), e.SeveritySet("low", "after all")), after=high)
    (reading,) = read_clocks(only_high, in_time, january(21))
    assert reading.state == "not-applicable"


def test_another_severity_before_the_date_lets_the_clock_go() -> None:
    only_high = clock(severities=("high",))
    changed = ((january(10), e.SeveritySet("high", "why")), (january(11), e.SeveritySet("low", "after all")))
    assert shown(only(only_high, january(31), *changed)) == ("not-applicable", "The severity is low.")
    kept = (*changed, (january(10, 1), e.FixReleased()))
    assert only(only_high, january(31), *kept).state == "not-applicable"


def test_a_clock_once_overdue_stays_so_under_another_severity_and_can_still_be_kept_late() -> None:
    only_high = clock(severities=("high",))
    changed = ((january(10), e.SeveritySet("high", "why")), (january(18), e.SeveritySet("low", "after all")))
    assert only(only_high, january(31), *changed).state == "overdue"
    assert only(only_high, january(31), *changed, (january(20), e.FixReleased())).state == "late"
    assert only(only_high, january(31), *changed, (january(17), e.FixReleased())).state == "late"


# --- questions -----------------------------------------------------------------------------------------


def test_a_clock_that_hangs_on_a_question_asks_it_once_it_has_started() -> None:
    breach = (RECEIVED, e.BreachAware())
    assert only(BREACH, january(10), **LAW).state == "waiting"
    assert shown(only(BREACH, january(10), breach, **LAW)) == ("conditional", "Does the law apply?")
    assert only(BREACH, january(10), breach, (january(10), answered(True)), **LAW).state == "running"
    assert shown(only(BREACH, january(10), breach, (january(10), answered(False)), **LAW)) == (
        "not-applicable",
        "Answered with no: Does the law apply?",
    )


def test_an_answer_after_the_date_finds_the_clock_overdue_at_once() -> None:
    late = only(BREACH, january(20), (RECEIVED, e.BreachAware()), (january(20), answered(True)), **LAW)
    assert shown(late) == ("overdue", "Overdue at classification.")


def test_a_changed_answer_undoes_no_lateness() -> None:
    breach, yes = (RECEIVED, e.BreachAware()), (january(10), answered(True))
    in_time, too_late = (january(11), answered(False)), (january(13), answered(False))
    assert only(BREACH, january(20), breach, yes, in_time, **LAW).state == "not-applicable"
    assert only(BREACH, january(20), breach, yes, too_late, **LAW).state == "overdue"


def test_severity_and_question_must_both_have_spoken_for_a_clock_to_have_been_overdue() -> None:
    both = clock(when="law", severities=("high",))
    high, low = e.SeveritySet("high", "why"), e.SeveritySet("low", "after all")
    apart = ((january(10), high), (january(17), low), (january(18), answered(True)))
    assert only(both, january(31), *apart, **LAW).state == "not-applicable"
    together = ((january(10), high), (january(10), answered(True)), (january(17), low))
    assert only(both, january(31), *together, **LAW).state == "overdue"
