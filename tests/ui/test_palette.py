"""The palette finds every command, page, setting and case by a few letters, and does it."""

import sys
import threading
import time
from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.palette import offers
from desktop.ui.palette.entry import Entry, ranked
from desktop.ui.palette.other_words import other_words
from desktop.ui.palette.palette import Palette
from desktop.workflows.desk.save_filter import save_filter
from desktop.workflows.intake.enter_case import enter_case
from tests.journeys.pace import KEY_S
from tests.ui.conftest import settle, typed

GOAL_S = 2


@pytest.fixture
def palette(qtbot, window):
    return opened(qtbot, window)


def opened(qtbot, window) -> Palette:
    next(action for action in window.commands.actions if action.shortcut().toString() == "Ctrl+K").trigger()
    settle(qtbot, window)
    (palette,) = shown_palettes(window)
    return palette


def shown_palettes(window) -> list[Palette]:
    return [shown for shown in window.findChildren(Palette) if shown.isVisible()]


def type_in(qtbot, window, palette, words: str) -> list[str]:
    palette.line.setText(words)
    qtbot.waitUntil(lambda: not palette._waiting)
    settle(qtbot, window)
    return [entry.title for entry in palette.model.entries]


def press(palette, key) -> None:
    QTest.keyClick(palette.line, key)


def chosen(palette):
    return palette.model.entries[palette.view.currentIndex().row()]


def test_it_knows_every_command_with_its_key(window, palette):
    offered = {entry.name: entry for entry in palette.model.entries}
    names = {action.objectName() for action in window.commands.actions} - {"palette"}
    assert names <= offered.keys()
    assert offered["back-up"].keys == "Ctrl+Shift+B"
    assert offered["acknowledge"].keys == "a"


def test_a_few_letters_find_a_command_and_return_does_it(qtbot, window, palette):
    assert type_in(qtbot, window, palette, "metr")[0] == "Metrics"
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.desk._pages.currentWidget() is window.desk.pages.metrics()
    assert shown_palettes(window) == []


@pytest.mark.parametrize(
    ("typed_in", "first"),
    [
        ("spam", "Close as spam"),
        ("ttns", "Take the next step"),
        ("acknolwedge", "Acknowledge"),
        ("BACK up", "Back up"),
        ("duplic", "Reject as a duplicate"),
        ("look dark", "Look: Dark"),
        ("timeline pdf", "Save the timeline as PDF"),
    ],
)
def test_beginnings_initials_and_slips_find_it(qtbot, window, palette, typed_in, first):
    assert type_in(qtbot, window, palette, typed_in)[0] == first


EVERYDAY = {
    "import": "Open reports",
    "mail": "Reply",
    "email": "Acknowledge",
    "mailbox": "Open a folder",
    "clipboard": "Paste a report",
    "passphrase": "Keys of the vault",
    "password": "Keys of the vault",
    "recovery code": "Keys of the vault",
    "yubikey": "Keys of the vault",
    "delete": "Content past its time",
    "purge": "Content past its time",
    "export": "Save the case as PDF",
    "publish": "Publish into a provider folder",
    "csaf": "Check an advisory",
    "backup": "Back up",
    "restore": "Try whether a backup restores",
    "verify": "Check the vault",
    "language": "Language",
    "translation": "Language",
    "theme": "Look",
    "dark": "Look: Dark",
    "dark theme": "Look: Dark",
    "dark mode": "Look: Dark",
    "font": "Size of type",
    "zoom": "Size of type",
    "print": "Print the case",
    "paper": "Save the case as PDF",
    "lock": "Lock",
    "logout": "Lock",
    "exit": "Quit",
    "timeout": "Lock when nobody has touched it for",
    "keys": "Keys",
    "shortcuts": "Keys",
    "pgp": "Intake key",
    "gpg": "Reporter's key",
    "preferences": "Settings",
    "options": "Settings",
    "notifications": "Reminders: this desktop has no tray",
    "user": "Your name",
    "manual": "Help for this",
    "statistics": "Metrics",
    "log": "Journal",
    "attachments": "Files in quarantine",
    "upload": "Add evidence",
    "junk": "Close as spam",
    "overdue": "Due",
    "ics": "Save as a calendar",
    "users": "Team",
    "revert": "Undo the last act",
    "postpone": "Snooze",
    "phone": "New case",
}
"""What people type, and what must be among the first three that are found."""


