"""What every vault promises of the list of promises: the fake keeps it as the real one does."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks import Proof
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.inert import Untrusted
from desktop.files.local import LocalFiles
from desktop.formats.shipped import shipped
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.vault_ports import CaseQuery, DueRow, Vault
from tests.fakes import InMemoryVault

POLICY = b"""schema = "cvd-profile/1"
[policy]
id = "tst"
code = "TST"
organisation = "Test"
namespace = "https://test.example"
[[clocks]]
id = "ack"
sentence = "We answer within two working days."
clauses = ["TST-1"]
starts = ["report.received"]
stops = ["ack.sent"]
within = "2bd"
[[clocks]]
id = "quiet"
sentence = "The reporter keeps it quiet for a week."
owed_by = "reporter"
force = "rule"
starts = ["report.received"]
stops = ["fix.released"]
within = "7d"
[[clocks]]
id = "release"
sentence = "Fixed in the next release."
force = "target"
starts = ["report.received"]
stops = ["fix.released"]
within = "next:release.scheduled"
[[clocks]]
id = "care"
sentence = "We look after it soon."
starts = ["report.received"]
stops = ["remediation.complete"]
within = "undated:soon"
"""
NEWER = POLICY.replace(b'"2bd"', b'"4bd"').replace(b"two working", b"four working")
PACK = b"""schema = "cvd-profile/1"
kind = "pack"
[policy]
id = "law"
code = "LAW"
organisation = "Parliament"
namespace = "https://law.example"
[[clocks]]
id = "notice"
sentence = "The authority hears of it within a day."
audience = "authority"
force = "legal"
starts = ["breach.aware"]
stops = ["authority.notified"]
within = "24h"
"""
FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)


class Present:
    """A clock that tests set."""

    now = FRIDAY


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture(params=["memory", "sqlcipher"])
def vault(request: pytest.FixtureRequest, present: Present, tmp_path: Path) -> Iterator[Vault]:
    if request.param == "memory":
        yield InMemoryVault(lambda: present.now)
        return
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    custody = LocalCustody(
        SqlVaultStore(files, lambda: present.now), slots, Patience(files, lambda: present.now)
    )
    vault, _code = custody.create(str(tmp_path / "team.embargo"), passphrase="horse", now=FRIDAY)
    yield vault
    assert vault.verify().sound
    vault.close()


def case_id(number: int) -> str:
    return f"TST-2026-{number:06}0"


def put(
    vault: Vault, number: int | None, *events: Event, at: datetime, blobs: Sequence[bytes] = ()
) -> list[str]:
    held = {sha256(blob): blob for blob in blobs}
    name = None if number is None else case_id(number)
    drafts = [Draft(event, at) for event in events]
    return [r.id for r in vault.append(name, drafts, author="me", now=at, blobs=held)]


def open_case(vault: Vault, number: int, arrived: datetime = FRIDAY, policy: bytes = POLICY) -> None:
    event = e.ReportReceived(
        policy_id="tst",
        policy_sha256=sha256(policy),
        channel="mail",
        report_kind="plain",
        title=Untrusted(f"Title {number}"),
        reporter_address=Untrusted("r@reporter.example"),
        reporter_name=Untrusted("R"),
        grade="claimed",
        arrival_source="date-header",
    )
    put(vault, number, event, at=arrived, blobs=[policy])


def states(rows: Sequence[DueRow]) -> dict[str, str]:
    return {row.clock: row.state for row in rows}


def test_an_open_case_lists_every_promise_and_first_what_is_owed(vault: Vault, present: Present) -> None:
    open_case(vault, 1)
    owed = {"ack": "running", "quiet": "held", "release": "waiting", "care": "undated"}
    assert states(vault.due()) == states(vault.due(everything=True)) == owed
    put(vault, 1, e.AckSent(), at=FRIDAY + timedelta(days=1))
    put(vault, 1, e.FixReleased(), at=FRIDAY + timedelta(days=8))
    put(vault, 1, e.RemediationComplete(), at=FRIDAY + timedelta(days=9))
    present.now = FRIDAY + timedelta(days=9)
    done = {"ack": "met", "care": "met", "quiet": "ended", "release": "met"}
    assert states(vault.due(everything=True)) == done
    assert vault.due() == []
    assert vault.count_due(everything=True) == 4


def test_a_row_says_what_was_promised_and_what_was_done(vault: Vault) -> None:
    open_case(vault, 1)
    (event_id,) = put(vault, 1, e.AckSent("ab" * 32), at=FRIDAY + timedelta(days=5))
    row = next(row for row in vault.due(everything=True) if row.clock == "ack")
    assert (row.case_id, row.title, row.policy_id) == (case_id(1), Untrusted("Title 1"), "tst")
    assert (row.since, row.due) == (FRIDAY, FRIDAY + timedelta(days=4))
    assert (row.state, row.met_at, row.clauses) == ("late", FRIDAY + timedelta(days=5), ("TST-1",))
    assert (row.original_due, row.force, row.owed_by) == (row.due, "commit", "vendor")
    quiet = next(row for row in vault.due() if row.clock == "quiet")
    assert (quiet.force, quiet.owed_by, quiet.original_due) == ("rule", "reporter", quiet.due)
    if row.proof is not None:
        assert isinstance(row.proof, Proof)
        assert (row.proof.event_id, row.proof.message_sha256) == (event_id, "ab" * 32)


def test_passing_time_changes_what_runs_and_nothing_else(vault: Vault, present: Present) -> None:
    open_case(vault, 1)
    put(vault, 1, e.AckSent(), at=FRIDAY + timedelta(days=5))
    open_case(vault, 2, FRIDAY)
    present.now = FRIDAY + timedelta(days=4)
    before = {row.clock: row for row in vault.due(everything=True) if row.case_id == case_id(2)}
    assert before["ack"].state == "running"
    present.now = FRIDAY + timedelta(days=400)
    later = {row.clock: row for row in vault.due(everything=True) if row.case_id == case_id(2)}
    assert {clock: row.state for clock, row in later.items()} == {
        "ack": "overdue",
        "quiet": "ended",
        "release": "waiting",
        "care": "undated",
    }
    assert later["quiet"].met_at == later["quiet"].due == FRIDAY + timedelta(days=7)
    assert {row.state for row in vault.due(everything=True) if row.clock == "ack"} == {"late", "overdue"}
    assert [row.clock for row in vault.due()] == ["ack", "care", "release", "care", "release"]
    assert vault.count_due() == 5


@pytest.mark.checks("E58")
def test_a_clock_that_was_set_forward_leaves_nothing_overdue(vault: Vault, present: Present) -> None:
    open_case(vault, 1)
    put(vault, 1, e.NoteAdded("from next year"), at=FRIDAY + timedelta(days=365))
    assert states(vault.due())["ack"] == "running"


def test_pages_join_up_by_number_and_by_row(vault: Vault) -> None:
    for number in range(4):
        open_case(vault, number, FRIDAY + timedelta(hours=number % 2))
        put(vault, number, e.RemediationComplete(), at=FRIDAY + timedelta(days=1))
    for everything in (False, True):
        whole = vault.due(everything=everything)
        assert [row.place for row in whole] == sorted(row.place for row in whole)
        assert vault.count_due(everything=everything) == len(whole) == (16 if everything else 12)
        for cut in range(len(whole)):
            assert vault.due(cut, 3, everything=everything) == whole[cut : cut + 3]
            after = vault.due(0, 3, everything=everything, after=whole[cut])
            assert after == whole[cut + 1 : cut + 4]
        assert vault.due(2, 3, everything=everything, after=whole[4]) == whole[7:10]
        assert vault.due(len(whole), 3, everything=everything) == []


def test_closed_cases_owe_nothing_and_pin_nothing(vault: Vault) -> None:
    open_case(vault, 1)
    open_case(vault, 2, policy=NEWER)
    assert vault.pinned_policies() == sorted([sha256(POLICY), sha256(NEWER)])
    put(vault, 2, e.CaseClosed("done"), at=FRIDAY)
    assert vault.pinned_policies() == [sha256(POLICY)]
    assert {row.case_id for row in vault.due(everything=True)} == {case_id(1)}


def test_the_clocks_of_a_pack_run_beside_those_of_the_policy(vault: Vault) -> None:
    open_case(vault, 1)
    taken = e.PackTaken("law", sha256(PACK), "personal data")
    put(vault, 1, taken, e.BreachAware("a dump"), at=FRIDAY, blobs=[PACK])
    row = vault.due()[0]
    assert (row.policy_id, row.clock, row.force, row.audience) == ("law", "notice", "legal", "authority")
    assert row.due == FRIDAY + timedelta(hours=24)
    assert vault.pinned_policies() == sorted([sha256(POLICY), sha256(PACK)])
    put(vault, 1, e.AuthorityNotified(), at=FRIDAY + timedelta(hours=1))
    assert {r.policy_id for r in vault.due()} == {"tst"}
    assert {r.policy_id for r in vault.due(everything=True)} == {"tst", "law"}


def test_a_case_that_moves_to_a_newer_version_runs_by_it(vault: Vault) -> None:
    open_case(vault, 1)
    moved = e.PolicyRepinned(sha256(NEWER), sha256(POLICY), "they ask for it")
    put(vault, 1, moved, at=FRIDAY, blobs=[NEWER])
    row = vault.due()[0]
    assert (row.clock, row.due) == ("ack", FRIDAY + timedelta(days=6))
    assert row.sentence == "We answer within four working days."
    assert vault.pinned_policies() == [sha256(NEWER)]


def dues(vault: Vault, clock: str) -> dict[str, datetime | None]:
    return {row.case_id: row.due for row in vault.due(everything=True) if row.clock == clock}


def test_a_holiday_moves_the_promises_of_its_policy_and_of_no_other(vault: Vault) -> None:
    open_case(vault, 1)
    open_case(vault, 2, policy=POLICY.replace(b'"tst"', b'"other"'))
    put(vault, None, e.HolidayAdded("tst", date(2026, 1, 12)), at=FRIDAY)
    moved = {case_id(1): FRIDAY + timedelta(days=5), case_id(2): FRIDAY + timedelta(days=4)}
    assert dues(vault, "ack") == moved
    assert vault.due()[0].case_id == case_id(2)
    put(vault, None, e.HolidayRemoved("tst", date(2026, 1, 12)), at=FRIDAY)
    assert set(dues(vault, "ack").values()) == {FRIDAY + timedelta(days=4)}


def test_a_release_gives_a_date_to_what_waits_for_one(vault: Vault) -> None:
    open_case(vault, 1)
    assert dues(vault, "release") == {case_id(1): None}
    (event_id,) = put(vault, None, e.ReleaseScheduled("tst", date(2026, 2, 1)), at=FRIDAY)
    due = dues(vault, "release")[case_id(1)]
    assert due is not None
    assert date(2026, 2, 1) <= due.date() <= date(2026, 2, 2)
    open_case(vault, 2)
    assert dues(vault, "release") == {case_id(1): due, case_id(2): due}
    put(vault, None, e.EventUndone(event_id), at=FRIDAY)
    assert set(dues(vault, "release").values()) == {None}


def test_dates_reach_cases_that_took_the_policy_on_as_a_pack(vault: Vault) -> None:
    pack = PACK.replace(b'"24h"', b'"1bd"')
    open_case(vault, 1)
    put(vault, 1, e.PackTaken("law", sha256(pack), "x"), e.BreachAware(), at=FRIDAY, blobs=[pack])
    put(vault, None, e.HolidayAdded("law", date(2026, 1, 12)), at=FRIDAY)
    assert dues(vault, "notice") == {case_id(1): FRIDAY + timedelta(days=4)}


PLANNED = (
    POLICY
    + b"""
