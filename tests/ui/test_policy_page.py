"""The page about policies: what each says, what it does not say, and what is wrong with a file."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from desktop.files.policies import PolicyShelf
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.ui.policies.check_dialog import CheckDialog
from desktop.ui.policies.policy_sections import sections_of
from desktop.ui.policies.policy_words import duration_words
from tests.ui.conftest import settle

SHIPPED = ("aumos", "czm", "m87", "mushin", "regulation", "terragon")
BROKEN = 'schema = "cvd-profile/1"\n[policy]\nid = "broken"\n'


@pytest.fixture
def desk(desk, tmp_path):
    (tmp_path / "broken.toml").write_text(BROKEN)
    return replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))


@pytest.fixture
def page(qtbot, window):
    window.desk.show_view("policies")
    settle(qtbot, window)
    return window.desk.pages.policies()


def words_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget)]


def read(page, policy_id: str) -> list[str]:
    """Choose a policy, and give the words that its page then shows."""
    page.choose(policy_id)
    page._sheet._pieces.finish()
    QCoreApplication.processEvents()  # what was laid out anew is shown with the next turn
    return words_of(page._sheet)


def listed(page) -> list[str]:
    return [button.property("policy") for button in page._group.buttons()]


def section(profile, title: str):
    return next(s for s in sections_of(profile) if s.title == title)


def test_every_policy_at_hand_is_listed_packs_and_broken_ones_apart(page):
    assert sorted(listed(page)) == sorted((*SHIPPED, "broken"))
    assert listed(page)[-2:] == ["regulation", "broken"]
    shown = words_of(page._list)
    assert shown.index("Packs") < shown.index("Cannot be used")


def test_a_promise_stands_with_its_span_its_clauses_and_what_was_assumed(page):
    shown = read(page, "m87")
    assert (
        "1 business day from: Report received · kept when any answer is sent to the reporter · promised by us"
        in shown
    )
    assert "M87-2d" in shown
    assert any(line.startswith("Assumed: ") for line in shown)


@pytest.mark.clause("M87-2l")
def test_a_stated_refusal_of_money_is_no_silence(desk):
    (line,) = section(desk.tools.policies.profile("m87"), "Bounty").lines
    assert line.text == "No money is offered."
    assert line.clauses == ("M87-2l",)


@pytest.mark.parametrize("title", ["Credit", "Bounty", "Safe harbour"])
def test_what_a_policy_does_not_say_is_shown_as_not_stated(page, desk, title):
    assert section(desk.tools.policies.profile("terragon"), title).lines == ()
    shown = read(page, "terragon")
    assert shown[shown.index(title) + 1] == "Not stated."


@pytest.mark.parametrize("policy_id", ["mushin", "terragon"])
def test_where_no_hold_is_stated_details_stay_closed_until_a_person_decides(page, policy_id):
    shown = read(page, policy_id)
    told = shown[shown.index("When details may be told") + 1]
    assert told == "Not stated: details stay closed until a person decides to publish."


def test_what_keeps_a_promise_is_told_as_a_clause(page):
    shown = " ".join(read(page, "aumos"))
    assert "kept when the fix is released" in shown
    assert "kept by" not in shown


@pytest.mark.parametrize("policy_id", SHIPPED)
def test_every_shipped_policy_can_be_read_to_its_end(page, desk, policy_id):
    profile = desk.tools.policies.profile(policy_id)
    shown = read(page, policy_id)
    assert all(clock.sentence in shown for clock in profile.clocks)
    assert all(item.reason in shown for item in profile.not_carried)
    assert all(duty.text in shown for duty in profile.tool)


def test_a_file_that_cannot_be_used_shows_its_mistakes_and_cannot_be_adopted(page):
    page.choose("broken")
    assert "code" in page._sheet.findChild(InertText).toPlainText()
    assert not page._adopt.isEnabled()
    page.choose("m87")
    assert page._adopt.isEnabled()


def test_checking_a_file_lists_every_mistake_at_once(qtbot, window, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(BROKEN)
    window.desk.errands.policies.check(path)
    settle(qtbot, window)
    dialog = window.findChild(CheckDialog)
    assert len(dialog.findChild(InertText).toPlainText().splitlines()) == 3
    assert "3 mistakes." in words_of(dialog)


def test_a_sound_file_is_said_to_be_usable(qtbot, window, desk, tmp_path):
    path = tmp_path / "m87.toml"
    path.write_bytes(desk.tools.policies.source("m87"))
    window.desk.errands.policies.check(path)
    settle(qtbot, window)
    assert window.findChild(CheckDialog).accessibleName() == "The file can be used"


def test_a_file_that_is_not_there_is_told_in_the_bar(qtbot, window, tmp_path):
    window.desk.errands.policies.check(tmp_path / "nowhere.toml")
    settle(qtbot, window)
    assert window.bar.isVisible()
    assert window.findChild(CheckDialog) is None


def test_the_page_is_reached_and_left_by_keyboard(qtbot, window):
    action = next(a for a in window.commands.actions if a.text() == "Policies")
    action.trigger()
    settle(qtbot, window)
    assert window.desk.pages.policies().isVisible()
    window.desk.show_tab("letters")
    settle(qtbot, window)
    assert not window.desk.pages.policies().isVisible()
    assert window.desk.reading.tab == "thread"


def test_the_whole_page_is_read_by_keyboard(qtbot, window, page):
    read(page, "m87")
    window.activateWindow()
    page.begin()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert window.focusWidget().property("policy") == "m87"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert page._chosen == "czm"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is page._sheet
    bar = page._sheet.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)  # laid out anew for the other policy
    before = bar.value()
    qtbot.keyClick(page._sheet, Qt.Key.Key_PageDown)
    assert bar.value() > before
    qtbot.keyClick(page._sheet, Qt.Key.Key_Tab)
    assert window.focusWidget() is page._adopt


def test_the_buttons_of_the_page_say_what_they_do(page):
    assert [b.text() for b in (page._adopt, page._dates, page._check)] == [
        "Adopt…",
        "Dates…",
        "Check a file…",
    ]
    assert all(isinstance(b, ActButton) and b.accessibleName() for b in page._group.buttons())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("48h", "48 hours"),
        ("1bd", "1 business day"),
        ("2w..3w", "2 weeks to 3 weeks"),
        ("6bh", "6 business hours"),
        ("next:release.scheduled", "with the next scheduled release"),
        ("undated:promptly", "no number is given, only “promptly”"),
    ],
)
def test_durations_are_words(written, words):
    assert duration_words(written) == words
