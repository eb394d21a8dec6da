"""A reporter's key may come along, be pasted, or be in a file; its fingerprint is shown first."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.fold import fold
from desktop.domain.parties.fingerprints import grouped
from desktop.ui.dialogs.key_dialog import KeyDialog
from tests.people import someone
from tests.ui.conftest import settle


@pytest.fixture(scope="module")
def ada():
    with someone("Ada", "ada@example.org") as person:
        yield person.fingerprint, person.public


@pytest.fixture
def dialog(qtbot, window):
    window.desk.errands.keys.take_key()
    settle(qtbot, window)
    return window.findChild(KeyDialog)


def paste(qtbot, window, dialog, text: str) -> None:
    QApplication.clipboard().setText(text)
    dialog._on_paste()
    settle(qtbot, window)


def taken(desk, case_id):
    return [(key.fingerprint, key.source) for key in fold(desk.vault.history(case_id)).keys]


def test_without_a_key_nothing_can_be_taken_in(dialog):
    assert not dialog.primary.isEnabled()
    assert not dialog._shown.isVisible()
    assert "Paste one" in dialog._none.text()


def test_a_pasted_key_is_shown_by_its_fingerprint_and_recorded_as_pasted(
    qtbot, window, desk, case_id, dialog, ada
):
    fingerprint, public = ada
    paste(qtbot, window, dialog, public.decode())
    assert dialog._fingerprint.text() == grouped(fingerprint)
    assert len(grouped(fingerprint).split()) == 10
    assert taken(desk, case_id) == []
    dialog.primary.click()
    settle(qtbot, window)
    assert taken(desk, case_id) == [(fingerprint, "pasted")]


def test_a_key_file_is_recorded_as_a_file(qtbot, window, desk, case_id, dialog, ada, tmp_path, monkeypatch):
    fingerprint, public = ada
    path = tmp_path / "ada.asc"
    path.write_bytes(public)
    monkeypatch.setattr("desktop.ui.dialogs.key_dialog.choose_files", lambda *_: (path,))
    dialog._on_file()
    settle(qtbot, window)
    dialog.primary.click()
    settle(qtbot, window)
    assert taken(desk, case_id) == [(fingerprint, "file")]


def test_what_is_no_key_is_refused_in_the_dialog(qtbot, window, dialog):
    paste(qtbot, window, dialog, "")
    assert "no text" in dialog._refusal.text()
    paste(qtbot, window, dialog, "not a key at all")
    assert "Nothing was written." in dialog._refusal.text()
    assert not dialog.primary.isEnabled()


def test_a_key_that_is_there_already_can_only_be_compared(qtbot, window, desk, case_id, dialog, ada):
    fingerprint, public = ada
    paste(qtbot, window, dialog, public.decode())
    dialog.primary.click()
    settle(qtbot, window)
    window.desk.errands.keys.take_key()
    settle(qtbot, window)
    again = window.desk.errands.keys._open
    paste(qtbot, window, again, public.decode())
    assert again.primary.text() == "Record the comparison"
    again.primary.click()
    assert again.isVisible()
    again._how.put("on the phone")
    again.primary.click()
    settle(qtbot, window)
    assert taken(desk, case_id) == [(fingerprint, "pasted")]
    assert fold(desk.vault.history(case_id)).confirmed_keys == {fingerprint}


def test_two_keys_at_once_are_refused_with_the_reason(qtbot, window, dialog, ada):
    with someone("Eve", "eve@example.org") as eve:
        both = eve.public + ada[1]
    paste(qtbot, window, dialog, both.decode())
    assert not dialog.primary.isEnabled()
    assert "one key at a time" in dialog._refusal.text()


def test_a_key_read_after_the_dialog_was_closed_goes_nowhere(qtbot, window, dialog, ada):
    QApplication.clipboard().setText(ada[1].decode())
    dialog._on_paste()
    dialog.reject()
    settle(qtbot, window)
    assert window.desk.errands.keys._open is None
