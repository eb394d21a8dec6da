"""What clocks know of a case: the facts in force, in order, each with its proof."""

from datetime import UTC, datetime

from desktop.domain import events as e
from desktop.domain.clocks import Proof, chronicle_of, read_chronicle, simulated
from desktop.domain.clocks.chronicle import Answer, Classified, Planned
from desktop.domain.event import Recorded
from tests.domain.small_policy import clock, policy
from tests.histories import RECEIVED, history, january, received


def undo(event_id: str, number: int) -> Recorded:
    at = january(20)
    return Recorded(f"{number:064x}", "AUM-2026-000000", "w", number, at, at, "me", e.EventUndone(event_id))


def test_occurrences_stand_in_the_order_in_which_they_happened() -> None:
    dropped = e.StatusSent("ab" * 32, "dropped")
    told = history((RECEIVED, received()), (january(12), dropped), (january(11), e.StatusSent()))
    letters = chronicle_of(told).happened["status.sent"]
    assert [proof.at for proof in letters] == [january(11), january(12)]
    assert letters[1] == Proof("status.sent", january(12), told[1].id, january(12), "ab" * 32, "dropped")
    assert chronicle_of(told).happened["status.sent"][-1] == letters[1]
    assert chronicle_of(told).happened.get("fix.released") is None


def test_a_confirmed_arrival_replaces_the_proposed_one_and_keeps_its_entry() -> None:
    told = history((RECEIVED, received()), (january(10), e.ArrivalConfirmed(january(8))))
    (arrival,) = chronicle_of(told).happened["report.received"]
    assert (arrival.at, arrival.event_id, arrival.recorded_at) == (january(8), told[0].id, RECEIVED)
    assert "report.received" not in chronicle_of(told[1:]).happened
    assert [proof.at for proof in chronicle_of(told).happened["report.received"]] == [january(8)]
    assert [proof.at for proof in chronicle_of(told[:1]).happened["report.received"]] == [RECEIVED]


def test_nothing_that_was_undone_counts() -> None:
    told = history(
        (RECEIVED, received()),
        (january(10), e.SeveritySet("high", "why")),
        (january(10), e.ReportRejected("spam", "no")),
        (january(10), e.CaseClosed("done")),
        (january(10), e.DisclosureAgreed(january(30), ("us", "Ada"), "a mail")),
    )
    undone = chronicle_of([*told, *(undo(r.id, 10 + n) for n, r in enumerate(told[1:]))])
    facts = (undone.severity, undone.rejection, undone.closed, undone.agreements, undone.planned)
    assert facts == ("", None, None, {}, ())


def test_every_answer_to_a_question_is_kept_the_one_in_force_last() -> None:
    said = [e.ConditionAnswered("m87", "gdpr-applies", applies, "counsel") for applies in (False, True)]
    told = history((RECEIVED, received()), (january(10), said[0]), (january(11), said[1]))
    answers = chronicle_of(told).answers
    assert answers == {
        ("m87", "gdpr-applies"): tuple(
            Answer(january(day), applies, january(day)) for day, applies in ((10, False), (11, True))
        )
    }


# --- tried out -----------------------------------------------------------------------------------------


def test_a_simulated_severity_is_set_at_receipt_unless_its_instant_is_given() -> None:
    arrived = {"report.received": RECEIVED}
    assert simulated(arrived, "high").severities == (Classified(RECEIVED, "high"),)
    assert simulated(arrived | {"severity.set": january(12)}, "high").severities == (
        Classified(january(12), "high"),
    )
    assert simulated({"breach.aware": RECEIVED}, "high").severities == (Classified(RECEIVED, "high"),)
    assert simulated(arrived).severities == ()
    assert simulated({}, "high", {("p", "q"): True}) == simulated({})


def test_a_simulated_case_knows_its_rejection_its_end_and_its_plan() -> None:
    said = {
        "report.received": RECEIVED,
        "report.rejected": january(10),
        "report.withdrawn": january(11),
        "reporter.unreachable": january(12),
        "case.closed": january(13),
        "disclosure.planned": january(30),
    }
    told = simulated(said)
    assert told.rejection is not None
    assert (told.rejection.at, told.withdrawn, told.unreachable) == (january(10), january(11), january(12))
    assert (told.closed, told.planned) == (january(13), (Planned(january(30), january(30)),))


def test_clocks_that_start_at_classification_run_in_a_simulation_too() -> None:
    from_severity = policy(clock(starts=("severity.set",), within="1mo", severities=("high",)))
    (fix,) = read_chronicle(from_severity, simulated({"report.received": january(31)}, "high"), january(31))
    assert fix.due == datetime(2026, 2, 28, tzinfo=UTC)


def test_a_holding_advisory_is_not_the_advisory_that_was_promised() -> None:
    told = history((RECEIVED, received()), (january(12), e.AdvisoryPublished(holding=True)))
    assert "advisory.published" not in chronicle_of(told).happened
    full = history(
        (RECEIVED, received()),
        (january(12), e.AdvisoryPublished(holding=True)),
        (january(20), e.AdvisoryPublished()),
    )
    assert [proof.at for proof in chronicle_of(full).happened["advisory.published"]] == [january(20)]