[[clocks]]
id = "answer"
sentence = "We look into it within five days."
starts = ["ack.sent"]
stops = ["assessment.sent"]
within = "5d"
pauses = [{ since = "question.sent", until = "report.followed-up" }]
[disclosure]
hold = { clock = "quiet" }
[[disclosure.predisclosure]]
id = "operators"
sentence = "Operators hear a day before."
audience = "users"
at_least = "1d"
"""
)


@pytest.mark.parametrize("days", [3, 5, 40])
def test_the_next_promise_of_a_case_is_one_that_only_an_event_can_keep(
    vault: Vault, present: Present, days: int
) -> None:
    def following() -> tuple[str, datetime | None, str]:
        (row,) = vault.cases(CaseQuery()).rows
        return row.next_clock, row.next_due, row.next_state

    open_case(vault, 1, policy=PLANNED)
    planned = e.DisclosurePlanned(FRIDAY + timedelta(days=4))
    put(vault, 1, e.AckSent(), planned, e.QuestionSent(), at=FRIDAY)
    present.now = FRIDAY + timedelta(days=days)
    assert following() == ("", None, "")
    follow_up = e.FollowUpReceived(Untrusted("r@reporter.example"), "claimed", Untrusted("More"))
    put(vault, 1, follow_up, at=FRIDAY + timedelta(days=2))
    (answer,) = [row for row in vault.due() if row.clock == "answer"]
    assert answer.due == FRIDAY + timedelta(days=7)
    assert following() == ("answer", answer.due, "overdue" if days > 7 else "running")
    assert answer.state == following()[2]


def test_what_only_may_apply_is_counted_apart(vault: Vault) -> None:
    open_case(vault, 1)
    assert vault.count_conditional() == 0
    open_case(vault, 2, policy=shipped("policies", "czm.toml"))
    maybe = [row for row in vault.due() if row.state == "conditional"]
    assert {row.clock for row in maybe} == {"fix-high", "fix-low"}
    assert vault.count_conditional() == len(maybe)
    put(vault, 2, e.SeveritySet(level="high", rationale="Any user."), at=FRIDAY + timedelta(hours=1))
    assert vault.count_conditional() == 0


def test_where_a_case_may_go_on_stands_among_what_is_due_until_it_is_answered(
    vault: Vault, present: Present
) -> None:
    open_case(vault, 1)
    assert vault.count_proposals() == 0
    put(vault, 1, e.QuestionSent(), at=FRIDAY + timedelta(hours=1))
    until = FRIDAY + timedelta(days=14, hours=1)
    for now in (FRIDAY + timedelta(days=2), until + timedelta(days=3)):
        present.now = now
        (row,) = [row for row in vault.due() if row.kind == "may-go-on"]
        assert (row.policy_id, row.clock, row.state, row.due) == ("", "may-go-on", "waiting", until)
        assert vault.count_proposals() == 1
    (row,) = vault.cases(CaseQuery()).rows
    assert row.next_clock != "may-go-on"
    follow_up = e.FollowUpReceived(Untrusted("r@reporter.example"), "claimed", Untrusted("More"))
    put(vault, 1, msgspec.structs.replace(follow_up, automatic=True), at=FRIDAY + timedelta(days=3))
    assert vault.count_proposals() == 1
    put(vault, 1, follow_up, at=FRIDAY + timedelta(days=3))
    assert vault.count_proposals() == 0
    assert all(row.kind == "promise" for row in vault.due(everything=True))
