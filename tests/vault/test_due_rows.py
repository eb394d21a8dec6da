"""Rows of promises say at any later moment what the clocks themselves would say then."""

import itertools
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import Reading, dates_of, read_clocks, with_dates
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.promises.silence import waiting_for_answer
from desktop.formats.policy import read_profile
from desktop.vault import due_list
from desktop.workflows.vault_ports import DueRow, Vault
from tests.vault.conftest import NOW

HEAD = b"""schema = "cvd-profile/1"
[policy]
id = "all"
code = "ALL"
organisation = "Test"
namespace = "https://test.example"
"""
POLICY = (
    HEAD
    + b"""
[[conditions]]
id = "gdpr"
question = "Does GDPR apply?"
[disclosure]
waiver = "agreement"
[[disclosure.predisclosure]]
id = "partners"
sentence = "Partners hear a week before."
audience = "partners"
at_least = "7d"
stops = ["advisory.announced"]
[[disclosure.predisclosure]]
id = "press"
sentence = "The press hears a day before at most."
audience = "press"
at_most = "1d"
"""
    + b"".join(
        f'[[clocks]]\nid = "{name}"\nsentence = "We {name}."\nstarts = ["{start}"]\n{rest}\n'.encode()
        for name, start, rest in (
            ("answer", "report.received", 'stops = ["ack.sent"]\nwithin = "48h"\nwaiver = "agreement"'),
            ("hold", "report.received", 'stops = ["fix.released"]\nwithin = "10d"\nforce = "rule"'),
            ("tell", "ack.sent", 'stops = ["fix.released"]\nevery = "5d"\ntick = "status.sent"'),
            ("mend", "report.received", 'stops = ["fix.released"]\nwithin = "7d"\nseverities = ["high"]'),
            ("later", "report.received", 'stops = ["fix.released"]\nwithin = "30d"\nseverities = ["low"]'),
            ("notify", "breach.aware", 'stops = ["authority.notified"]\nwithin = "72h"\nwhen = "gdpr"'),
            ("soon", "report.received", 'stops = ["remediation.complete"]\nwithin = "undated:soon"'),
            ("ship", "report.received", 'stops = ["fix.released"]\nwithin = "next:release.scheduled"'),
            (
                "wait",
                "report.received",
                (
                    'stops = ["assessment.sent"]\nwithin = "6d"\n'
                    'pauses = [{ since = "question.sent", until = "report.followed-up" }]'
                ),
            ),
        )
    )
)
PROFILE = read_profile(POLICY)
FOLLOW_UP = e.FollowUpReceived(Untrusted("eve@example.org"), "claimed", Untrusted("Re"))
EVENTS = (
    e.AckSent(),
    e.AssessmentSent("ab" * 32),
    e.QuestionSent(),
    FOLLOW_UP,
    msgspec.structs.replace(FOLLOW_UP, automatic=True),
    e.SilenceAccepted(),
    e.StatusSent(),
    e.SeveritySet("high", "x"),
    e.SeveritySet("low", "x"),
    e.BreachAware(),
    e.ConditionAnswered("all", "gdpr", applies=True, ground="x"),
    e.ConditionAnswered("all", "gdpr", applies=False, ground="x"),
    e.AuthorityNotified(),
    e.FixReleased(),
    e.RemediationComplete(),
    e.ReportRejected("spam", "x"),
    e.LatenessExplained("answer", "ill \x00 for a week"),
    e.DisclosureAgreed(NOW + timedelta(days=9), ("us", "them"), "mail", clock="answer"),
    e.DisclosurePlanned(NOW + timedelta(days=12)),
    e.AdvisoryAnnounced(),
)
NUMBERS = itertools.count()
STEPS = st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 100)), max_size=8)


@pytest.fixture
def vault(bench) -> Vault:
    return bench.make()


