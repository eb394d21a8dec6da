"""The Incident tab: a case that no report began goes from detection to what was learned."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.incidents import incident_errands
from desktop.ui.incidents.learning_dialogs import (
    CauseDialog,
    LinkDialog,
    OutcomeDialog,
    PlanDialog,
    ReviewDialog,
)
from desktop.ui.incidents.new_incident_dialog import NewIncidentDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.incidents.open_incident import Noticed, open_incident
from desktop.workflows.intake.choose_intake_key import create_intake_key
from desktop.workflows.ports import Silent
from desktop.workflows.vault_ports import CaseQuery
from tests.ui.conftest import NOW, settle
from tests.ui.test_names import unnamed


@pytest.fixture
def incident(qtbot, window, desk):
    """Opens an incident under a policy and shows it."""

    def begin(policy_id: str = "m87") -> str:
        case = open_incident(
            desk, Noticed(policy_id, "Odd logins", "The night shift", NOW - timedelta(hours=3))
        )
        show(qtbot, window, case)
        return case

    return begin


def show(qtbot, window, case: str) -> None:
    window.desk.session.show_case(case)
    settle(qtbot, window)


def tabs(window) -> list[str]:
    bar = window.desk.reading._bar
    return [bar.tabText(index) for index in range(bar.count()) if bar.isTabVisible(index)]


def told(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if label.isVisible() and label.text()]


def press(qtbot, window, words: str, within=None) -> None:
    page = within or window.desk.reading.incident
    button = next(
        b for b in page.findChildren(ActButton)
        if b.isVisible() and words in (b.text(), b.accessibleName())
    )  # fmt: skip
    button.click()
    settle(qtbot, window)


def dialog_of(window, kind):
    (dialog,) = [d for d in window.findChildren(kind) if d.is_open]
    return dialog


def submit(qtbot, window, kind, **words: str) -> None:
    dialog = dialog_of(window, kind)
    for name, value in words.items():
        getattr(dialog, name).put(value)
    dialog.primary.click()
    settle(qtbot, window)
    assert not [d for d in window.findChildren(Dialog) if d.is_open], dialog._refusal.text()


def record(qtbot, window, words: str) -> None:
    dialog = dialog_of(window, RecordDialog)
    dialog._words.put(words)
    dialog.primary.click()
    settle(qtbot, window)


def test_a_new_incident_opens_a_case_that_asks_nothing_about_a_reporter(qtbot, window, desk):
    action = next(a for a in window.commands.actions if a.shortcut().toString() == "Ctrl+Shift+I")
    action.trigger()
    dialog = dialog_of(window, NewIncidentDialog)
    dialog.primary.click()
    assert "what happened" in dialog._refusal.text()
    dialog.title.put("Odd logins")
    dialog.primary.click()
    assert "what showed it" in dialog._refusal.text()
    dialog.policy.put("terragon")
    dialog.noticed.put("The night shift saw them")
    dialog.primary.click()
    dialog.accept()
    settle(qtbot, window)
    view = window.desk.session.view
    assert (view.case.title.raw, view.case.policy_id) == ("Odd logins", "terragon")
    assert desk.vault.cases(CaseQuery(), 0, 10).total == 2
    assert tabs(window) == ["Thread", "Incident", "Timeline"]
    assert window.desk.reading.tab == "incident"
    assert not window.desk.inspector._of_embargo.isVisible()
    assert unnamed(window) == []


def test_a_breach_is_recorded_with_the_ground_that_it_rests_on(qtbot, window, incident):
    case = incident("terragon")
    press(qtbot, window, "It is affected…")
    dialog = dialog_of(window, RecordDialog)
    dialog.primary.click()
    assert "what it rests" in dialog._refusal.text()
    record(qtbot, window, "Customers' rows were read")
    card = window.desk.reading.incident.notices
    assert window.desk.session.view.case.incident.breach.record == "Customers' rows were read"
    assert "No clock of the policy, or of a pack taken on, asks for a notice." in told(card)
    assert [w for w in card.findChildren(InertLabel) if w.isVisible() and "Customers' rows" in w.text()]
    assert case == window.desk.session.view.case.case_id


def test_phases_stand_under_the_policys_own_names_and_a_case_without_promises_says_so(
    qtbot, window, incident
):
    incident("m87")
    words = told(window.desk.reading.incident.steps)
    assert "post-mortem · M87-3.6a · M87-3.6c" in words
    assert "eradication · M87-3.6a" in words
    incident("terragon")
    assert "lessons-learned · TER-3f" in told(window.desk.reading.incident.steps)
    assert "No promise runs." in told(window.desk.inspector)
    window.desk.show_tab("timeline")
    settle(qtbot, window)
    assert "No promise runs." in told(window.desk.reading.timeline.lanes)


@pytest.mark.clause("TER-3a", "TER-3b", "TER-3c", "TER-3d", "TER-3e", "TER-3f")
def test_the_next_step_leads_through_every_phase_to_a_closed_case(qtbot, window, desk, incident):
    case = incident("terragon")
    inspector = window.desk.inspector
    inspector.take_next_step()  # the handler
    settle(qtbot, window)
    window.desk.session.errand_wanted.emit("record", "breach.ruled-out")
    settle(qtbot, window)
    record(qtbot, window, "Test accounts only")
    for phase in ("incident.contained", "incident.assessed", "incident.remediated", "incident.recovered"):
        inspector.take_next_step()
        settle(qtbot, window)
        assert dialog_of(window, RecordDialog)._kind.value == phase
        record(qtbot, window, f"Words of {phase}")
    inspector.take_next_step()
    settle(qtbot, window)
    submit(qtbot, window, ReviewDialog, learned="Alerts go to two people")
    inspector.take_next_step()
    settle(qtbot, window)
    dialog_of(window, CloseDialog).primary.click()
    settle(qtbot, window)
    assert not view_case(desk, case).case.open


@pytest.mark.clause("M87-3.6a", "M87-3.6c")
def test_m87_asks_for_cause_and_corrective_action_before_its_review(qtbot, window, desk, incident):
    case = incident()
    press(qtbot, window, "Record: The root cause and the corrective actions written down")
    dialog = dialog_of(window, ReviewDialog)
    dialog.learned.put("Much")
    dialog.primary.click()
    settle(qtbot, window)
    assert "asks for the root cause" in dialog._refusal.text()
    dialog.reject()
    press(qtbot, window, "Write down the cause…")
    submit(qtbot, window, CauseDialog, cause="A shared password")
    press(qtbot, window, "Plan an action…")
    submit(qtbot, window, PlanDialog, what="One account each", owner="Kim")
    learning = window.desk.reading.incident.learning
    assert [learning._model.index(0, n).data() for n in range(4)] == [
        "Open", "1 Apr 2026", "Kim", "One account each",
    ]  # fmt: skip
    press(qtbot, window, "Record: The root cause and the corrective actions written down")
    submit(qtbot, window, ReviewDialog, learned="Nobody shares")
    press(qtbot, window, "It is done…")
    submit(qtbot, window, OutcomeDialog, words="Twelve accounts")
    (action,) = view_case(desk, case).case.incident.actions
    assert (action.state, action.outcome) == ("done", "Twelve accounts")
    assert learning._model.index(0, 0).data() == "Done"
    assert not learning.done.isEnabled()


def test_what_was_done_out_of_order_stands_in_the_policys_place_with_a_remark(qtbot, window, desk, incident):
    case = incident("terragon")
    record_act(desk, case, e.IncidentRecovered("Logins work"))
    show(qtbot, window, case)
    page = told(window.desk.reading.incident.steps)
    names = ["The incident detected", "The systems concerned isolated", "Its scope and impact determined"]
    places = [page.index(name) for name in (*names, "Normal operations resumed")]
    assert places == sorted(places)
    assert any(line.startswith("The policy has before it, and nothing records: the systems") for line in page)


def test_without_personal_data_no_notice_runs_and_with_it_letters_are_offered(qtbot, window, incident):
    incident()
    page = window.desk.reading.incident
    press(qtbot, window, "None is affected…")
    record(qtbot, window, "Only build keys")
    assert "No personal data is affected, so no notice is owed." in told(page.notices)
    press(qtbot, window, "Affected after all…")
    record(qtbot, window, "Rows were read")
    assert any(line.startswith("A breach of personal data was known from") for line in told(page.notices))
    assert window.desk.inspector._questions.isVisible()
    press(qtbot, window, "Write to the authority…")
    assert window.desk.reading.tab == "thread"
    assert window.desk.reading.letters.isVisible()


def test_a_policy_without_phases_says_so_and_still_records(qtbot, window, incident):
    incident("czm")
    page = window.desk.reading.incident
    assert any("names no phases" in line for line in told(page.steps))
    press(qtbot, window, "Record what was done…")
    record(qtbot, window, "Cut off")
    assert "The incident was contained" in told(page.steps)
    press(qtbot, window, "Record the review…")
    submit(qtbot, window, ReviewDialog, learned="Alerts")
    assert "The review of the incident was done" in told(page.steps)


def test_a_report_case_hides_the_tab_until_somebody_asks_how_an_incident_begins(qtbot, window, case_id):
    assert "Incident" not in tabs(window)
    next(a for a in window.commands.actions if a.shortcut().toString() == "I").trigger()
    assert window.desk.reading.tab == "incident"
    press(qtbot, window, "Record the detection…")
    record(qtbot, window, "Logs show use of it")
    assert "Incident" in tabs(window)
    assert tabs(window)[:3] == ["Report", "Thread", "Confirm"]
    assert "An incident was detected" in told(window.desk.reading.incident.steps)


def test_tabs_follow_the_case_and_steps_pass_over_what_is_hidden(qtbot, window, case_id, incident):
    window.desk.show_tab("fix")
    incident()
    assert window.desk.reading.tab == "incident"
    for _ in range(3):
        window.desk.reading.step(1)
    assert window.desk.reading.tab == "incident"
    window.desk.show_tab("confirm")
    assert window.desk.reading.tab == "incident"
    show(qtbot, window, case_id)
    assert (window.desk.reading.tab, "Incident" in tabs(window)) == ("report", False)


def test_the_record_is_saved_encrypted_and_the_timeline_says_so(
    qtbot, window, desk, incident, tmp_path, monkeypatch
):
    create_intake_key(desk, "M87", "security@m87.example", passphrase="", progress=Silent())
    case = incident()
    path = tmp_path / "record.asc"
    proposed = []

    def choose(_parent, _title, name: str) -> Path:
        proposed.append(name)
        return path

    monkeypatch.setattr(incident_errands, "choose_new_path", choose)
    press(qtbot, window, "Save the record…")
    assert proposed == [f"{case}-incident.asc"]
    assert path.read_bytes().startswith(b"-----BEGIN PGP MESSAGE-----")
    assert "Only the intake key opens it" in window.bar.text
    assert view_case(desk, case).history[-1].event.kind == "record.exported"


def test_a_case_of_the_same_matter_is_linked_when_the_vault_has_it(qtbot, window, incident, case_id):
    incident()
    press(qtbot, window, "Link another case…")
    dialog = dialog_of(window, LinkDialog)
    dialog.other.put("AUM-2026-9999999")
    dialog.primary.click()
    settle(qtbot, window)
    assert "No case of this vault" in dialog._refusal.text()
    submit(qtbot, window, LinkDialog, other=case_id)
    assert f"Of the same matter: {case_id}" in told(window.desk.reading.incident)


def test_hostile_words_stay_inert(qtbot, window, desk, incident):
    case = incident()
    record_act(desk, case, e.CauseFound("<b>x</b>\N{RIGHT-TO-LEFT OVERRIDE}", "<i>y</i>"))
    show(qtbot, window, case)
    shown = told(window.desk.reading.incident.learning)
    assert "<b>x</b>⟨U+202E⟩" in shown


@pytest.mark.clause("M87-3.6a")
@pytest.mark.parametrize("phase", e.IncidentPhase.__subclasses__(), ids=lambda kind: kind.kind)
def test_every_phase_of_an_incident_can_be_recorded(qtbot, window, desk, incident, phase):
    case = incident()
    # Without these two the policy lets nobody review.
    for act in (e.CauseFound("A key"), e.ActionPlanned("Rotate", "Kim", NOW.date())):
        record_act(desk, case, act)
    show(qtbot, window, case)
    window.desk.errands.records.record(phase.kind)
    settle(qtbot, window)
    record(qtbot, window, "Done.")
    assert desk.vault.history(case)[-1].event == phase(record="Done.")


def test_tabs_that_fit_are_in_sight_after_a_case_with_more_of_them(qtbot, window, case_id, incident):
    window.resize(window.minimumSizeHint())
    window.desk.show_tab("timeline")
    incident()
    bar = window.desk.reading._bar
    shown = [bar.tabRect(index) for index in range(bar.count()) if bar.isTabVisible(index)]
    assert all(bar.rect().contains(rect) for rect in shown)


def test_passing_time_and_an_act_leave_the_keyboard_where_it_was(qtbot, window, incident):
    incident()
    window.activateWindow()
    page = window.desk.reading.incident
    page.notices.focus_first()
    was = page.focusWidget()
    assert was.text() == "It is affected…"
    window.desk.session.let_time_pass()
    settle(qtbot, window)
    assert page.focusWidget() is was
    assert was.isVisible()
    page.steps.present.setFocus()
    press(qtbot, window, "Record: The incident contained")
    record(qtbot, window, "Keys revoked")
    assert page.focusWidget() is page.steps.present
    assert page.steps.present.accessibleName() == "Record: Its cause removed"


def test_a_dialog_stays_with_its_case_when_another_comes_into_view(qtbot, window, desk, incident, case_id):
    case = incident()
    press(qtbot, window, "Write down the cause…")
    show(qtbot, window, case_id)
    submit(qtbot, window, CauseDialog, cause="A shared password")
    assert view_case(desk, case).case.incident.cause.cause == "A shared password"
    assert view_case(desk, case_id).case.incident.cause is None
    assert window.desk.session.view.case.case_id == case_id