def test_everyday_words_find_what_we_call_otherwise(window):
    entries = everything(window)
    first = {word: [entry.title for entry in ranked(word, entries, ()).sure[:3]] for word in EVERYDAY}
    assert {word: first[word] for word, meant in EVERYDAY.items() if meant not in first[word]} == {}


def everything(window) -> list[Entry]:
    dialog = window.setting.dialog()
    chosen = offers.settings(dialog, lambda _name: None, lambda _name, _key: None)
    dialog.deleteLater()
    return [*offers.commands(window), *offers.pages(window.desk), *chosen]


def test_other_words_are_about_something_that_is_offered(window):
    names = {entry.name for entry in everything(window)}
    assert other_words().keys() <= names


def test_our_own_name_counts_more_than_another_word_for_it():
    ours, other = (Entry(n, n, "", lambda: None, also=also) for n, also in (("Lock", ""), ("Quit", "lock")))
    assert [entry.title for entry in ranked("lock", [other, ours], ()).sure] == ["Lock", "Quit"]


def test_a_case_is_found_by_id_title_reporter_and_with_a_slip(qtbot, window, desk, palette):
    other = enter_case(desk, typed("Tenant leak in the export", name="Robin", address="robin@example.net"))
    for words in (other, other.rsplit("-", 1)[1][:4], "tenant exp", "robin", "tenatn export", "leak robin"):
        assert type_in(qtbot, window, palette, words)[0] == "Tenant leak in the export", words
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == other


def test_return_pressed_too_early_waits_for_the_cases(qtbot, window, desk, palette):
    other = enter_case(desk, typed("Quarantine escape"))
    palette.line.setText("quarantine esc")
    press(palette, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not shown_palettes(window))
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == other


def test_an_act_that_cannot_be_done_says_why_and_is_not_done(qtbot, window, desk, case_id, palette):
    palette.reject()
    window.desk.errands.cases.close_spam()
    settle(qtbot, window)
    before = len(desk.vault.history(case_id))
    palette = opened(qtbot, window)
    type_in(qtbot, window, palette, "spam")
    assert chosen(palette).why_not == "The case is closed. Undo the closing to go on."
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert palette.isVisible()
    assert palette._foot.text() == chosen(palette).why_not
    assert "The case is closed." in palette.line.accessibleDescription()
    assert len(desk.vault.history(case_id)) == before


def test_without_a_case_in_sight_acts_about_one_say_so(qtbot, window):
    window.desk.show_view("due")
    palette = opened(qtbot, window)
    whys = {entry.name: entry.why_not for entry in palette.model.entries}
    assert whys["acknowledge"] == whys["close"] == "No case is in sight. Choose one first."
    assert whys["back-up"] == ""


def test_over_a_locked_window_it_says_that_it_is_locked(qtbot, window):
    window.lock()
    settle(qtbot, window)
    palette = opened(qtbot, window)
    offered = {entry.name: entry for entry in palette.model.entries}
    assert offered["back-up"].why_not == "The vault is locked. Unlock it first."
    assert offered["keys"].why_not == ""
    assert not [name for name in offered if name.startswith("case:")]


def test_locking_closes_it(qtbot, window, palette):
    window.lock()
    settle(qtbot, window)
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_what_was_used_last_comes_first_also_after_the_vault_was_closed(
    qtbot, window, desk, case_id, palette
):
    type_in(qtbot, window, palette, "policies")
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    again = opened(qtbot, window)
    assert [entry.name for entry in again.model.entries[:2]] == ["policies", f"case:{case_id}"]
    again.reject()
    window.desk.recent.keep()
    settle(qtbot, window)
    assert b"policies" in desk.vault.draft("desk/recent")


def test_up_and_down_choose_while_the_words_stay(qtbot, window, palette):
    type_in(qtbot, window, palette, "check")
    first = chosen(palette)
    press(palette, Qt.Key.Key_Down)
    assert chosen(palette) != first
    press(palette, Qt.Key.Key_Up)
    assert chosen(palette) == first
    assert palette.line.text() == "check"
    press(palette, Qt.Key.Key_Escape)
    assert shown_palettes(window) == []


def test_it_knows_every_setting_and_takes_a_choice_at_once(qtbot, window, palette):
    shown = window.setting.dialog()
    labels = {field.caption.text() for field in shown.findChildren(type(shown._theme).__mro__[1])}
    assert labels <= {entry.title for entry in palette.model.entries}
    shown.deleteLater()
    type_in(qtbot, window, palette, "look dark")
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.settings.theme == "dark"
    palette = opened(qtbot, window)
    type_in(qtbot, window, palette, "folder for lett")
    press(palette, Qt.Key.Key_Return)
    (dialog,) = [shown for shown in window.findChildren(SettingsDialog) if shown.isVisible()]
    assert dialog._folder.control.hasFocus() or dialog._folder.isAncestorOf(dialog.focusWidget())