def receive(bench, vault: Vault, case_id: str, source: bytes = POLICY) -> None:
    report = e.ReportReceived(
        policy_id="all",
        policy_sha256=sha256(source),
        channel="mail",
        report_kind="plain",
        title=Untrusted("x"),
        reporter_address=Untrusted("eve@example.org"),
        reporter_name=Untrusted("Eve"),
        grade="claimed",
        arrival_source="import",
    )
    held = {sha256(source): source}
    vault.append(case_id, [Draft(report, NOW)], author="", now=NOW, blobs=held)


def as_row(case_id: str, reading: Reading) -> DueRow:
    shared = set(DueRow.__struct_fields__) & set(Reading.__struct_fields__) - {"quotes"}
    fields = {name: getattr(reading, name) for name in shared}
    fields["lateness"] = fields["lateness"].replace("\0", "\ufffd")
    return DueRow(case_id=case_id, title=Untrusted("x"), **fields)


def says(bench, vault: Vault, case_id: str) -> tuple[list[DueRow], list[DueRow]]:
    """What the rows of a case say now, and what its clocks say."""
    rows = [row for row in vault.due(0, 10_000, everything=True) if row.case_id == case_id]
    rows = [msgspec.structs.replace(row, pinned=()) for row in rows]
    profile = with_dates(PROFILE, dates_of(vault.vault_history(), "all"))
    history = vault.history(case_id)
    silence = waiting_for_answer(fold(history), history)
    readings = (*read_clocks(profile, history, bench.now), *([silence] if silence else []))
    soon = {r.clock: r.due for r in read_clocks(profile, history, bench.now + timedelta(microseconds=1))}
    moving = {r.clock for r in readings if r is not silence and r.due != soon[r.clock]}
    told = (settled(reading, moving) for reading in readings)
    return rows, sorted((as_row(case_id, reading) for reading in told), key=lambda row: row.place)


def settled(reading: Reading, moving: set[str]) -> Reading:
    """What stands in a list: only a pause tells a due instant that moves with time."""
    if reading.state == "paused" or reading.clock not in moving:
        return reading
    return msgspec.structs.replace(reading, due=None)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None, database=None
)
@given(steps=STEPS, later=st.lists(st.integers(0, 1500), min_size=1, max_size=4))
def test_no_moment_makes_a_row_differ_from_its_clock(bench, vault: Vault, steps, later):
    case_id = f"ALL-2026-{next(NUMBERS):06}0"
    bench.now = NOW
    receive(bench, vault, case_id)
    for event, hours in steps:
        bench.now += timedelta(hours=hours)
        vault.append(case_id, [Draft(event, bench.now)], author="", now=bench.now)
    for hours in later:
        bench.now += timedelta(hours=hours, microseconds=1)
        rows, truth = says(bench, vault, case_id)
        assert [without_day(row) for row in rows] == [without_day(row) for row in truth]
        owed = [row.clock for row in vault.due(0, 10_000) if row.case_id == case_id]
        assert owed == [row.clock for row in truth if row.owed]
    vault.append(case_id, [Draft(e.CaseClosed("x"), bench.now)], author="", now=bench.now)


def without_day(row: DueRow) -> DueRow:
    """A row but for words that stay true when their day has passed."""
    words = row.why.partition(" Not before")[0]
    return type(row)(**{name: getattr(row, name) for name in row.__struct_fields__} | {"why": words})


def test_a_paused_clock_keeps_what_is_left_of_its_time(bench, vault: Vault):
    receive(bench, vault, "ALL-2026-0000010")
    bench.now += timedelta(days=2)
    bench.act(vault, "ALL-2026-0000010", e.QuestionSent())
    for days in (1, 100):
        bench.now += timedelta(days=days)
        (row,) = [row for row in vault.due() if row.clock == "wait"]
        assert (row.state, row.due) == ("paused", bench.now + timedelta(days=4, minutes=-1))
    assert [row.clock for row in vault.due()][-1] == "wait"
    bench.act(vault, "ALL-2026-0000010", FOLLOW_UP)
    (row,) = [row for row in vault.due() if row.clock == "wait"]
    assert (row.state, row.due) == ("running", bench.now + timedelta(days=4, minutes=-1))


