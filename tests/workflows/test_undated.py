"""Reviews that a policy promises without a date: reminded of, recorded, never overdue."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Usage
from desktop.workflows.custody.keep_review import keep_review
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import list_due
from desktop.workflows.vault_ports import DueRow
from tests.fakes import InMemoryVault
from tests.workflows.desks import NOW, desk_on, later


def desk_under(*policies: str) -> Desk:
    desk = desk_on(InMemoryVault(lambda: NOW), None)  # type: ignore[arg-type]  # nothing is signed here
    drafts = [Draft(e.VaultMade("memory"), NOW), *(Draft(e.FallbackPolicyChosen(p), NOW) for p in policies)]
    desk.vault.append(None, drafts, author="Grace", now=NOW)
    return desk


def reminders(desk: Desk) -> dict[str, DueRow]:
    return {row.clauses[0]: row for row in list_due(desk) if row.clock.startswith("undated-")}


@pytest.mark.clause("MUS-4.1c", "MUS-6d", "TER-2.3d")
def test_each_is_listed_without_a_date_for_ever_and_is_never_overdue():
    desk = desk_under("mushin", "terragon")
    for now in (desk, later(desk, days=4000)):
        rows = reminders(now)
        assert rows.keys() == {"MUS-4.1c", "MUS-6d", "TER-2.3d"}
        assert {(row.kind, row.due, row.state, row.policy_id) for row in rows.values()} == {
            ("reminder", None, "waiting", "")
        }
        assert all("Nothing is recorded" in row.why for row in rows.values())
        assert all(row.sentence for row in rows.values())


@pytest.mark.clause("MUS-4.1c", "MUS-6d", "TER-2.3d")
def test_what_was_done_last_stands_beside_it():
    desk = desk_under("mushin")
    keep_review(desk, "mus-6d", "Acme looked at the loader: two findings.")
    then = later(desk, days=30)
    keep_review(then, "MUS-6d", "Acme again: none.")
    rows = reminders(then)
    assert rows["MUS-6d"].why == "Last done on 2026-04-01 10:30 UTC: Acme again: none."
    assert "Nothing is recorded" in rows["MUS-4.1c"].why
    for clause, note in (("MUS-9a", "x"), ("TER-2.3d", "x"), ("MUS-6d", " ")):
        with pytest.raises(Usage):
            keep_review(desk, clause, note)


def test_a_policy_that_promises_none_reminds_of_none():
    assert reminders(desk_under("czm")) == {}
