"""A case that an incident began, from opening to its written record, on both vaults."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import name_of
from desktop.domain.failures import KeyMissing, RefusedByPolicy, Usage, WriteFailed
from desktop.domain.filters import read_filter
from desktop.formats.incident_record import write_record
from desktop.formats.letters.drafting import Letter
from desktop.vault.sql_vault import SqlVault
from desktop.workflows.correspondence.read_thread import read_thread
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.incidents.export_record import export_record, record_of
from desktop.workflows.incidents.open_incident import Noticed, open_incident
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.ports import Silent
from desktop.workflows.promises.export_timeline import timeline_of
from desktop.workflows.promises.list_due import walk_due
from desktop.workflows.triage.propose_duplicates import propose_duplicates
from desktop.workflows.vault_ports import CaseQuery
from tests.workflows.desks import NOW, desk_on, receive

TYPED = Noticed("m87", "Keys on a paste site", "A monitor found them", NOW - timedelta(hours=3), "pastewatch")


@pytest.fixture
def either_desk(either_vault, us):
    return desk_on(either_vault, us.gpg)


def test_an_incident_opens_a_case_with_its_detection_and_its_pinned_policy(either_desk):
    case_id = open_incident(either_desk, TYPED)
    view = view_case(either_desk, case_id)
    assert case_id.startswith("M87-2026-")
    assert [name_of(r.event) for r in view.history] == ["incident.opened", "incident.detected"]
    assert {r.occurred_at for r in view.history} == {TYPED.at}
    assert (view.case.policy_id, view.reporter, view.reports) == ("m87", None, ())
    assert {reading.track for reading in view.readings} == {"incident"}
    assert timeline_of(view).lanes.lanes == ()
    assert read_thread(either_desk, case_id) == ()


def test_lists_search_and_due_know_a_case_without_a_report(either_desk):
    case_id = open_incident(either_desk, TYPED)
    record_act(either_desk, case_id, e.CauseFound("A token in a fixture"))
    vault = either_desk.vault
    (row,) = vault.cases(CaseQuery(), 0, 10).rows
    assert (row.case_id, row.title.raw, row.reporter.raw, row.stage) == (
        case_id,
        "Keys on a paste site",
        "",
        "Intake",
    )
    assert row.received_at == TYPED.at
    for words in ("paste", "monitor", "pastewatch", "token"):
        assert [r.case_id for r in vault.cases(CaseQuery(wanted=read_filter(words)), 0, 10).rows] == [case_id]
    assert [row for row in walk_due(either_desk) if row.case_id == case_id] == []
    record_act(either_desk, case_id, e.BreachAware("Rows were read"))
    due = [row.clock for row in walk_due(either_desk) if row.case_id == case_id]
    assert sorted(due) == ["authority-notice", "user-notice"]
    assert propose_duplicates(either_desk, case_id) == ()
    assert vault.arrivals() == []  # nobody waits for an answer, so none is measured
    receive(either_desk)
    assert [counted.cases for counted in vault.arrivals()] == [1]
    assert not isinstance(vault, SqlVault) or vault.verify().sound


@pytest.mark.parametrize("policy_id", ["terragon", "aumos", "m87", "mushin", "czm"])
def test_due_lists_no_promise_that_waits_for_a_report_where_none_came(either_desk, policy_id):
    case_id = open_incident(either_desk, Noticed(policy_id, "Odd logins", "A log", NOW))
    listed = [row for row in walk_due(either_desk, everything=True) if row.case_id == case_id]
    shown = {reading.clock for reading in view_case(either_desk, case_id).readings}
    assert {row.clock for row in listed} == shown
    assert not [row for row in listed if row.owed]


@pytest.mark.clause("M87-3.6c")
def test_a_corrective_action_is_reminded_of_until_it_is_done(either_desk):
    vault, case_id = either_desk.vault, open_incident(either_desk, TYPED)
    plan = record_act(either_desk, case_id, e.ActionPlanned("Scan every push", "Kim", NOW.date()))

    def reminders():
        return [row for row in walk_due(either_desk) if row.kind == "reminder"]

    (row,) = reminders()
    assert (row.case_id, row.policy_id, row.clock) == (case_id, "", f"action-{plan.id[:12]}")
    assert row.sentence == "Corrective action: Scan every push (Kim)"
    assert timedelta() < row.due - NOW <= timedelta(days=1)
    assert vault.count_proposals() == 0
    assert vault.cases(CaseQuery(), 0, 10).rows[0].next_due is None  # no promise, so no case is urgent by it
    record_act(either_desk, case_id, e.ActionDone(plan.id, "Made"))
    assert reminders() == []
    assert not isinstance(vault, SqlVault) or vault.verify().sound


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "  "}, "needs a title"),
        ({"noticed": " "}, "How it was noticed"),
        ({"at": NOW + timedelta(hours=1)}, "future"),
        ({"at": NOW.replace(tzinfo=None)}, "future"),
    ],
)
def test_what_nobody_can_have_noticed_opens_no_case(desk, changes, words):
    fields = {name: getattr(TYPED, name) for name in TYPED.__struct_fields__}
    with pytest.raises(Usage, match=words):
        open_incident(desk, Noticed(**(fields | changes)))
    assert desk.vault.cases(CaseQuery(), 0, 10).total == 0


def test_a_pack_binds_no_incident(desk):
    with pytest.raises(RefusedByPolicy):
        open_incident(desk, Noticed("regulation", "x", "y", NOW))


def test_a_report_that_comes_later_is_linked_when_the_vault_has_it(desk):
    report = receive(desk)
    digits = [1, 2, 3, 4, 5, 6]
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda _count, _below: digits))
    case_id = open_incident(desk, TYPED)
    assert isinstance(record_act(desk, case_id, e.IncidentLinked("M87-2026-0000000")), Refusal)
    assert not isinstance(
        record_act(desk, case_id, e.IncidentLinked(report.lower(), "The same hole")), Refusal
    )
    assert [link.other for link in view_case(desk, case_id).case.incident.linked] == [report]
    duplicate = record_act(desk, report, e.ReportRejected("duplicate", "", of=case_id))
    assert duplicate.sentence == f"No report began {case_id}: link the two cases instead."
    assert "linked already" in record_act(desk, case_id, e.IncidentLinked(report)).sentence


def begun_twice(desk):
    """A report's case, and that of an incident."""
    report = receive(desk)
    others = replace(desk, tools=replace(desk.tools, random_digits=lambda _count, _below: [1, 2, 3, 4, 5, 6]))
    return report, open_incident(others, TYPED)


