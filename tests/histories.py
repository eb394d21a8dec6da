"""Histories of cases as tests tell them: a list of (when, what)."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile

POLICIES = Path(__file__).parents[1] / "resources" / "policies"

RECEIVED = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""A Friday afternoon."""


def profile(name: str) -> Profile:
    return read_profile((POLICIES / f"{name}.toml").read_bytes())


def january(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def received(policy_id: str = "aumos") -> e.ReportReceived:
    return e.ReportReceived(
        policy_id=policy_id,
        policy_sha256="0" * 64,
        channel="mail",
        report_kind="plain",
        title=Untrusted("A hole"),
        reporter_address=Untrusted("ada@example.org"),
        reporter_name=Untrusted("Ada"),
        grade="claimed",
        arrival_source="date-header",
    )


def written_down(at: datetime, *happened: tuple[datetime, Event], after: list[Recorded]) -> list[Recorded]:
    """The same history with what was only recorded at an instant behind it."""
    return [
        *after,
        *(
            Recorded(f"{n:064x}", after[0].case_id, "w", n, when, at, "me", event)
            for n, (when, event) in enumerate(happened, len(after) + 1)
        ),
    ]


def history(*happened: tuple[datetime, Event], case_id: str = "AUM-2026-000000") -> list[Recorded]:
    return [
        Recorded(f"{n:064x}", case_id, "w", n, at, at, "me", event)
        for n, (at, event) in enumerate(happened, 1)
    ]


PRODUCT = e.AffectedListed(
    vendor="Acme", product="Widget", affected=(">=1.0, <1.4.1",), supported_branches=("1.3", "1.4")
)
TRIED = e.ReproductionTried(outcome="reproduced", steps="as the report says", environment="Debian 12")
SEVERITY = e.SeveritySet(level="high", rationale="Reachable without an account")