def test_dates_of_the_vault_are_told_to_many_cases_at_once(bench, vault: Vault):
    cases = [f"ALL-2026-{number:06}0" for number in range(30)]
    for case_id in cases:
        receive(bench, vault, case_id)
    bench.report(vault, "TST-2026-0000010")
    untouched = [row for row in vault.due() if row.policy_id == "tst"]
    statements: list[str] = []
    vault._database._live.set_trace_callback(statements.append)
    bench.act(vault, None, e.ReleaseScheduled("all", date(2026, 9, 1)))
    vault._database._live.set_trace_callback(None)
    for case_id in cases:
        rows, truth = says(bench, vault, case_id)
        assert rows == truth
        assert next(row for row in rows if row.clock == "ship").due is not None
    assert [row for row in vault.due() if row.policy_id == "tst"] == untouched
    written = [statement.split()[2] for statement in statements if statement.startswith("DELETE FROM")]
    assert written.count("due") == len(cases)
    assert "case_row" not in written, "no case has another urgent promise by it"
    assert len(statements) < 100 * len(cases)
    assert vault.verify().sound


def test_dates_that_change_nothing_touch_no_case(bench, vault: Vault):
    receive(bench, vault, "ALL-2026-0000010")
    bench.act(vault, None, e.HolidayAdded("all", date(2026, 9, 1)))
    statements: list[str] = []
    vault._database._live.set_trace_callback(statements.append)
    bench.act(vault, None, e.HolidayAdded("all", date(2026, 9, 1)), e.HolidayAdded("x", date(2026, 9, 1)))
    vault._database._live.set_trace_callback(None)
    assert not [statement for statement in statements if "case_row" in statement]


@pytest.mark.checks("F67")
def test_dates_that_could_not_be_written_move_nothing(bench, vault: Vault):
    receive(bench, vault, "ALL-2026-0000010")
    before = vault.due(everything=True)
    database = vault._database
    database._require_same_file, real = (lambda: (_ for _ in ()).throw(OSError)), database._require_same_file
    with pytest.raises(OSError):
        bench.act(vault, None, e.ReleaseScheduled("all", date(2026, 9, 1)))
    database._require_same_file = real
    assert vault.due(everything=True) == before
    bench.act(vault, "ALL-2026-0000010", e.NoteAdded("x"))
    rows, truth = says(bench, vault, "ALL-2026-0000010")
    assert rows == truth


def test_a_policy_that_this_version_cannot_read_is_said_beside_a_pack_that_it_can(bench, vault: Vault):
    broken = POLICY + b"[unknown]\n"
    receive(bench, vault, "ALL-2026-0000010", broken)
    pack = POLICY.replace(b'"all"', b'"law"', 1)
    held = {sha256(pack): pack}
    bench.act(vault, "ALL-2026-0000010", e.PackTaken("law", sha256(pack), "x"), blobs=held)
    assert {(row.policy_id, row.clock) for row in vault.due()} >= {("all", "policy"), ("law", "answer")}
    assert vault.pinned_policies() == sorted([sha256(broken), sha256(pack)])


def test_two_versions_of_one_policy_make_one_row_for_each_clock(bench, vault: Vault):
    receive(bench, vault, "ALL-2026-0000010")
    newer = POLICY.replace(b'"48h"', b'"24h"')
    held = {sha256(newer): newer}
    bench.act(vault, "ALL-2026-0000010", e.PackTaken("all", sha256(newer), "x"), blobs=held)
    (row,) = [row for row in vault.due() if row.clock == "answer"]
    assert row.due == NOW + timedelta(hours=48)
    assert vault.verify().sound


def test_each_page_is_read_from_an_index(vault: Vault):
    keys = ["0"] * 4
    for wanted, count in ((due_list._ALL, 1), (due_list._OWED, 2)):
        sql = f"SELECT * FROM ({wanted}) ORDER BY {due_list._KEY} LIMIT 500"
        plan = [row[-1] for row in vault._database.rows(f"EXPLAIN QUERY PLAN {sql}", *keys * count)]
        assert sum("USING COVERING INDEX" in step for step in plan) == count
        assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN due")]