def links(desk, case_id):
    return [link.other for link in view_case(desk, case_id).case.incident.linked]


def test_a_link_is_known_in_both_cases_and_taken_back_in_both(either_desk):
    report, case_id = begun_twice(either_desk)
    link = record_act(either_desk, case_id, e.IncidentLinked(report, "The same hole"))
    assert (links(either_desk, report), links(either_desk, case_id)) == ([case_id], [report])
    assert "linked already" in record_act(either_desk, report, e.IncidentLinked(case_id)).sentence
    assert "- Of the same matter: " in write_record(record_of(view_case(either_desk, case_id)))
    record_act(either_desk, case_id, e.EventUndone(event_id=link.id))
    assert (links(either_desk, report), links(either_desk, case_id)) == ([], [])
    assert not isinstance(record_act(either_desk, report, e.IncidentLinked(case_id)), Refusal)


def test_a_link_from_the_reports_case_keeps_its_reporter_out_of_the_incidents_record(desk, us, out):
    report, case_id = begun_twice(desk)
    choose_intake_key(desk, us.key.fingerprint)
    record_act(desk, case_id, e.IncidentContained("Ada Finder told us"))
    record_act(desk, report, e.IncidentLinked(case_id))
    with pytest.raises(RefusedByPolicy, match="reporter is named"):
        export_record(desk, case_id, out / "record.asc", progress=Silent())


def test_users_and_authority_are_written_to_without_a_reporter(desk):
    case_id = open_incident(desk, TYPED)
    record_act(desk, case_id, e.BreachAware("Rows were read"))
    for kind in ("user-notice", "authority-notice"):
        letter = draft_letter(desk, case_id, kind, to="all@users.example")
        assert case_id in letter.text
        written = Letter(to=letter.to, subject=letter.subject, text="We write about a leak.", kind=kind)
        sealed = seal_letter(desk, case_id, written, form="eml", progress=Silent())
        assert not sealed.encrypted
    with pytest.raises(RefusedByPolicy, match="nobody to answer"):
        draft_letter(desk, case_id, "acknowledgement")


# --- the written record ----------------------------------------------------------------------------------


@pytest.fixture
def reviewed(desk, us):
    """An incident under M87 that was reviewed, at a desk with an intake key."""
    choose_intake_key(desk, us.key.fingerprint)
    case_id = open_incident(desk, TYPED)
    record_act(desk, case_id, e.CauseFound("A token | in a *fixture*", "commit 1234"))
    record_act(desk, case_id, e.ActionPlanned("Scan every push", "Kim", NOW.date()))
    record_act(desk, case_id, e.BreachRuledOut("Only build keys"))
    record_act(desk, case_id, e.ReviewDone("Keys are short-lived now"))
    return case_id


