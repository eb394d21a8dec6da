"""The deadlines that the policies promise, to the minute, as the window shows them.

A report comes on Friday 9 January 2026 at 16:00 UTC, is acknowledged on Monday 12 at 10:00, and confirmed on
Wednesday 14 at 09:00; a breach is known at receipt, and the GDPR applies.
"""

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain import events as e
from desktop.domain.event import Recorded
from desktop.ui.application import window_on
from desktop.ui.lists.paged_model import ROW_ROLE
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.policies.keep_dates import keep_date
from desktop.workflows.ports import Desk
from tests.fakes import InMemoryVault
from tests.histories import TRIED
from tests.ui.conftest import settle

RECEIVED = datetime(2026, 1, 9, 16, 0, tzinfo=UTC)
ACKNOWLEDGED = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)
CONFIRMED = datetime(2026, 1, 14, 9, 0, tzinfo=UTC)

GOLDEN = [
    pytest.param(
        *("m87", RECEIVED, "", {"ack": "12 Jan 16:00", "authority-notice": "12 Jan 16:00"}),
        marks=pytest.mark.clause("M87-2d", "M87-3.6b"),
        id="m87 at receipt",
    ),
    pytest.param(
        *("m87", ACKNOWLEDGED, "", {"embargo": "11 Feb 10:00"}),
        marks=pytest.mark.clause("M87-2k"),
        id="m87 once acknowledged",
    ),
    pytest.param(
        *("czm", RECEIVED, ""),
        {
            "ack": "12 Jan 16:00",
            "assess": "16 Jan 16:00",
            "fix-high": "8 Feb 16:00",
            "fix-low": "9 Apr 16:00",
        },
        marks=pytest.mark.clause("CZM-4a", "CZM-4b", "CZM-4c", "CZM-4d"),
        id="czm at receipt",
    ),
    pytest.param(
        *("mushin", RECEIVED, "", {"ack": "11 Jan 16:00"}),
        marks=pytest.mark.clause("MUS-1d"),
        id="mushin at receipt",
    ),
    pytest.param(
        *("terragon", RECEIVED, "", {"update-critical": "10 Jan 16:00", "update-high": "16 Jan 16:00"}),
        marks=pytest.mark.clause("TER-5b", "TER-5c"),
        id="terragon at receipt",
    ),
    pytest.param(
        *("aumos", RECEIVED, ""),
        {"ack": "11 Jan 16:00", "assess": "16 Jan 16:00", "embargo": "9 Apr 16:00"},
        marks=pytest.mark.clause("AUM-1h", "AUM-1i", "AUM-3a", "AUM-3b", "AUM-4a", "AUM-4d"),
        id="aumos at receipt",
    ),
    pytest.param(
        *("aumos", ACKNOWLEDGED, "", {"status": "19 Jan 10:00"}),
        marks=pytest.mark.clause("AUM-3c"),
        id="aumos once acknowledged",
    ),
    pytest.param(
        *("aumos", CONFIRMED, "critical", {"fix-critical": "21 Jan 09:00"}),
        marks=pytest.mark.clause("AUM-3d"),
        id="aumos confirmed as critical",
    ),
    pytest.param(
        *("aumos", CONFIRMED, "high", {"fix-high": "13 Feb 09:00"}),
        marks=pytest.mark.clause("AUM-3e"),
        id="aumos confirmed as high",
    ),
]


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def tell(qtbot, desk):
    """Tells the story until an instant, and opens the window on it."""
    windows = []

    def begin(policy_id: str, until: datetime, level: str):
        now = [RECEIVED]
        held = Desk(InMemoryVault(lambda: now[0]), replace(desk.tools, now=lambda: now[0]), "Grace Handler")
        case_id = live_through(held, now, policy_id, until, level)
        window = window_on(held)
        windows.append(window)
        qtbot.addWidget(window)
        window.desk.session.show_case(case_id)
        settle(qtbot, window)
        window.show()
        settle(qtbot, window)
        return window

    yield begin
    for window in windows:
        window.close()


