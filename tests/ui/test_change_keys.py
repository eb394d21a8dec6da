"""Every key can be changed: by pressing another, with conflicts said, and put back as it came."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.keys_in_use import KeysInUse, normal
from desktop.ui.parts.labels import Words
from desktop.ui.settings import DeskSettings
from tests.ui.conftest import settle


@pytest.fixture
def dialog(qtbot, window):
    window.setting.change_keys()
    return window.findChild(KeysDialog)


def press(dialog, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    dialog.key.setFocus()
    QTest.keyClick(dialog.key, key, modifier)


def key_of(window, name: str) -> str:
    return next(a for a in window.commands.actions if a.objectName() == name).shortcut().toString()


def test_a_key_is_changed_by_pressing_it_and_stays_in_the_vault(qtbot, window, desk, dialog):
    dialog.choose("acknowledge")
    assert dialog.key.keySequence().toString() == "A"
    assert not dialog.use.isEnabled()
    press(dialog, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog.use.click()
    assert key_of(window, "acknowledge") == "A"  # not before it is kept
    dialog.primary.click()
    settle(qtbot, window)
    assert key_of(window, "acknowledge") == "Ctrl+G"
    assert window.settings.keys == {"acknowledge": "Ctrl+G"}
    assert b'"keys":{"acknowledge":"Ctrl+G"}' in desk.vault.draft("desk/settings")


def test_a_changed_key_does_the_act_and_the_old_one_does_nothing(qtbot, window):
    window.use_settings(DeskSettings(keys={"acknowledge": "G"}))
    window.desk.list.case_view.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for key, tab in ((Qt.Key.Key_A, "report"), (Qt.Key.Key_G, "thread")):
        QTest.keyClick(window.focusWidget(), key)
        settle(qtbot, window)
        assert window.desk.reading.tab == tab


def test_a_conflict_is_said_and_the_key_can_be_taken_from_there(qtbot, window, dialog):
    dialog.choose("acknowledge")
    press(dialog, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert dialog._refusal.text() == "Ctrl+Shift+B does “Back up” already."
    assert dialog.use.text() == "Take it from there"
    dialog.use.click()
    dialog.primary.click()
    settle(qtbot, window)
    assert (key_of(window, "acknowledge"), key_of(window, "back-up")) == ("Ctrl+Shift+B", "")


@pytest.mark.parametrize(
    ("key", "modifier", "why"),
    [
        (Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier, "opens a menu"),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier, "belongs to text"),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, "moves through the window"),
    ],
)
def test_a_key_that_belongs_to_others_is_refused(dialog, key, modifier, why):
    dialog.choose("acknowledge")
    press(dialog, key, modifier)
    assert why in dialog._refusal.text()
    assert not dialog.use.isEnabled()


def test_one_or_all_are_put_back_as_they_came(qtbot, window):
    window.use_settings(DeskSettings(keys={"acknowledge": "G", "back-up": "A", "confirm": "Ctrl+G"}))
    window.setting.change_keys()
    dialog = window.findChild(KeysDialog)
    dialog.choose("acknowledge")
    dialog.usual.click()
    assert dialog.keys.changed == {"back-up": "", "confirm": "Ctrl+G"}  # A is where it was
    dialog._reset_all()
    dialog.primary.click()
    settle(qtbot, window)
    assert window.settings.keys == {}
    assert (key_of(window, "acknowledge"), key_of(window, "confirm")) == ("A", "C")


def test_a_command_can_have_no_key_and_is_still_in_the_menu(qtbot, window, dialog):
    dialog.choose("close-as-spam")
    dialog.without.click()
    dialog.primary.click()
    settle(qtbot, window)
    assert key_of(window, "close-as-spam") == ""
    words = {label.text() for label in CheatSheet(window, window.commands.actions).findChildren(Words)}
    assert "Close as spam" not in words
    assert "Acknowledge" in words


def test_commands_are_found_by_their_words(dialog):
    dialog._find.put("spam")
    dialog._show()
    assert [dialog._model.index(row, 0).data() for row in range(dialog._model.rowCount())] == [
        "Close as spam"
    ]


def test_a_new_single_letter_rests_while_somebody_types(window):
    window.use_settings(DeskSettings(keys={"back-up": "G"}))
    action = next(a for a in window.commands.actions if a.objectName() == "back-up")
    window.commands._on_focus(window.desk.reading.tabs["confirm"].fields["cwe"].control)
    assert not action.isEnabled()
    window.commands._on_focus(window.desk.list.case_view)
    assert action.isEnabled()
    window.use_settings(DeskSettings(keys={"back-up": "G"}, single_letters=False))
    assert not action.isEnabled()


def test_the_cheat_sheet_leads_to_changing_keys(qtbot, window):
    window.show_keys()
    window.findChild(CheatSheet)._on_change()
    assert window.findChild(KeysDialog).isVisible()


def test_no_two_commands_come_with_the_same_key(window):
    keys = [normal(key) for key in window.commands.usual_keys.values() if key]
    assert sorted(set(keys)) == sorted(keys)


def test_a_chosen_key_stays_where_a_newer_command_comes_with_it(window):
    window.use_settings(DeskSettings(keys={"acknowledge": "Ctrl+Shift+B"}))
    assert key_of(window, "acknowledge") == "Ctrl+Shift+B"
    assert key_of(window, "back-up") == ""
    keys = KeysInUse({"old": "A", "new": "Ctrl+G"}, {"old": "Ctrl+G"}, {"old": "Old", "new": "New"}, "")
    assert (keys.of("old"), keys.of("new")) == ("Ctrl+G", "")
    assert keys.changed == {"old": "Ctrl+G", "new": ""}


def test_a_name_that_no_command_has_any_more_changes_nothing():
    keys = KeysInUse({"a": "A"}, {"gone": "Ctrl+G"}, {"a": "Act"}, "")
    assert keys.changed == {}
    assert keys.conflict("a", QKeySequence("Ctrl+G").toString()) == ""
