"""The Confirm tab: tries to reproduce, and files in quarantine, both from the window."""

from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.events.evidence import Outcome
from desktop.domain.fold import fold
from desktop.ui.evidence.evidence_dialog import EvidenceDialog
from desktop.ui.evidence.try_line import TryLine
from desktop.ui.parts.labels import InertLabel
from desktop.workflows.desk.record_act import record_act
from tests.histories import TRIED
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed


@pytest.fixture
def form(window):
    window.desk.show_tab("confirm")
    return window.desk.reading.tabs["confirm"]


def case_of(desk, case_id):
    return fold(desk.vault.history(case_id))


def try_it(qtbot, window, form, outcome: Outcome, steps: str = "ran the loader") -> None:
    card = form._reproduction
    form.fields["environment"].put("Debian 12")
    form.fields["steps"].put(steps)
    card.outcomes[outcome].click()
    settle(qtbot, window)


# --- tries ----------------------------------------------------------------------------------------------


def test_a_try_is_recorded_by_one_click_and_listed(qtbot, window, desk, case_id, form):
    assert form._reproduction._chip.text() == "Not tried yet"
    form.fields["poc"].put(desk.vault.history(case_id)[0].id)
    form.fields["tried-version"].put("2.4.2")
    try_it(qtbot, window, form, "inconclusive")
    (tried,) = case_of(desk, case_id).tries
    assert (tried.product, tried.version, tried.environment) == ("AumOS", "2.4.2", "Debian 12")
    assert tried.poc == desk.vault.history(case_id)[0].id
    assert form._reproduction._chip.text() == "Inconclusive"
    said = [label.text() for label in form._reproduction.findChildren(InertLabel)]
    assert "Proof of concept: The text of message 1" in said
    assert form.value("steps") == ""
    assert form.value("environment") == "Debian 12"
    assert unnamed(window) == []


def test_the_product_that_was_tried_is_not_typed_again(qtbot, window, form):
    form.fields["product"].put("")
    form.fields["tried-product"].put("Scanner")
    try_it(qtbot, window, form, "reproduced")
    assert form.value("product") == "Scanner"


def test_what_is_not_said_is_refused_beside_the_button(qtbot, window, desk, case_id, form):
    form._reproduction.outcomes["reproduced"].click()
    settle(qtbot, window)
    assert form._refusal.text() == "Say what was tried."
    assert case_of(desk, case_id).tries == ()


def test_seeing_it_folds_the_form_and_meets_the_need(qtbot, window, desk, case_id, form):
    try_it(qtbot, window, form, "not-reproduced")
    assert "problem reproduced" in form.reasons.missing.text()
    try_it(qtbot, window, form, "reproduced")
    assert "problem reproduced" not in form.reasons.missing.text()
    assert form._reproduction._form.isHidden()
    assert form._reproduction._ask.isHidden()
    form._reproduction._again.click()
    assert form._reproduction._form.isVisible()


def test_a_failed_try_leads_to_a_question(qtbot, window, form):
    assert form._reproduction._ask.isHidden()
    try_it(qtbot, window, form, "not-reproduced")
    form._reproduction._ask.click()
    settle(qtbot, window)
    assert window.desk.reading.tab == "thread"
    assert window.desk.reading.letters.value("kind") == "question"


def test_a_failed_try_leads_to_the_rejection(qtbot, window, desk, case_id, form):
    try_it(qtbot, window, form, "not-reproduced")
    form._reproduction._reject.click()
    settle(qtbot, window)
    rejected = case_of(desk, case_id).rejected
    assert rejected.reason == "not-reproducible"
    assert "ran the loader (AumOS; Debian 12)" in rejected.explanation


def test_many_tries_stay_reachable(qtbot, window, desk, case_id, form):
    for _ in range(5):
        record_act(desk, case_id, TRIED)
    window.desk.session.reload()
    settle(qtbot, window)
    card = form._reproduction
    assert card._more.text() == "All 5 tries"
    qtbot.waitUntil(lambda: len([line for line in card.findChildren(TryLine) if line.isVisible()]) == 3)
    card._more.click()
    qtbot.waitUntil(lambda: len([line for line in card.findChildren(TryLine) if line.isVisible()]) == 5)


# --- files ----------------------------------------------------------------------------------------------


def store(qtbot, window, *paths: Path, note: str = "") -> None:
    window.desk.errands.evidence.ask(paths)
    dialog = window.findChildren(EvidenceDialog)[-1]
    dialog._note.put(note)
    assert unnamed(dialog) == []
    dialog.primary.click()
    settle(qtbot, window)


def test_a_file_is_added_listed_and_can_be_taken_back(qtbot, window, desk, case_id, form, tmp_path):
    poc = tmp_path / "p\u202eoc.sh"
    poc.write_bytes(b"#!/bin/sh\n")
    store(qtbot, window, poc, note="from the call")
    (kept,) = case_of(desk, case_id).evidence
    assert (kept.shown_name, kept.note, kept.media_type) == ("p_oc.sh", "from the call", "text/plain")
    said = " ".join(label.text() for label in form._evidence.findChildren(InertLabel))
    assert "p_oc.sh" in said
    assert "from the call" in said
    assert "\u202e" not in said
    assert (kept.sha256, "p_oc.sh") in [
        (form.fields["poc"]._box.itemData(n), form.fields["poc"]._box.itemText(n)) for n in range(3)
    ]
    window.bar._action.click()
    settle(qtbot, window)
    assert case_of(desk, case_id).evidence == ()


def test_several_files_are_told_together(qtbot, window, desk, case_id, form, tmp_path):
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "same").write_bytes(b"1")
    store(qtbot, window, tmp_path / "one", tmp_path / "same", tmp_path / "absent", tmp_path)
    assert window.bar.text.startswith(
        f"Files added to {case_id}: 1. There already: 1. Refused: 2. The first:"
    )
    assert len(case_of(desk, case_id).evidence) == 1


def test_a_file_that_is_none_is_said_in_the_bar(qtbot, window, desk, case_id, form, tmp_path):
    store(qtbot, window, tmp_path)
    assert "This is a folder, not a file. Nothing was written." in window.bar.text
    assert case_of(desk, case_id).evidence == ()


def test_nothing_is_added_to_a_closed_case(qtbot, window, desk, case_id, form):
    record_act(desk, case_id, e.ReportRejected("spam", "spam"))
    record_act(desk, case_id, e.CaseClosed("spam"))
    window.desk.session.reload()
    settle(qtbot, window)
    assert not form._evidence.add.isEnabled()
