"""What is past the time that it is kept, what keeps it from being purged, and what still holds it after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import CaseChanged, InvalidPolicy, RefusedByPolicy, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.parties.people import people_of
from desktop.workflows.desk import view_case as view_case_module
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import list_due
from desktop.workflows.retention.list_retained import list_retained
from desktop.workflows.retention.purge_case import Purged, forget_person, purge_case, still_held
from desktop.workflows.retention.rule_retention import rule_retention
from desktop.workflows.team.guarded_vault import guarded
from tests.workflows.desks import NOW, later
from tests.workflows.merging import case, enter, merged, numbering, three_cases


@pytest.fixture
def desk(either_vault, us) -> Desk:
    return numbering(either_vault, us.gpg)


def told(desk: Desk, case_id: str | None, *events: Event) -> None:
    now = desk.tools.now()
    desk.vault.append(case_id, [Draft(event, now) for event in events], author=desk.handler, now=now)


def closed(desk: Desk, name: str = "Ada") -> str:
    case_id = enter(desk, f"A hole that {name} found", name)
    told(desk, case_id, e.ReportRejected("spam", "Spam"), e.CaseClosed("Spam"))
    return case_id


def purged(outcome: Purged | Refusal) -> Purged:
    assert isinstance(outcome, Purged), outcome.sentence
    return outcome


def reason(outcome: Purged | Refusal) -> str:
    assert isinstance(outcome, Refusal)
    return outcome.sentence


def test_a_rule_proposes_and_nothing_goes_by_itself(desk):
    case_id = closed(desk)
    rule_retention(desk, "12mo")
    assert list_retained(desk) == ()
    then = later(desk, days=365)
    (past,) = list_retained(then)
    assert (past.case.case_id, past.due, past.rule.by_policy) == (case_id, NOW + timedelta(days=365), False)
    (row,) = [row for row in list_due(then) if row.clock == "retention"]
    assert (row.kind, row.due, row.case_id) == ("reminder", past.due, "")
    assert not case(then, case_id).purged
    done = purged(purge_case(then, case_id))
    assert (done.what, case(then, case_id).purged) == ("everything", True)
    assert list_retained(then) == ()
    assert [row for row in list_due(then) if row.clock == "retention"] == []
    assert [r.event.reason for r in then.vault.history(case_id) if isinstance(r.event, e.ContentPurged)] == [
        "kept for 12mo after closing"
    ]


def test_a_purge_before_its_time_is_not_explained_by_the_rule(desk):
    case_id = closed(desk)
    rule_retention(desk, "12mo")
    purge_case(desk, case_id)
    assert desk.vault.history(case_id)[-1].event.reason == "a person decided it"


def test_the_latest_rule_counts_and_one_for_a_policy_goes_before_one_for_all(desk):
    closed(desk)
    then = later(desk, days=40)
    rule_retention(then, "30d", "report")
    rule_retention(then, "90d", "everything", "mushin")
    assert list_retained(then) == ()
    rule_retention(then, "", policy_id="mushin")
    assert [past.rule.what for past in list_retained(then)] == ["report"]
    rule_retention(then, "")
    assert list_retained(then) == ()


@pytest.mark.parametrize("after", ["soon", "5bd", "24h", "2y", "next:release.scheduled", "undated:long"])
def test_a_rule_needs_a_time_that_can_be_counted(desk, after):
    with pytest.raises(Usage):
        rule_retention(desk, after)
    with pytest.raises(InvalidPolicy):
        rule_retention(desk, "30d", policy_id="nobody")
    assert not any(isinstance(r.event, e.RetentionRuled) for r in desk.vault.vault_history())


def test_what_is_open_held_or_still_runs_is_kept(desk):
    open_case = enter(desk, "A hole", "Ada")
    assert "open" in reason(purge_case(desk, open_case))
    held = closed(desk, "Bob")
    assert isinstance(record_act(desk, held, e.LegalHoldPlaced("A court asked for it.")), Recorded)
    assert "A court asked for it" in reason(purge_case(desk, held))
    assert "already" in record_act(desk, held, e.LegalHoldPlaced("Again")).sentence
    assert isinstance(record_act(desk, held, e.LegalHoldReleased("The court is done.")), Recorded)
    assert purged(purge_case(desk, held)).entries > 1
    agreed = closed(desk, "Cem")
    told(desk, agreed, e.DisclosureAgreed(NOW + timedelta(days=9), ("us", "Cem"), "a call"))
    assert "embargo holds until" in reason(purge_case(desk, agreed))
    assert isinstance(purge_case(later(desk, days=10), agreed), Purged)


def test_a_legal_hold_ends_with_a_reason_and_not_by_the_way(desk):
    case_id = enter(desk, "A hole", "Ada")
    placed = record_act(desk, case_id, e.LegalHoldPlaced("A court asked for it."))
    assert isinstance(placed, Recorded)
    assert "released with a reason" in record_act(desk, case_id, e.EventUndone(placed.id)).sentence
    told(desk, case_id, e.CaseClosed("done"))
    assert "A legal hold keeps it" in reason(purge_case(desk, case_id))


def test_an_action_that_is_still_to_be_done_keeps_the_case(desk):
    case_id = closed(desk)
    told(desk, case_id, e.ActionPlanned("Change the password", "Grace", NOW.date()))
    assert "corrective action" in reason(purge_case(desk, case_id))


@pytest.mark.parametrize("role", ["handler", "reviewer", "auditor"])
def test_only_an_owner_purges(desk, role):
    case_id = closed(desk)
    told(desk, None, e.HandlerEnrolled("Olga"), e.HandlerEnrolled("Hans"), e.RoleGiven("Olga", "handler"))
    told(desk, None, e.RoleGiven("Olga", "owner"), e.RoleGiven("Hans", role))
    hans, olga = (replace(desk, vault=guarded(desk.vault, name), handler=name) for name in ("Hans", "Olga"))
    for refused in (lambda: purge_case(hans, case_id), lambda: rule_retention(hans, "30d")):
        with pytest.raises(RefusedByPolicy):
            refused()
    assert isinstance(purge_case(olga, case_id), Purged)


def test_a_second_purge_finds_nothing_and_what_is_written_since_can_be_purged(desk):
    case_id = closed(desk)
    purge_case(desk, case_id)
    assert "Nothing of it is left" in reason(purge_case(desk, case_id))
    assert (
        "cannot be undone"
        in record_act(desk, case_id, e.EventUndone(desk.vault.history(case_id)[-1].id)).sentence
    )
    record_act(desk, case_id, e.NoteAdded("later words"))
    assert isinstance(purge_case(desk, case_id), Purged)
    assert case(desk, case_id).notes == ("[purged]",)


def test_a_case_that_moved_on_meanwhile_is_not_purged_unseen(desk):
    case_id = closed(desk)
    with pytest.raises(CaseChanged):
        purge_case(desk, case_id, seen=1)


def test_backups_that_still_hold_it_are_told_and_journalled(desk):
    case_id = closed(desk)
    told(desk, None, e.BackupDone("ab", "cd", 3), e.BackupDone("ef", "cd", 4))
    done = purged(purge_case(desk, case_id))
    assert done.backups == (NOW, NOW)
    assert desk.vault.history(case_id)[-1].event.backups == 2
    assert still_held(done.backups).startswith("2 backups made before still hold")
    assert still_held(done.backups[:1]).startswith("1 backup made before still holds")
    assert still_held(()) == ""


def test_a_purged_duplicate_leaves_its_original_whole(desk):
    original, duplicate, _ = three_cases(desk)
    merged(desk, duplicate, original)
    told(desk, duplicate, e.CaseClosed("A duplicate"))
    assert "clock still runs" in reason(purge_case(desk, duplicate))
    desk = later(desk, days=400)
    assert f"{original}, which is of the same, is still open" in reason(purge_case(desk, duplicate))
    told(desk, original, e.CaseClosed("done"), e.LegalHoldPlaced("A court asked for it."))
    assert f"A legal hold keeps {original}" in reason(purge_case(desk, duplicate))
    told(desk, original, e.LegalHoldReleased("The court is done."))
    before = desk.vault.history(original)
    done = purged(purge_case(desk, duplicate))
    assert done.elsewhere == (original,)
    assert desk.vault.history(original) == before
    rejected = case(desk, duplicate).rejected
    assert rejected is not None
    assert rejected.of == original
    view_case(desk, original)
    gone = purged(forget_person(desk, original, duplicate, ("name", "address"), reason="asked"))
    assert gone.entries >= 1
    joined = case(desk, original).joined[0]
    assert (joined.from_case, joined.reporter_name.raw, joined.reporter_address.raw) == (
        duplicate,
        "",
        "",
    )


@pytest.mark.parametrize("back", [False, True], ids=["duplicate", "linked"])
def test_an_open_case_of_the_same_keeps_this_one_too(desk, back):
    kept, other = closed(desk, "Cem"), enter(desk, "A hole", "Dua")
    told(desk, kept, e.IncidentLinked(other, "one intrusion") if back else joined_from(other))
    assert "is still open" in reason(purge_case(desk, kept))
    told(desk, other, e.CaseClosed("done"))
    assert isinstance(purge_case(later(desk, days=400), kept), Purged)


def joined_from(case_id: str) -> e.ReporterJoined:
    return e.ReporterJoined(case_id, Untrusted("Dua"), Untrusted("dua@example.org"), "claimed", NOW)


def test_a_case_whose_policy_cannot_be_read_is_kept(desk, monkeypatch):
    case_id = closed(desk)

    def unreadable(_content: bytes) -> None:
        raise InvalidPolicy("The policy cannot be read.")

    monkeypatch.setattr(view_case_module, "read_pinned", unreadable)
    assert "cannot be read" in reason(purge_case(desk, case_id))
    assert not case(desk, case_id).purged


def test_a_purged_case_can_be_looked_at(desk):
    case_id = closed(desk)
    purge_case(desk, case_id)
    view = view_case(desk, case_id)
    assert view.case.purged
    assert (view.case.title.raw, view.case.reporter_name.raw) == ("[purged]", "")


@pytest.mark.clause("M87-3.1c")
def test_a_person_is_forgotten_in_what_we_wrote_and_never_named_again(desk):
    case_id = enter(desk, "A hole", "Ada Finder")
    told(
        desk,
        case_id,
        e.PersonNamed("Fay Finch", "finder", "fay@example.org", "ACME"),
        e.CreditRecorded("named", "Fay F.", "her call", person="Fay Finch"),
        e.CreditRecorded("named", "Ada Finder", "a mail"),
        e.NoteAdded("Ada Finder and FAY  FINCH met; Finchley is a place."),
        e.CaseClosed("done"),
    )
    desk = later(desk, days=400)
    purged(forget_person(desk, case_id, "fay finch", ("name",), reason="asked"))
    found = case(desk, case_id)
    assert found.notes[-1] == "Ada Finder and [forgotten 1] met; Finchley is a place."
    assert [person.credited for person in people_of(found)] == ["Ada Finder", ""]
    purged(forget_person(desk, case_id, "", ("name", "credit"), reason="asked too"))
    found = case(desk, case_id)
    assert found.notes[-1] == "[forgotten] and [forgotten 1] met; Finchley is a place."
    assert [person.credited for person in people_of(found)] == ["", ""]
    assert found.reporter_address.raw == "ada finder@example.org"
    with pytest.raises(Usage):
        forget_person(desk, case_id, "Nobody", ("name",), reason="")
