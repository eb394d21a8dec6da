"""Whoever cannot be reached is owed no letter, and holds up no case (CZM-3g)."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.stages import needs_of
from tests.histories import RECEIVED, history, january, profile, received

NOBODY = e.ReporterUnreachable("no address")


def missing(policy: str, *acts: Event) -> set[str]:
    case = fold(history((RECEIVED, received(policy)), *((january(12), act) for act in acts)))
    return {need.id for need in needs_of(case, profile(policy)) if not need.settled}


@pytest.mark.clause("CZM-3g")
@pytest.mark.parametrize("policy", ["aumos", "czm", "m87", "mushin", "terragon"])
def test_no_letter_is_waited_for_where_nobody_can_be_reached(policy: str) -> None:
    letters = {"answer", "ack.sent", "assessment.sent", "reporter.notified", "status.sent", "credit.asked"}
    assert "answer" in missing(policy)
    assert not letters & missing(policy, NOBODY)


def test_a_rejected_report_that_nobody_can_be_told_of_can_be_closed() -> None:
    rejected = e.ReportRejected("not-reproducible", "We could not make it happen.")
    assert missing("aumos", rejected) == {"rejection.sent", "case.closed"}
    assert missing("aumos", rejected, NOBODY) == {"case.closed"}


def test_any_answer_acknowledges_for_the_policy_s_step_too() -> None:
    assert "ack.sent" in missing("aumos")
    assert "ack.sent" not in missing("aumos", e.QuestionSent())