@pytest.mark.clause("M87-3.6c", "TER-3f")
def test_the_record_leaves_for_our_own_key_alone_and_the_journal_says_so(desk, us, reviewed, out):
    path = out / "record.asc"
    cleared = export_record(desk, reviewed, path, progress=Silent())
    content = path.read_bytes()
    assert (cleared.content, cleared.kind, cleared.encrypted) == (content, "record", True)
    assert content.startswith(b"-----BEGIN PGP MESSAGE-----")
    assert b"paste site" not in content
    assert path.stat().st_mode & 0o077 == 0
    opened = us.gpg.open(content, progress=Silent()).plaintext.decode()
    assert f"# Incident {reviewed}: Keys on a paste site" in opened
    assert "Keys are short-lived now" in opened
    last = desk.vault.history(reviewed)[-1].event
    assert last == e.RecordExported("record.asc", cleared.sha256, (us.key.fingerprint,))


@pytest.mark.clause("M87-3.6c")
def test_no_record_leaves_in_the_clear_or_without_a_key(desk, us, out):
    case_id = open_incident(desk, TYPED)
    with pytest.raises(KeyMissing):
        export_record(desk, case_id, out / "record.asc", progress=Silent())
    choose_intake_key(desk, us.key.fingerprint)
    with pytest.raises(Usage, match="encrypted only"):
        export_record(desk, case_id, out / "record.md", progress=Silent())
    assert list(out.iterdir()) == []
    assert not any(isinstance(r.event, e.RecordExported) for r in desk.vault.history(case_id))


def test_a_record_overwrites_nothing_and_needs_an_incident(desk, us, reviewed, out):
    path = out / "record.asc"
    path.write_text("mine")
    with pytest.raises(WriteFailed, match="Give the record another name"):
        export_record(desk, reviewed, path, progress=Silent())
    assert path.read_text() == "mine"
    with pytest.raises(Usage, match="no incident"):
        export_record(desk, receive(desk), out / "other.asc", progress=Silent())


def test_what_people_typed_is_no_markup_and_every_part_is_told(desk, reviewed):
    text = write_record(record_of(view_case(desk, reviewed)))
    assert "A token \\| in a \\*fixture\\*" in text
    assert "Shown by: commit 1234" in text
    assert "| Scan every push | Kim | 2026-03-02 | open |" in text
    assert "No personal data is affected: Only build keys" in text
    assert "No notice is owed." in text
    assert "### containment: The incident contained (M87-3.6a)\n\nNot recorded." in text


def test_a_record_that_names_the_reporter_stays(desk, us, out):
    case_id = receive(desk)
    choose_intake_key(desk, us.key.fingerprint)
    record_act(desk, case_id, e.IncidentDetected("Ada Finder told us"))
    with pytest.raises(RefusedByPolicy, match="reporter is named"):
        export_record(desk, case_id, out / "record.asc", progress=Silent())
    assert list(out.iterdir()) == []


def test_neither_record_nor_notice_names_who_reported_a_linked_case(desk, us, out):
    report = receive(desk)
    choose_intake_key(desk, us.key.fingerprint)
    others = replace(desk, tools=replace(desk.tools, random_digits=lambda _count, _below: [1, 2, 3, 4, 5, 6]))
    case_id = open_incident(others, TYPED)
    record_act(desk, case_id, e.IncidentContained("Ada Finder told us"))
    notice = Letter(to="users@example.org", subject="A leak", text="Ada Finder saw it.", kind="user-notice")
    seal_letter(desk, case_id, notice, form="eml", progress=Silent())
    record_act(desk, case_id, e.IncidentLinked(report))
    with pytest.raises(RefusedByPolicy, match="reporter is named"):
        export_record(desk, case_id, out / "record.asc", progress=Silent())
    with pytest.raises(RefusedByPolicy, match="somebody else who reported"):
        seal_letter(desk, case_id, notice, form="eml", progress=Silent())


def test_a_journal_that_cannot_say_that_it_left_is_told_with_what_is_written(
    desk, reviewed, out, monkeypatch
):
    def full(*_: object, **__: object) -> None:
        raise WriteFailed("The disk is full.")

    monkeypatch.setattr(desk.vault, "append", full)
    with pytest.raises(WriteFailed) as told:
        export_record(desk, reviewed, out / "record.asc", progress=Silent())
    assert told.value.written == "record.asc is written, but the journal does not say so."
    assert (out / "record.asc").exists()