def test_it_finds_saved_filters_and_tabs(qtbot, window, desk, palette):
    palette.reject()
    window.desk.rail.filters.show_filters(save_filter(desk.vault, "Hot ones", "severity:high"))
    palette = opened(qtbot, window)
    assert type_in(qtbot, window, palette, "hot")[0] == "Hot ones"
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.desk.list.filter_text == "severity:high"
    palette = opened(qtbot, window)
    assert type_in(qtbot, window, palette, "timeline")[0] == "Timeline"
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert window.desk.reading.tab == "timeline"


def test_titles_of_strangers_are_inert_in_it(qtbot, window, desk, palette):
    enter_case(desk, typed("<img src='file:///x'>\u202egnp.exe"))
    (title,) = type_in(qtbot, window, palette, "img src")[:1]
    assert title.startswith("<img src=")
    assert "\u202e" not in title


def test_nothing_found_is_said(qtbot, window, palette):
    assert type_in(qtbot, window, palette, "zzzzqqqq") == []
    assert palette._foot.text() == "Nothing is called so. Fewer letters find more."


def cost(entry: Entry, entries: list[Entry]) -> int:
    """The fewest keys that do it: Ctrl+K, a beginning of a word of it, Down where another stands first."""
    words = entry.title.split()
    beginnings = {word[:n] for word in words for n in range(1, 8)} | {
        f"{a[:n]} {b[:m]}" for a, b in pairwise(words) for n in range(1, 5) for m in range(1, 5)
    }
    fewest = sys.maxsize
    for begun in sorted(beginnings, key=len):
        if fewest <= 2 + len(begun) + 1:
            break  # no longer one can do with fewer
        sure = ranked(begun, entries, ()).sure
        if entry in sure[:3]:
            fewest = min(fewest, 2 + len(begun) + sure.index(entry) + 1)
    return fewest


@pytest.mark.ux("U6")
def test_whatever_the_palette_knows_takes_two_seconds(qtbot, window, desk, palette, figure):
    entries = [entry for entry in palette._entries if not entry.name.startswith("case:")]
    costs = {entry.title: cost(entry, entries) for entry in entries}
    worst = max(costs, key=lambda title: costs[title])
    assert costs[worst] * KEY_S <= GOAL_S, worst
    other = enter_case(desk, typed("Tenant leak in the export"))
    begun = other.rsplit("-", 1)[1][:5]
    keys = 2 + len(begun) + 1
    began = time.perf_counter()
    assert type_in(qtbot, window, palette, begun)[0] == "Tenant leak in the export"
    press(palette, Qt.Key.Key_Return)
    settle(qtbot, window)
    machine = time.perf_counter() - began
    assert keys * KEY_S <= GOAL_S
    figure(
        "U6",
        f"{costs[worst]} keys ({costs[worst] * KEY_S:.1f} s) at most for {len(costs)} commands and settings, "
        f"{keys} for a case, and {machine:.1f} s of the machine",
    )


def test_what_is_found_after_it_was_closed_is_let_go(qtbot, window, desk, palette, monkeypatch):
    answer, cases = threading.Event(), desk.vault.cases

    def slow(*query):
        assert answer.wait(60)
        return cases(*query)

    monkeypatch.setattr(desk.vault, "cases", slow)
    palette.line.setText("hole")
    qtbot.waitUntil(lambda: not window.background.idle)
    press(palette, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(palette))
    with qtbot.captureExceptions() as raised:
        answer.set()
        settle(qtbot, window)
    assert raised == []


def test_typing_goes_on_while_the_vault_is_slow(qtbot, window, desk, palette, monkeypatch):
    asked = threading.Event()
    answer = threading.Event()
    cases = desk.vault.cases

    def slow(*query):
        asked.set()
        assert answer.wait(60)
        return cases(*query)

    monkeypatch.setattr(desk.vault, "cases", slow)
    palette.line.setText("hol")
    qtbot.waitUntil(asked.is_set)  # the window's own loop runs on meanwhile
    QTest.keyClicks(palette.line, "e in")
    assert palette.line.text() == "hole in"
    assert palette._foot.text() == "Looking for cases…"
    answer.set()
    qtbot.waitUntil(lambda: not palette._waiting)
    assert [entry.title for entry in palette.model.entries] == ["Hole in the loader"]
