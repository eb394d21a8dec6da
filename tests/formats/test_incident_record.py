"""The written record of an incident: every instant in two zones, what was kept late, what was corrected."""

from datetime import date, datetime

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks import read_clocks
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.incidents.phases import phases_of, remarks_on_breach
from desktop.domain.inert import Untrusted
from desktop.formats.incident_record import IncidentRecord, write_record
from tests.histories import RECEIVED, history, january, profile, received

M87 = profile("m87")
BERLIN = msgspec.structs.replace(
    M87, calendar=msgspec.structs.replace(M87.calendar, timezone="Europe/Berlin")
)
OPENED = e.IncidentOpened("m87", "0" * 64, Untrusted("Keys | on a *paste* site"), "A monitor", "pastewatch")
AWARE = (january(10, 9), e.BreachAware("Rows were read"))
GDPR = (january(10, 10), e.ConditionAnswered("m87", "gdpr-applies", True, "Users in the EU"))


def written(*told: tuple[datetime, Event], policy=BERLIN, at: datetime = RECEIVED) -> str:
    events = history(*told, case_id="M87-2026-000000")
    case, now = fold(events), max(at, january(20))
    notices = tuple(r for r in read_clocks(policy, events, now) if r.track == "incident")
    phases, remarks = phases_of(case, policy), remarks_on_breach(case)
    return write_record(IncidentRecord(case, policy, phases, remarks, notices, now))


@pytest.mark.clause("M87-3.6c", "TER-3f")
def test_instants_stand_on_the_policys_own_clock_and_in_utc() -> None:
    text = written((RECEIVED, OPENED), (RECEIVED, e.IncidentDetected("Seen")))
    assert text.startswith("# Incident M87-2026-000000: Keys \\| on a \\*paste\\* site\n\n- Organisation: ")
    assert "2026-01-09 17:00 Europe/Berlin (2026-01-09 16:00 UTC), me: Seen" in text
    assert "- Noticed: A monitor\n- Noticed by: pastewatch" in text
    assert "Nobody has said yet whether personal data is affected." in text
    assert "## Root cause\n\nNot written down." in text
    assert "## Corrective actions\n\nNone planned." in text
    assert "\n\nNo notice runs yet.\n\n- Users concerned are told without needless delay" in text
    assert "Starts when a breach of personal data becomes known." in text


@pytest.mark.clause("M87-3.6b", "M87-3.6c")
def test_notices_say_whether_they_were_kept_late_or_may_apply() -> None:
    late = (january(14, 9), e.AuthorityNotified("By its form"))
    excuse = (january(14, 10), e.LatenessExplained("authority-notice", "The form was down", "m87"))
    text = written((RECEIVED, OPENED), (january(10, 12), e.IncidentDetected()), AWARE, GDPR, late, excuse)
    assert "A breach of personal data was known from 2026-01-10 10:00 Europe/Berlin" in text
    assert "its notices count from then." in text
    assert "- Does the GDPR apply to the personal data concerned? Yes: Users in the EU" in text
    assert (
        "| 2026-01-13 10:00 Europe/Berlin (2026-01-13 09:00 UTC) | 2026-01-14 10:00 Europe/Berlin "
        "(2026-01-14 09:00 UTC) | late, 1 day late (The form was down) |"
    ) in text
    assert "| not yet | may apply |" in text


def test_a_known_breach_says_its_ground_and_never_that_nothing_was_owed() -> None:
    aware = (january(10, 9), e.BreachAware("Customers' *rows* were read"))
    text = written((RECEIVED, OPENED), (RECEIVED, e.IncidentDetected()), aware, policy=profile("terragon"))
    assert "was known from 2026-01-10 09:00 UTC: Customers' \\*rows\\* were read\n" in text
    assert text.endswith(
        "\n\nNo clock of the policy, or of a pack that the case took on, asks for a notice.\n"
    )
    assert "owed" not in text


def test_a_notice_that_was_sent_is_kept_and_one_that_runs_is_owed() -> None:
    opened = ((RECEIVED, OPENED), (RECEIVED, e.IncidentDetected()), AWARE, GDPR)
    running = written(*opened, at=january(20))
    assert "| not yet | owed, overdue, " in running
    kept = written(*opened, (january(11), e.AuthorityNotified("By its form")))
    assert "(2026-01-11 00:00 UTC) | kept |" in kept


def test_a_notice_that_an_answer_sets_aside_says_why_it_is_not_owed() -> None:
    no = [
        (january(10, 10), e.ConditionAnswered("m87", condition, False, "Nobody in the EU"))
        for condition in ("gdpr-applies", "law-requires-user-notice")
    ]
    text = written((RECEIVED, OPENED), (RECEIVED, e.IncidentDetected()), AWARE, *no)
    assert "\n\nNo notice is owed.\n\n- Users concerned are told" in text


def test_after_personal_data_was_ruled_out_no_notice_waits() -> None:
    out = (january(10), e.BreachRuledOut("Test accounts"))
    text = written((RECEIVED, OPENED), (RECEIVED, e.IncidentDetected()), out)
    assert "No notice is owed." in text
    assert text.count("No personal data is affected, as was said on 2026-01-10 00:00 UTC.") == 2


def test_a_question_of_a_pack_is_told_by_its_name() -> None:
    answer = (january(10), e.ConditionAnswered("regulation", "cra-applies", False, "No product"))
    assert "- cra-applies No: No product" in written((RECEIVED, OPENED), answer)


@pytest.mark.clause("M87-3.6c")
def test_actions_say_what_came_of_them_and_which_are_past_their_day() -> None:
    plans = [
        (january(10, n), e.ActionPlanned(what, "Kim", date(2026, 1, day)))
        for n, (what, day) in enumerate((("Rotate", 12), ("Scan", 12), ("Watch", 31)), 1)
    ]
    done = (january(11), e.ActionDone(f"{2:064x}", "All *of* them"))
    text = written((RECEIVED, OPENED), *plans, done)
    done_on = "done 2026-01-11 01:00 Europe/Berlin (2026-01-11 00:00 UTC)"
    assert f"| Rotate | Kim | 2026-01-12 | {done_on}: All \\*of\\* them |" in text
    assert "| Scan | Kim | 2026-01-12 | open, past its day |" in text
    assert "| Watch | Kim | 2026-01-31 | open |" in text
    in_berlin_the_day_is_over = january(31, 23, 30)
    later = written((RECEIVED, OPENED), *plans, at=in_berlin_the_day_is_over)
    assert "| Watch | Kim | 2026-01-31 | open, past its day |" in later


def test_a_review_that_corrects_nothing_says_why() -> None:
    review = (january(12), e.ReviewDone("Looked at", "The system is gone"))
    text = written((RECEIVED, OPENED), (january(11), e.CauseFound("Its age")), review)
    assert "None: The system is gone" in text
    assert "## Root cause\n\nIts age\n\n## Corrective" in text


def test_where_no_phases_are_named_and_a_report_began_it_that_is_said() -> None:
    text = written((RECEIVED, received("czm")), (RECEIVED, e.IncidentDetected()), policy=profile("czm"))
    assert "- Began with: a report" in text
    assert "The policy names no phases.\n\n### detected: An incident was detected\n\n2026-01-09 16" in text


def test_a_closed_case_is_called_so() -> None:
    assert "- State: closed" in written((RECEIVED, OPENED), (january(12), e.CaseClosed("Over")))
