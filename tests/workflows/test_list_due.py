"""Promises of all cases and of the vault itself, in one order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import Usage
from desktop.domain.promises.slot_drill import DRILL
from desktop.formats.shipped import shipped
from desktop.workflows.custody.review_access import Access, review_access
from desktop.workflows.ports import Desk
from desktop.workflows.promises import list_due as due
from desktop.workflows.slot_ports import SlotInfo
from tests.fakes import InMemoryVault
from tests.workflows.desks import desk_on
from tests.workflows.test_due_contract import FRIDAY, POLICY, case_id, open_case

CUSTODY = """
[[clocks]]
id = "{id}"
sentence = "{id}."
track = "tool"
clauses = ["{clause}"]
starts = ["vault.made"]
stops = []
every = "{every}"
tick = "{tick}"
"""


def with_custody(*clocks: tuple[str, str, str, str], policy: bytes = POLICY) -> bytes:
    keys = ("id", "clause", "every", "tick")
    return (
        policy + "".join(CUSTODY.format(**dict(zip(keys, clock, strict=True))) for clock in clocks).encode()
    )


def named(policy_id: str) -> bytes:
    """The same policy under another name."""
    return POLICY.replace(b"tst", policy_id.encode()).replace(b"TST", policy_id.upper().encode())


TESTED = with_custody(
    ("backup", "TST-8", "2d", "backup.done"), ("restore-test", "TST-9", "30d", "restore.tested")
)


@pytest.fixture
def desk() -> Desk:
    now = FRIDAY + timedelta(days=1)
    desk = desk_on(InMemoryVault(lambda: now), None, now)
    tell(desk, e.VaultMade("memory"), at=FRIDAY)
    return desk


def tell(desk: Desk, *events: Event, at: datetime | None = None, blobs: tuple[bytes, ...] = ()) -> None:
    now = at or desk.tools.now()
    held = {sha256(blob): blob for blob in blobs}
    desk.vault.append(None, [Draft(event, now) for event in events], author="me", now=now, blobs=held)


def own(desk: Desk, **options: bool) -> dict[str, tuple[str, datetime | None]]:
    return {row.clock: (row.state, row.since) for row in due.due_of_vault(desk, **options)}


def test_every_page_is_cut_from_one_order(desk: Desk) -> None:
    for number in range(3):
        open_case(desk.vault, number, FRIDAY - timedelta(hours=number), policy=TESTED)
    tell(desk, e.BackupDone("ab", "cd", 3), at=FRIDAY)
    whole = list(due.walk_due(desk))
    assert [row.place for row in whole] == sorted(row.place for row in whole)
    assert [row.clock for row in whole if not row.case_id] == ["backup", "restore-test"]
    assert len(whole) == due.count_due(desk) == 14
    for offset in range(len(whole) + 3):
        for limit in (1, 2, 5, 50):
            assert due.list_due(desk, offset, limit) == whole[offset : offset + limit]
    everything = list(due.walk_due(desk, everything=True))
    assert everything == due.list_due(desk, 0, 1000, everything=True)
    assert len(everything) == due.count_due(desk, everything=True) == 14


def test_without_a_case_nothing_but_the_vault_is_listed(desk: Desk) -> None:
    assert due.list_due(desk) == []
    tell(desk, e.ProfileAdopted("tst", sha256(TESTED)), blobs=(TESTED,))
    assert [row.clock for row in due.list_due(desk)] == ["backup", "restore-test"]
    assert [row.clock for row in due.list_due(desk, 1, 5)] == ["restore-test"]
    assert due.list_due(desk, 2, 5) == []


def test_what_the_vault_owes_goes_overdue_and_starts_again(desk: Desk) -> None:
    tell(desk, e.ProfileAdopted("tst", sha256(TESTED)), blobs=(TESTED,))
    late = replace(desk, tools=replace(desk.tools, now=lambda: FRIDAY + timedelta(days=3)))
    assert own(late) == {"backup": ("overdue", FRIDAY), "restore-test": ("running", FRIDAY)}
    tell(late, e.BackupDone("ab", "cd", 3))
    assert own(late)["backup"] == ("running", FRIDAY + timedelta(days=3))


@pytest.mark.clause("M87-3.1f")
def test_a_policy_without_a_number_is_owed_without_a_date_since_the_last_time(desk: Desk) -> None:
    m87 = shipped("policies", "m87.toml")
    tell(desk, e.ProfileAdopted("m87", sha256(m87)), blobs=(m87,))
    assert own(desk) == {
        "backup": ("undated", FRIDAY),
        "restore-test": ("undated", FRIDAY),
        "access-review": ("undated", FRIDAY),
    }
    later = FRIDAY + timedelta(hours=5)
    tell(desk, e.BackupDone("ab", "cd", 3), e.RestoreTested("cd", 3), e.AccessReviewed("both know"), at=later)
    assert own(desk) == dict.fromkeys(("backup", "restore-test", "access-review"), ("undated", later))
    rows = due.list_due(desk)
    assert {row.due for row in rows} == {None}
    assert {row.case_id for row in rows} == {""}
    assert {clause for row in rows for clause in row.clauses} == {"M87-3.1f", "M87-3.4c"}


def test_what_keeps_a_promise_of_the_vault_is_what_its_policy_says(desk: Desk) -> None:
    source = with_custody(("weekly", "TST-1", "7d", "access.reviewed"))
    tell(desk, e.ProfileAdopted("tst", sha256(source)), blobs=(source,))
    assert due.keeping(desk, "tst", "weekly") == {"access.reviewed"}
    assert due.keeping(desk, "tst", "nightly") == frozenset()
    assert due.keeping(desk, "another", "weekly") == frozenset()


def test_policies_in_use_are_those_of_open_cases_and_those_adopted(desk: Desk) -> None:
    open_case(desk.vault, 1, policy=TESTED)
    assert own(desk).keys() == {"backup", "restore-test"}
    desk.vault.append(case_id(1), [Draft(e.CaseClosed("x"), FRIDAY)], author="me", now=FRIDAY)
    assert own(desk) == {}
    tell(desk, e.FallbackPolicyChosen("m87"))
    assert own(desk).keys() == {"backup", "restore-test", "access-review"}
    tell(desk, e.FallbackPolicyChosen("nobody-has-this"))
    assert own(desk).keys() == {"backup", "restore-test", "access-review"}
    newer = with_custody(("backup", "M87-3.1f", "7d", "backup.done"), policy=named("m87"))
    tell(desk, e.ProfileAdopted("m87", sha256(newer)), blobs=(newer,))
    assert own(desk) == {"backup": ("running", FRIDAY)}


def test_the_same_promise_of_two_policies_stands_once(desk: Desk) -> None:
    other = with_custody(
        ("backup", "OTH-1", "2d", "backup.done"),
        ("restore-test", "OTH-2", "60d", "restore.tested"),
        policy=named("oth"),
    )
    open_case(desk.vault, 1, policy=TESTED)
    open_case(desk.vault, 2, policy=other)
    found = [(row.clock, row.policy_id, row.clauses) for row in due.due_of_vault(desk)]
    assert found == [
        ("backup", "oth", ("OTH-1", "TST-8")),
        ("restore-test", "tst", ("TST-9",)),
        ("restore-test", "oth", ("OTH-2",)),
    ]


def test_a_policy_that_cannot_be_read_hides_no_other(desk: Desk) -> None:
    broken = TESTED + b"[unknown]\n"
    tell(desk, e.ProfileAdopted("tst", sha256(TESTED)), blobs=(TESTED,))
    tell(desk, e.ProfileAdopted("broken", sha256(broken)), blobs=(broken,))
    tell(desk, e.ProfileAdopted("lost", "ab" * 32))
    assert own(desk).keys() == {"backup", "restore-test"}


def test_holidays_move_what_the_vault_owes_too(desk: Desk) -> None:
    weekly = with_custody(("backup", "TST-8", "1bd", "backup.done"))
    tell(desk, e.ProfileAdopted("tst", sha256(weekly)), blobs=(weekly,))
    monday = datetime(2026, 1, 12, 16, tzinfo=UTC)
    assert [row.due for row in due.due_of_vault(desk)] == [monday]
    tell(desk, e.HolidayAdded("tst", monday.date()))
    assert [row.due for row in due.due_of_vault(desk)] == [monday + timedelta(days=1)]


def test_a_review_of_who_can_open_the_vault_is_recorded_with_what_was_seen(desk: Desk) -> None:
    desk.vault.add_slot("passphrase", "x", author="me", now=FRIDAY)
    found = review_access(desk, " Both of us, no more. ")
    assert found == Access((), (SlotInfo("0", "passphrase", "passphrase", FRIDAY),))
    reviewed = e.AccessReviewed("Both of us, no more.", slots=(e.SlotThen("0", "passphrase"),))
    assert desk.vault.vault_history()[-1].event == reviewed
    with pytest.raises(Usage):
        review_access(desk, " ")


def test_the_house_reminds_of_proving_the_recovery_code_when_its_day_comes_near(desk: Desk) -> None:
    tell(desk, e.SlotAdded("r1", "recovery"))
    assert own(desk) == {}
    assert [row.clock for row in due.due_of_vault(desk, everything=True)] == [DRILL]
    near = replace(desk, tools=replace(desk.tools, now=lambda: FRIDAY + timedelta(days=151)))
    (row,) = due.list_due(near)
    assert (row.kind, row.policy_id, row.case_id) == ("reminder", "", "")
    assert row.since is not None
    assert row.due == row.since + timedelta(days=180)
    tell(near, e.SlotDrilled("r1", "recovery"))
    assert own(near) == {}
