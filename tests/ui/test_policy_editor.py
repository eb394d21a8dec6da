"""Editing a profile in the window: form and text change each other, mistakes are led to, nothing is lost."""

import threading
import tomllib
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCursor

from desktop.domain.fold import fold
from desktop.files.policies import PolicyShelf
from desktop.formats.shipped import shipped_path
from desktop.ui.parts.buttons import WideButton
from desktop.ui.parts.labels import Words
from tests.ui.conftest import settle

AUMOS = (shipped_path("policies") / "aumos.toml").read_text()


@pytest.fixture
def desk(desk, tmp_path):
    return replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path / "policies")))


@pytest.fixture
def page(qtbot, window):
    window.desk.errands.editing.begin("aumos")
    settle(qtbot, window)
    assert window.desk.pages.editor().isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.desk.pages.editor()


@pytest.fixture
def calm(qtbot, window, page):
    """Wait until what was typed is read and shown."""

    def wait() -> None:
        settle(qtbot, window)
        qtbot.waitUntil(
            lambda: window.background.idle and not window.desk.errands.editing._reading.isActive(),
        )
        QCoreApplication.processEvents()  # what was laid into a page is shown with the next of them

    return wait


def field_of(page, key: str, *path: str | int):
    """The field of the form for a key, of the table in view or of one within it."""
    return page.form.fields.fields[path, key][1]


def fill(page, key: str, words: str, *path: str | int) -> None:
    """Type words into a field of the form."""
    field = field_of(page, key, *path)
    field.put(words)
    field.edited.emit()


def choose_form(page, form: str, *path: str | int) -> None:
    """Choose the form of an expression of when something ends."""
    choice = page.form.fields.controls[path, "/form"].parent()
    choice.put(form)
    choice.edited.emit()


def press(page, *path: str | int, key: str) -> None:
    """Press the button that adds a table, or takes it out."""
    page.form.fields.controls[path, key].click()


def held_until(page):
    return tomllib.loads(page.box.text)["disclosure"]["hold"]


def put_text(page, old: str, new: str) -> None:
    """Replace a part of the TOML as a person does, by typing over it."""
    cursor = page.box.document().find(old)
    assert not cursor.isNull()
    cursor.insertText(new)


def words_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget)]


def test_a_field_changes_one_line_of_the_text_and_comments_stay(page, calm) -> None:
    page.form.show_table("clocks", 0)
    assert field_of(page, "within").value == "48h"
    fill(page, "within", "24h")
    calm()
    assert page.box.text == AUMOS.replace('within = "48h"', 'within = "24h"', 1)
    assert page.box.text.startswith("# What the AumOS platform team promises")


def test_the_text_changes_the_form(page, calm) -> None:
    page.form.show_table("clocks", 0)
    put_text(page, '"48h"', '"12h"')
    calm()
    assert field_of(page, "within").value == "12h"


def test_the_clocks_of_a_sample_case_follow_what_is_typed(page, calm) -> None:
    before = words_of(page.sample)
    assert "Wed 4 Mar 2026, 10:30 UTC" in before
    page.form.show_table("clocks", 0)
    fill(page, "within", "24h")
    calm()
    assert "Tue 3 Mar 2026, 10:30 UTC" in words_of(page.sample)


def test_all_mistakes_are_told_at_once_and_each_leads_to_its_field(qtbot, page, calm) -> None:
    put_text(page, '"48h"', '"48"')
    put_text(page, 'kind = "email"', 'kind = "pigeon"')
    calm()
    shown = page.mistakes.findChildren(Words)[0].text()
    assert shown == "2 mistakes"
    qtbot.waitUntil(lambda: "Nothing can be told before every mistake is mended." in words_of(page.sample))
    assert not page._save.isEnabled()
    buttons = [b for b in page.mistakes.findChildren(WideButton) if b.isVisibleTo(page.mistakes)]
    assert "(line " in buttons[1]._words
    buttons[1].click()
    assert page.form.table.value == "clocks"
    assert field_of(page, "within").control.hasFocus()
    line = page.box.textCursor().block().text()
    assert line == 'within = "48"'
    buttons[0].click()
    assert page.form.table.value == "intake"
    assert field_of(page, "kind").control.hasFocus()


def test_a_text_that_is_no_toml_stills_the_form_until_it_is_mended(page, calm) -> None:
    put_text(page, "[calendar]", "[calendar")
    calm()
    assert not page.form.isEnabled()
    assert "The form shows nothing new before the text is TOML again." in words_of(page)
    page.box.undo()
    calm()
    assert page.form.isEnabled()
    assert page.box.text == AUMOS


