"""What every vault promises to the workflows: the fake keeps it as the real one does."""

from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import CaseChanged, NoSuchCase, VaultDamaged
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
    with pytest.raises(VaultDamaged):
        either_vault.blob(sha256(b"never stored"))


def test_drafts_are_kept_until_emptied(either_vault: Vault) -> None:
    assert either_vault.draft("letter") == b""
    either_vault.keep_draft("letter", b"Dear")
    assert either_vault.draft("letter") == b"Dear"
    either_vault.keep_draft("letter", b"")
    assert either_vault.draft("letter") == b""


def test_a_case_is_found_by_its_messages(either_vault: Vault, us) -> None:
    receive(desk_on(either_vault, us.gpg))
    assert either_vault.case_of_messages(["<none@x>", "<two@reporter.example>"]) == CASE
    assert either_vault.case_of_messages(["", "<none@x>"]) is None
    assert either_vault.case_of_file("0" * 64) is None


def test_the_list_says_what_the_fold_says(either_vault: Vault, us) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    confirm_audit_fix(desk)
    page = either_vault.cases(CaseQuery())
    (row,) = page.rows
    assert (page.total, row.case_id, row.severity, row.handler) == (1, CASE, "critical", "Grace Handler")
    assert (row.open, row.revision) == (True, len(either_vault.history(CASE)))
    assert either_vault.cases(CaseQuery(words="LOADER ada")).total == 1
    assert either_vault.cases(CaseQuery(words="nothing")).total == 0
    assert either_vault.cases(CaseQuery(), offset=1).rows == ()
