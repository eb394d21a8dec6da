"""A handler leaves, in the window: cases go over, and what they know stays on a list until it is replaced."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.domain.parties.departures import departures
from desktop.ui.dialogs.access_dialog import AccessDialog
from desktop.ui.dialogs.departure_dialog import DepartureDialog
from desktop.ui.dialogs.handover_dialog import HandoverDialog
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.pages import handover_errands
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.review_access import review_access
from desktop.workflows.desk.record_act import record_act
from tests.ui.conftest import NOW, settle


@pytest.fixture
def dialog(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.HandlerAssigned("Ivy Leaver"))
    chosen = Draft(e.IntakeKeyChosen("AB12" * 10), NOW)
    desk.vault.append(None, [chosen], author="me", now=NOW)
    desk.vault.add_slot("passphrase", "horse", author="me", now=NOW)
    return begin(qtbot, window)


def begin(qtbot, window):
    window.desk.errands.handover.begin()
    settle(qtbot, window)
    return next(d for d in window.findChildren(HandoverDialog) if d.is_open)


def hand_over(qtbot, window, dialog, leaver="Ivy Leaver", successor="Grace Handler"):
    dialog._leaver.put(leaver)
    dialog._successor.put(successor)
    dialog._refresh()
    dialog.primary.click()
    settle(qtbot, window)


def status(window):
    return next(d for d in window.findChildren(DepartureDialog) if d.is_open)


def words_of(dialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Words))


def test_open_cases_go_over_and_the_list_of_what_to_replace_opens(qtbot, window, desk, case_id, dialog):
    dialog._leaver.put("Ivy Leaver")
    dialog._refresh()
    assert dialog._count.text() == "Open cases: 1."
    hand_over(qtbot, window, dialog)
    assert fold(desk.vault.history(case_id)).handler == "Grace Handler"
    assert "Open cases of Ivy Leaver that went to Grace Handler: 1." in window.bar.text
    shown = words_of(status(window))
    for words in (
        "Ivy Leaver left on 2 Mar 2026, Grace Handler took over",
        "embargo slots rotate",
        "cannot be taken back",
        "Review who can open the vault.",
    ):
        assert words in shown


def test_two_people_are_proposed(qtbot, window, dialog):
    assert dialog.leaver != dialog.successor


def test_the_same_person_cannot_take_over(qtbot, window, desk, dialog):
    hand_over(qtbot, window, dialog, leaver="Grace Handler")
    assert "somebody else" in dialog._refusal.text()
    assert departures(desk.vault.vault_history()) == ()


def test_another_name_may_take_over(qtbot, window, desk, case_id, dialog):
    dialog._successor.put("")
    dialog._refresh()
    assert dialog._name.isVisible()
    dialog._name.put("Henry Next")
    hand_over(qtbot, window, dialog, successor="")
    assert fold(desk.vault.history(case_id)).handler == "Henry Next"


@pytest.mark.parametrize(
    ("words", "kind"), [("Choose the intake", IntakeKeyDialog), ("Review who", AccessDialog)]
)
def test_each_open_step_leads_to_what_settles_it(qtbot, window, dialog, words, kind):
    hand_over(qtbot, window, dialog)
    (go,) = [b for b in status(window).findChildren(ActButton) if b.text().startswith(words)]
    go.click()
    settle(qtbot, window)
    assert [d for d in window.findChildren(kind) if d.is_open]


def test_what_is_done_is_shown_as_done_and_the_list_is_found_again(qtbot, window, desk, dialog):
    hand_over(qtbot, window, dialog)
    status(window).accept()
    review_access(desk, "went through all")
    again = begin(qtbot, window)
    (other,) = [b for b in again.findChildren(ActButton) if b.text().startswith("What is still open")]
    other.click()
    settle(qtbot, window)
    assert "done 2 Mar 2026" in words_of(status(window))


def test_a_case_that_changed_while_it_was_handed_over_is_said(
    qtbot, window, desk, case_id, dialog, monkeypatch
):
    real = handover_errands.plan_handover

    def plan(*given):
        planned = real(*given)
        record_act(desk, case_id, e.NoteAdded("meanwhile"))
        return planned

    monkeypatch.setattr(handover_errands, "plan_handover", plan)
    hand_over(qtbot, window, dialog)
    assert f"left as they are: {case_id}." in window.bar.text
    assert departures(desk.vault.vault_history()) == ()


def test_without_anybody_who_left_there_is_no_list(qtbot, window, dialog):
    assert not [b for b in dialog.findChildren(ActButton) if b.text().startswith("What is still open")]
