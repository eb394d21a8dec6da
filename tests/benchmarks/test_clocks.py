"""How fast clocks are read, beside a bare loop over the same instants."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.clocks import chronicle_of, read_chronicle, read_clocks
from desktop.domain.event import Event, Recorded
from desktop.domain.policy import Calendar, Clock, Identity, Profile
from tests.histories import history, profile, received

pytestmark = pytest.mark.soak

CASES = 10_000
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ANSWERS = ("ack.sent", "question.sent", "assessment.sent", "rejection.sent")
FIXED = ("fix.released", "remediation.complete")


def clock(name: str, start: str, stops: tuple[str, ...], **terms: object) -> Clock:
    return Clock(id=name, sentence="A promise.", starts=(start,), stops=stops, **terms)  # type: ignore[arg-type]


def policy(zone: str) -> Profile:
    """Eight clocks of every common kind."""
    return Profile(
        schema="cvd-profile/1",
        policy=Identity(id="bench", code="BEN", organisation="Bench", namespace="https://example.org"),
        calendar=Calendar(timezone=zone),
        clocks=(
            clock("ack", "report.received", ANSWERS, within="48h"),
            clock("assess", "report.received", ("assessment.sent", "rejection.sent"), within="5bd"),
            clock("status", "ack.sent", ("fix.released", "case.closed"), every="7d", tick="status.sent"),
            clock("fix-critical", "report.confirmed", FIXED, within="7d", severities=("critical",)),
            clock("fix-high", "report.confirmed", FIXED, within="30d", severities=("high",)),
            clock("fix-low", "report.confirmed", FIXED, within="3mo", severities=("medium", "low")),
            clock("embargo", "report.received", ("fix.released",), within="90d", force="rule"),
            clock("told", "fix.released", ("reporter.notified",), within="undated:soon after"),
        ),
    )


def open_case(number: int) -> list[Recorded]:
    """Ten events, at instants of its own."""
    arrived = datetime(2026, 2, 1, tzinfo=UTC) + timedelta(minutes=17 * number % 120_000)
    level = ("critical", "high", "medium", "low")[number % 4]
    told: tuple[Event, ...] = (
        received("bench"),
        e.HandlerAssigned("Eve"),
        e.AckSent(),
        e.AffectedListed("Acme", "Widget", (">=1.0",)),
        e.SeveritySet(level, "why"),
        e.ReportConfirmed(),
        e.NoteAdded("Seen on two machines."),
        e.AuditRecorded("the parser", "nothing else"),
        e.StatusSent(),
        e.StatusSent(),
    )
    return history(*((arrived + timedelta(hours=7 * n), event) for n, event in enumerate(told)))


def seconds(work: Callable[[], object]) -> float:
    """Of one core, the best of three."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


SHIPPED = ("m87", "czm", "mushin", "terragon", "aumos")


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", *SHIPPED])
def test_all_clocks_of_ten_thousand_open_cases(name: str) -> None:
    rules = profile(name) if name in SHIPPED else policy(name)
    cases = [open_case(n) for n in range(CASES)]
    chronicles = [chronicle_of(events) for events in cases]
    readings = [r for events in cases for r in read_clocks(rules, events, NOW)]
    instants = [(r.since, r.due) for r in readings]

    def floor() -> int:
        """What no reading can do without: one comparison and one addition per pair of instants."""
        week, overdue = timedelta(days=7), 0
        for since, due in instants:
            if due is None or since is None or due < NOW or since + week < NOW:
                overdue += 1
        return overdue

    whole = seconds(lambda: [read_clocks(rules, events, NOW) for events in cases])
    read = seconds(lambda: [read_chronicle(rules, chronicle, NOW) for chronicle in chronicles])
    bare = seconds(floor)
    print(  # noqa: T201 - the figures are what this is for
        f"\n{name}: {len(readings):,} readings of {CASES:,} cases in {whole:.2f} s, "
        f"{len(readings) / whole:,.0f} a second; {whole / bare:.0f} times a bare loop over these instants, "
        f"{read / bare:.0f} times from chronicles that stand already ({read:.2f} s)"
    )
    assert len(readings) == CASES * sum(clock.track != "tool" for clock in rules.clocks)