def test_undo_and_redo_take_back_both_sides_in_their_order(qtbot, page, calm) -> None:
    page.form.show_table("clocks", 0)
    fill(page, "within", "24h")
    calm()
    put_text(page, 'product = "AumOS"', 'product = "Other"')
    calm()
    qtbot.keyClick(field_of(page, "within").control, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert 'product = "AumOS"' in page.box.text
    assert 'within = "24h"' in page.box.text
    page._undo.setFocus()
    qtbot.keyClick(page._undo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    calm()
    assert page.box.text == AUMOS
    assert field_of(page, "within").value == "48h"
    page._redo.click()
    page._redo.click()
    calm()
    assert 'product = "Other"' in page.box.text
    assert field_of(page, "within").value == "24h"


def test_typing_into_one_field_is_one_step(qtbot, page, calm) -> None:
    page.form.show_table("policy")
    control = field_of(page, "organisation").control
    control.setFocus()
    control.selectAll()
    for letter in "Acme":
        qtbot.keyClicks(control, letter)
        calm()
    assert tomllib.loads(page.box.text)["policy"]["organisation"] == "Acme"
    assert control.text() == "Acme"
    page._undo.click()
    calm()
    assert page.box.text == AUMOS


def test_changes_that_come_faster_than_they_are_made_are_all_made(page, calm) -> None:
    page.form.show_table("clocks", 0)
    for key, words in (("within", "24h"), ("audience", "users"), ("within", "36h"), ("audience", "")):
        fill(page, key, words)
    calm()
    clock = tomllib.loads(page.box.text)["clocks"][0]
    assert (clock["within"], clock.get("audience")) == ("36h", None)


def test_a_cancelled_change_does_not_hold_up_those_after_it(window, page, calm) -> None:
    begun, answer = threading.Event(), threading.Event()
    window.background.run(lambda _p: begun.set() or answer.wait(60))
    assert begun.wait(60)
    fill(page, "organisation", "Given up")
    window.desk.errands.editing._changing.cancel()
    answer.set()
    calm()
    assert "Given up" not in page.box.text
    fill(page, "organisation", "Kept")
    calm()
    assert tomllib.loads(page.box.text)["policy"]["organisation"] == "Kept"


def test_a_change_on_its_way_is_not_made_in_the_profile_that_is_opened_next(window, page, calm) -> None:
    window.desk.errands.editing.begin("mushin")
    fill(page, "organisation", "Of the first")
    calm()
    calm()
    assert tomllib.loads(page.box.text)["policy"]["id"] == "mushin"
    assert "Of the first" not in page.box.text


def test_a_promise_can_be_added_and_taken_out(page, calm) -> None:
    page.form.show_table("clocks", 0)
    count = len(tomllib.loads(AUMOS)["clocks"])
    page.form._add.click()
    calm()
    assert len(tomllib.loads(page.box.text)["clocks"]) == count + 1
    assert field_of(page, "id").value == f"new-{count + 1}"
    page.form._remove.click()
    calm()
    assert tomllib.loads(page.box.text) == tomllib.loads(AUMOS)


def test_the_hold_is_chosen_form_by_form_and_the_sample_case_follows(page, calm) -> None:
    page.form.show_table("disclosure")
    assert held_until(page) == {"op": "min", "of": [{"event": "fix.released"}, {"clock": "embargo"}]}
    assert "Sun 31 May 2026, 10:30 UTC" in words_of(page.sample)
    choose_form(page, "start", "hold")
    calm()
    assert held_until(page) == {"start": "?", "after": "?"}
    assert not page._save.isEnabled()
    fill(page, "start", "report.received", "hold")
    fill(page, "after", "30d", "hold")
    calm()
    assert held_until(page) == {"start": "report.received", "after": "30d"}
    assert "Wed 1 Apr 2026, 10:30 UTC" in words_of(page.sample)
    for _ in range(3):
        page._undo.click()
        calm()
    assert page.box.text == AUMOS


def test_a_part_of_a_hold_can_be_added_changed_and_taken_out(page, calm) -> None:
    page.form.show_table("disclosure")
    press(page, "hold", "of", key="/add")
    calm()
    assert held_until(page)["of"][2] == {"event": "?"}
    choose_form(page, "max", "hold", "of", 2)
    calm()
    fill(page, "event", "remediation.complete", "hold", "of", 2, "of", 0)
    calm()
    assert held_until(page)["of"][2] == {"op": "max", "of": [{"event": "remediation.complete"}]}
    press(page, "hold", "of", 2, key="/remove")
    calm()
    assert tomllib.loads(page.box.text) == tomllib.loads(AUMOS)


def test_pauses_readings_and_rollover_of_a_clock_are_edited_in_the_form(page, calm) -> None:
    page.form.show_table("clocks", 0)
    press(page, "pauses", key="/add")
    calm()
    fill(page, "since", "question.sent", "pauses", 0)
    fill(page, "until", "report.followed-up", "pauses", 0)
    fill(page, "rollover", "next")
    press(page, "alternatives", key="/add")
    calm()
    fill(page, "text", "Counted from the confirmation.", "alternatives", 0)
    fill(page, "starts", "report.confirmed", "alternatives", 0)
    calm()
    clock = tomllib.loads(page.box.text)["clocks"][0]
    assert clock["pauses"] == [{"since": "question.sent", "until": "report.followed-up"}]
    assert clock["rollover"] == "next"
    reading = {"id": "new-1", "text": "Counted from the confirmation.", "starts": ["report.confirmed"]}
    assert clock["alternatives"] == [reading]
    assert "No mistake." in words_of(page.mistakes)
    press(page, "pauses", 0, key="/remove")
    press(page, "alternatives", 0, key="/remove")
    fill(page, "rollover", "none")
    calm()
    left = tomllib.loads(page.box.text)["clocks"][0]
    assert left == {**tomllib.loads(AUMOS)["clocks"][0], "rollover": "none"}


def test_a_mistake_deep_in_an_expression_leads_to_its_field(page, calm) -> None:
    put_text(page, '{ clock = "embargo" }]', '{ clock = "embargoo" }]')
    calm()
    button = next(b for b in page.mistakes.findChildren(WideButton) if b.isVisibleTo(page.mistakes))
    button.click()
    assert page.form.table.value == "disclosure"
    assert field_of(page, "clock", "hold", "of", 1).control.hasFocus()


def test_the_text_follows_the_table_that_is_chosen(page, calm) -> None:
    page.form.table.put("credit")
    page.form.table.edited.emit()
    assert page.box.textCursor().block().text() == "[credit]"


def test_saving_writes_a_copy_and_cases_keep_the_version_of_their_receipt(
    qtbot, window, page, calm, desk, case_id, tmp_path
) -> None:
    pinned = fold(desk.vault.history(case_id)).policy_sha256
    assert "a copy of your own" in page._told.text()
    assert not page._save.isEnabled()
    page.form.show_table("clocks", 0)
    fill(page, "within", "24h")
    calm()
    page._save.click()
    calm()
    assert (tmp_path / "policies" / "aumos.toml").read_text() == page.box.text
    assert "was saved as a new version" in window.bar.text
    assert fold(desk.vault.history(case_id)).policy_sha256 == pinned
    assert not page._save.isEnabled()
    fill(page, "within", "12h")
    calm()
    page._save.click()
    calm()
    assert '"12h"' in (tmp_path / "policies" / "aumos.toml").read_text()


def test_a_file_that_changed_meanwhile_is_not_overwritten(window, page, calm, tmp_path) -> None:
    put_text(page, '"48h"', '"24h"')
    calm()
    own = tmp_path / "policies" / "aumos.toml"
    own.parent.mkdir()
    own.write_text(AUMOS + "# by hand\n")
    page._save.click()
    calm()
    assert own.read_text().endswith("# by hand\n")
    assert "not the one that was looked at" in window.bar.text
    assert '"24h"' in page.box.text


def test_unsaved_words_are_kept_in_the_vault_and_come_back(qtbot, window, page, calm, desk) -> None:
    put_text(page, '"48h"', '"24h"')
    calm()
    page._leave.click()
    calm()
    assert window.desk.pages.policies().isVisible()
    assert b"24h" in desk.vault.draft("case//profile/aumos")
    window.desk.pages.policies()._edit.click()
    settle(qtbot, window)
    assert '"24h"' in page.box.text
    assert "not saved is here again" in page._told.text()
    page._revert.click()
    calm()
    assert page.box.text == AUMOS
    page._leave.click()
    calm()
    assert desk.vault.draft("case//profile/aumos") == b""


def test_letters_of_every_kind_survive(page, calm) -> None:
    put_text(page, 'product = "AumOS"', 'product = "Aum\u00a0OS \U0001f512 שלום"')
    calm()
    page.form.show_table("policy")
    fill(page, "organisation", "Ä \U0001f512")
    calm()
    policy = tomllib.loads(page.box.text)["policy"]
    assert (policy["product"], policy["organisation"]) == ("Aum\u00a0OS \U0001f512 שלום", "Ä \U0001f512")
    page.box.moveCursor(QTextCursor.MoveOperation.End)
    page._undo.click()
    calm()
    assert tomllib.loads(page.box.text)["policy"]["organisation"] == "AumOS platform team"
