"""What every vault promises to the workflows: the fake keeps it as the real one does."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.domain.failures import CaseChanged, NoSuchCase, VaultDamaged
from desktop.domain.filters import read_filter
from desktop.domain.inert import Untrusted
from desktop.formats.shipped import shipped
from desktop.workflows.vault_ports import CaseQuery, Vault
from tests.workflows.desks import CASE, NOW, confirm_audit_fix, desk_on, receive


def note(vault: Vault, text: str, **options: object):
    return vault.append(CASE, [Draft(e.NoteAdded(text), NOW)], author="me", now=NOW, **options)


def test_events_come_back_in_order(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    (recorded,) = note(either_vault, "one")
    note(either_vault, "two")
    history = either_vault.history(CASE)
    assert [r.event.kind for r in history] == ["report.received", "note.added", "note.added"]
    assert history[1] == recorded
    assert len({r.id for r in history}) == 3
    assert all(r.case_id == CASE and r.author == "me" for r in history)
    assert history[0].occurred_at == NOW - timedelta(days=1)


def test_a_case_that_moved_on_is_not_changed(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    note(either_vault, "one", revision=1)
    with pytest.raises(CaseChanged):
        note(either_vault, "two", revision=1)
    assert len(either_vault.history(CASE)) == 2


def test_an_unknown_case_has_no_history(either_vault: Vault) -> None:
    with pytest.raises(NoSuchCase):
        either_vault.history("MUS-2026-0000001")


def test_events_of_the_vault_belong_to_no_case(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    either_vault.append(None, [Draft(e.HandlerNamed("Grace"), NOW)], author="me", now=NOW)
    assert either_vault.vault_history()[-1].event == e.HandlerNamed("Grace")
    assert len(either_vault.history(CASE)) == 1


def test_blobs_come_back_or_are_damaged(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    note(either_vault, "with file", blobs={sha256(b"file"): b"file"})
    assert either_vault.blob(sha256(b"file")) == b"file"
    assert either_vault.blob_range(sha256(b"file"), 1, 2) == b"il"
    assert either_vault.blob_range(sha256(b"file"), 3, 9) == b"e"
    assert either_vault.blob_range(sha256(b"file"), 4, 9) == b""
    with pytest.raises(VaultDamaged):
        either_vault.blob(sha256(b"never stored"))
    with pytest.raises(VaultDamaged):
        either_vault.blob_range(sha256(b"never stored"), 0, 1)


def test_drafts_are_kept_until_emptied(either_vault: Vault) -> None:
    assert either_vault.draft("letter") == b""
    either_vault.keep_draft("letter", b"Dear")
    assert either_vault.draft("letter") == b"Dear"
    either_vault.keep_draft("letter", b"")
    assert either_vault.draft("letter") == b""


def test_a_secret_is_the_same_for_its_purpose_and_no_other(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    secret = either_vault.secret_for("one")
    assert either_vault.secret_for("one") == secret
    assert either_vault.secret_for("two") != secret
    told = {r.id for r in (*either_vault.history(CASE), *either_vault.vault_history())}
    assert secret not in told | {either_vault.vault_id(), either_vault.verify().head}


def test_a_case_is_found_by_its_messages(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    assert either_vault.cases_of_messages(["<none@x>", "<two@reporter.example>"]) == [CASE]
    assert either_vault.cases_of_messages(["", "<none@x>"]) == []
    assert either_vault.case_of_file("0" * 64) is None
    letter = e.AckSent(message_id=Untrusted("<ours@mushinai.com>"))
    either_vault.append(CASE, [Draft(letter, NOW)], author="me", now=NOW)
    assert either_vault.cases_of_messages(["<ours@mushinai.com>"]) == [CASE]


def test_the_list_says_what_the_fold_says(either_vault: Vault, us) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    confirm_audit_fix(desk)
    page = either_vault.cases(CaseQuery())
    (row,) = page.rows
    assert (page.total, row.case_id, row.severity, row.handler) == (1, CASE, "critical", "Grace Handler")
    assert (row.open, row.revision) == (True, len(either_vault.history(CASE)))
    assert either_vault.cases(CaseQuery(wanted=read_filter("LOADER ada"))).total == 1
    assert either_vault.cases(CaseQuery(wanted=read_filter("nothing"))).total == 0
    assert either_vault.cases(CaseQuery(), offset=1).rows == ()


# --- several cases, told event by event -----------------------------------------------------------------

SEVERITIES = ("critical", "low", "", "high")
KEY, OTHER_KEY = b"a public key", b"another"


def case_id(number: int) -> str:
    return f"MUS-2026-{number:06}0"


def put(vault: Vault, number: int, event: Event, *, at=NOW, blobs: tuple[bytes, ...] = ()) -> str:
    drafts = [Draft(event, at)]
    held = {sha256(blob): blob for blob in blobs}
    (recorded,) = vault.append(case_id(number), drafts, author="me", now=max(at, NOW), blobs=held)
    return recorded.id


def open_case(vault: Vault, number: int, title: str = "") -> str:
    """A case of its own title, reporter, message and file, a day older than the one before."""
    policy = shipped("policies", "mushin.toml")
    event = e.ReportReceived(
        policy_id="mushin",
        policy_sha256=sha256(policy),
        channel="mail",
        report_kind="plain",
        title=Untrusted(title or f"Title {number % 3}"),
        reporter_address=Untrusted(f"r{number}@reporter.example"),
        reporter_name=Untrusted(f"Reporter {number}"),
        grade="claimed",
        arrival_source="date-header",
        message_id=Untrusted(f"<m{number}@reporter.example>"),
        sealed_sha256=sha256(b"sealed %d" % number),
    )
    return put(vault, number, event, at=NOW - timedelta(days=number), blobs=(policy,))


def test_what_is_due_is_what_still_asks_for_something(either_vault: Vault) -> None:
    for number in range(4):
        open_case(either_vault, number)
    before = either_vault.due()
    assert {row.case_id for row in before} == {case_id(number) for number in range(4)}
    dated = [row.due for row in before if row.due is not None]
    assert dated == sorted(dated)
    assert [row.due for row in before][: len(dated)] == dated
    assert {row.state for row in before} <= {"running", "overdue", "held", "conditional", "undated"}
    assert "overdue" in {row.state for row in before if row.case_id == case_id(3)}
    met = {row.clock for row in before if row.case_id == case_id(0) and "ack" in row.clock}
    acknowledged = put(either_vault, 0, e.AckSent())
    put(either_vault, 1, e.CaseClosed("done"))
    after = either_vault.due()
    assert met
    assert not met & {row.clock for row in after if row.case_id == case_id(0)}
    assert case_id(1) not in {row.case_id for row in after}
    put(either_vault, 0, e.EventUndone(acknowledged))
    assert met <= {row.clock for row in either_vault.due() if row.case_id == case_id(0)}
    assert either_vault.due(1, 2) == either_vault.due()[1:3]


def test_a_file_is_known_when_it_was_received_or_sent_even_if_that_was_undone(either_vault: Vault) -> None:
    undone = [
        open_case(either_vault, 1),
        put(either_vault, 1, e.AckSent(message_sha256=sha256(b"letter"))),
    ]
    follow_up = e.FollowUpReceived(
        reporter_address=Untrusted("x@y.example"),
        grade="claimed",
        title=Untrusted("Re"),
        message_id=Untrusted("<again@y.example>"),
        sealed_sha256=sha256(b"follow-up"),
        known_by=("entry:17",),
    )
    undone.append(put(either_vault, 1, follow_up))
    for event_id in (None, *undone[1:]):
        if event_id is not None:
            put(either_vault, 1, e.EventUndone(event_id))
        for content in (b"sealed 1", b"letter", b"follow-up"):
            assert either_vault.case_of_file(sha256(content)) == case_id(1)
        assert either_vault.case_of_file("entry:17") == case_id(1)
        assert either_vault.cases_of_messages(["<again@y.example>"]) == [case_id(1)]
    assert either_vault.case_of_file("") is None
    assert either_vault.case_of_file(sha256(b"neither")) is None


def test_keys_are_found_by_the_address_of_their_own_reporter(either_vault: Vault) -> None:
    for number in (1, 2):
        open_case(either_vault, number)
    uids = (Untrusted("R <r1@Reporter.example>"), Untrusted("r2@reporter.example"), Untrusted("no address"))
    first = put(either_vault, 1, e.KeyTaken("A" * 40, uids, "pasted", sha256(KEY)), blobs=(KEY,))
    put(either_vault, 1, e.KeyTaken("B" * 40, uids[:1], "file", sha256(OTHER_KEY)), blobs=(OTHER_KEY,))
    assert sorted(either_vault.keys_of(" R1@reporter.EXAMPLE ")) == sorted([KEY, OTHER_KEY])
    for address in ("", "r2@reporter.example", "no address", "r3@reporter.example"):
        assert either_vault.keys_of(address) == []
    put(either_vault, 1, e.EventUndone(first))
    assert either_vault.keys_of("r1@reporter.example") == [OTHER_KEY]


ORDERS = {
    "due": [3, 2, 0, 1],
    "received": [3, 2, 1, 0],
    "title": [0, 3, 1, 2],
    "severity": [0, 3, 1, 2],
    "case_id": [0, 1, 2, 3],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_lists_are_sorted_with_what_is_blank_at_the_end(
    either_vault: Vault, order: str, descending: bool
) -> None:
    for number, level in enumerate(SEVERITIES):
        open_case(either_vault, number)
        if level:
            put(either_vault, number, e.SeveritySet(level, "why"))
    put(either_vault, 1, e.CaseClosed("done"))
    rows = either_vault.cases(CaseQuery(order=order, descending=descending)).rows
    blank = {"due": 1, "severity": 1}.get(order, 0)
    known = ORDERS[order][: len(rows) - blank]
    expected = [*(known[::-1] if descending else known), *ORDERS[order][len(known) :]]
    assert [row.case_id for row in rows] == [case_id(number) for number in expected]
    closed = next(row for row in rows if row.case_id == case_id(1))
    assert (closed.open, closed.next_due, closed.next_clock, closed.next_state) == (False, None, "", "")


def test_words_are_searched_in_name_and_address_alike(either_vault: Vault) -> None:
    open_case(either_vault, 1)
    for words in ("REPORTER 1", "r1@reporter.example title", case_id(1).lower()):
        assert either_vault.cases(CaseQuery(wanted=read_filter(words))).total == 1
    assert either_vault.cases(CaseQuery(wanted=read_filter("r2@"))).total == 0
