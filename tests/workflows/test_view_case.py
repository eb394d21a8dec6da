"""Whatever a stranger sent, its case can be shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.inert import Untrusted
from desktop.domain.report import OpenedReport, Report, Reporter, SignatureCheck
from desktop.openpgp.gpg import Gpg
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.receive_report import store_report
from desktop.workflows.ports import Silent
from tests.fakes import InMemoryVault
from tests.workflows.desks import CASE, desk_on

_ODD = [
    "",
    " ",
    "\n",
    "> quoted",
    "\u2028",
    "\x0c",
    "\x1c",
    "\u202e",
    "# Impact",
    "a" * 3000,
    CASE,
    f"[{CASE}]",
    "0" * 40,
]
_WORDS = (
    st.text(max_size=40) | st.sampled_from(_ODD) | st.lists(st.sampled_from(_ODD), max_size=5).map("\n".join)
)
_ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_SECONDS = st.integers(-60_000_000_000, 253_000_000_000)
"""Since 1970: the years 69 to 9987."""
_DATES = st.none() | st.builds(datetime.fromtimestamp, _SECONDS, _ZONES)
_REPORTS = st.builds(
    Report,
    kind=st.just("plain"),
    encryption=st.just("not-encrypted"),
    signature=st.just(SignatureCheck()),
    reporter=st.builds(
        Reporter, address=_WORDS.map(Untrusted), name=_WORDS.map(Untrusted), grade=st.just("claimed")
    ),
    subject=_WORDS.map(Untrusted),
    text=_WORDS.map(Untrusted),
    date=_DATES,
    received=_DATES,
    message_id=_WORDS.map(Untrusted),
    in_reply_to=st.lists(_WORDS.map(Untrusted), max_size=3).map(tuple),
    recipients=st.lists(_WORDS.map(Untrusted), max_size=3).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(_REPORTS, min_size=1, max_size=3), st.sampled_from(["aumos", "czm", "m87", "mushin", "terragon"])
)
def test_the_case_of_any_report_can_be_shown(tmp_path: Path, reports: list[Report], policy_id: str) -> None:
    desk = desk_on(InMemoryVault(), Gpg(tmp_path), datetime(2026, 1, 6, 12, tzinfo=UTC))
    digits = iter(range(100))
    fresh = lambda count, below: [next(digits) % below for _ in range(count)]  # noqa: E731
    desk = replace(desk, tools=replace(desk.tools, random_digits=fresh))
    for report in reports:
        opened = OpenedReport(report, sealed=repr(report).encode(), plaintext=b"", contents={})
        received = store_report(desk, opened, policy_id=policy_id, progress=Silent())
        view = view_case(desk, received.case_id)
        assert report in view.reports