def live_through(desk: Desk, now: list[datetime], policy_id: str, until: datetime, level: str) -> str:
    case_id = enter_case(
        desk, TypedReport(policy_id, "phone", "Hole", "It runs code.", RECEIVED, "Ada", "ada@example.org")
    )
    record(desk, case_id, e.BreachAware(ground="rows were read"))
    profile = desk.tools.policies.profile(policy_id)
    for condition in profile.conditions:
        answer = e.ConditionAnswered(policy_id, condition.id, applies=True, ground="counsel's letter")
        record(desk, case_id, answer)
    if until >= ACKNOWLEDGED:
        now[0] = ACKNOWLEDGED
        record(desk, case_id, e.HandlerAssigned(handler="Grace Handler"), e.AckSent())
    if until >= CONFIRMED:
        now[0] = CONFIRMED
        listed = e.AffectedListed(vendor="us", product="it", affected=("1.0",))
        rated = e.SeveritySet(level=level, rationale="remote")
        record(desk, case_id, listed, rated, TRIED, e.ReportConfirmed())
    return case_id


def record(desk: Desk, case_id: str, *acts) -> None:
    for act in acts:
        outcome = record_act(desk, case_id, act)
        assert isinstance(outcome, Recorded), outcome.sentence


def clock_list(window) -> dict[str, str]:
    """What stands under each promise in the list of clocks beside the case."""
    layout = window.desk.inspector._clocks.layout()
    lines = [layout.itemAt(i).widget().findChildren(Words) for i in range(layout.count())]
    return {words[0].text(): words[1].text() for words in lines}


def due_list(window) -> dict[str, str]:
    """The due instants of the list of promises, by clock."""
    model = window.desk.list.promises
    rows = [model.index(i, 0).data(ROW_ROLE) for i in range(model.rowCount())]
    return {row.clock: minute(row.due) for row in rows if row is not None and row.due is not None}


def minute(instant: datetime) -> str:
    return f"{instant.day} {instant:%b %H:%M}"


@pytest.mark.parametrize(("policy_id", "until", "level", "expected"), GOLDEN)
def test_the_window_shows_every_deadline_to_the_minute(tell, policy_id, until, level, expected):
    window = tell(policy_id, until, level)
    profile = window.desk.session.view.profile
    shown = clock_list(window)
    for clock_id, due in expected.items():
        day, month, at = due.split()
        assert f"{day} {month} 2026, {at}" in shown[profile.clock(clock_id).sentence], clock_id
    listed = due_list(window)
    assert {clock_id: listed[clock_id] for clock_id in expected if clock_id in listed} == expected


@pytest.mark.clause("M87-2k")
def test_the_hold_of_m87_ends_thirty_days_after_the_acknowledgement(tell):
    window = tell("m87", ACKNOWLEDGED, "")
    assert "Wed 11 Feb 2026, 10:00 UTC" in window.desk.inspector.embargo.until.text()


@pytest.mark.clause("M87-2k")
def test_without_an_acknowledgement_no_date_is_invented(tell):
    window = tell("m87", RECEIVED, "")
    assert "2026" not in window.desk.inspector.embargo.until.text()


@pytest.mark.clause("AUM-4a", "AUM-4d")
def test_the_hold_of_aumos_ends_ninety_days_after_the_report(tell):
    window = tell("aumos", RECEIVED, "")
    assert "Thu 9 Apr 2026, 16:00 UTC" in window.desk.inspector.embargo.until.text()


@pytest.mark.clause("TER-5d")
def test_a_monthly_update_waits_until_a_release_date_is_kept(qtbot, tell):
    window = tell("terragon", RECEIVED, "")
    sentence = window.desk.session.view.profile.clock("update-low").sentence
    assert "2026" not in clock_list(window)[sentence]
    assert "update-low" not in due_list(window)
    keep_date(window.desk.session.desk, e.ReleaseScheduled(policy_id="terragon", on=date(2026, 1, 20)))
    window.desk.session.reload()
    settle(qtbot, window)
    assert "21 Jan 2026, 00:00" in clock_list(window)[sentence]  # the day of the release counts whole
