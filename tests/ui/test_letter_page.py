"""The page of a letter: every kind, what the policy asks of it, and no letter that leaves by mistake."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.formats.letters.kinds import LETTER_KINDS
from desktop.ui.case.letter_page import LetterPage
from desktop.ui.look.letter_words import letter_words, saying_words
from desktop.ui.parts.buttons import ActButton
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from tests.people import someone
from tests.ui.conftest import NOW, settle


@pytest.fixture(scope="module")
def ada():
    with someone("Ada", "ada@example.org") as person:
        yield person.fingerprint, person.public


def letters(qtbot, window, kind="acknowledgement") -> LetterPage:
    window.desk.show_tab("letters", kind)
    settle(qtbot, window)
    return window.desk.reading.letters


def show(qtbot, window, case_id) -> None:
    window.desk.session.show_case(case_id)
    settle(qtbot, window)


def test_every_kind_is_offered_under_whom_it_goes_to(qtbot, window):
    box = letters(qtbot, window)._choice._box
    offered = [box.itemText(row) for row in range(box.count())]
    assert set(offered) == {letter_words(kind) for kind in LETTER_KINDS} | {"To the reporter", "To others"}
    assert offered.index("To others") < offered.index("Notice to users")
    headings = [row for row in range(box.count()) if offered[row].startswith("To ")]
    assert all(box.model().item(row).flags() == Qt.ItemFlag.NoItemFlags for row in headings)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_each_is_drafted_where_it_goes(qtbot, window, kind):
    tab = letters(qtbot, window, kind)
    assert tab.value("text")
    others = kind in ("user-notice", "authority-notice")
    assert tab.value("to") == ("" if others else "ada@example.org")
    assert ("goes to others" in tab._sealing.text()) == others


@pytest.mark.clause("AUM-1a", "AUM-1h")
def test_what_the_policy_has_it_say_stands_beside_its_clauses(qtbot, window):
    words = letters(qtbot, window)._duties.text()
    assert saying_words("thanks") in words
    assert "AUM-1a" in words
    assert "Receipt is acknowledged within 48 hours." in words
    assert "4 Mar 2026" in words
    assert "does not say" in letters(qtbot, window, "question")._duties.text()


def test_an_unfinished_letter_is_neither_saved_copied_nor_marked(qtbot, window, desk, case_id, monkeypatch):
    tab = letters(qtbot, window, "status")
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", pytest.fail)
    for press in (tab._on_sent, tab._on_copy, lambda: tab._save("eml")):
        tab.refuse("")
        press()
        settle(qtbot, window)
        assert "Still to be written" in tab._refusal.text()
    assert not fold(desk.vault.history(case_id)).has(e.StatusSent)
    letters(qtbot, window, "assessment")
    assert not tab._refusal.isVisible() or not tab._refusal.text()


def test_a_key_that_expired_is_said_and_only_a_button_that_says_so_saves_plain(
    qtbot, window, desk, case_id, ada, monkeypatch, tmp_path
):
    take_key(desk, case_id, *ada, "pasted")
    gpg = desk.tools.openpgp
    read = gpg.read_keys
    past = NOW - timedelta(days=3)
    monkeypatch.setattr(
        gpg, "read_keys", lambda c: tuple(msgspec.structs.replace(k, expires=past) for k in read(c))
    )
    show(qtbot, window, case_id)
    tab = letters(qtbot, window)
    assert "expired on 2026-02-27" in tab._sealing.text()
    assert not tab._mail.isVisible()
    assert not tab._armoured.isEnabled()
    assert tab._plain.isVisible()
    out = tmp_path / "plain.eml"
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", lambda *_: out)
    tab._save("eml")
    settle(qtbot, window)
    assert "cannot be encrypted" in window.bar.text
    assert not out.exists()
    tab._plain.click()
    settle(qtbot, window)
    assert "not encrypted" in window.bar.text
    assert out.read_bytes().startswith(b"Content-Type: text/plain")


@pytest.mark.clause("CZM-3g")
def test_a_report_without_an_address_offers_to_record_that(qtbot, window, desk):
    typed = TypedReport("czm", "web-form", "A hole", "It leaks.", NOW)
    case_id = enter_case(desk, typed)
    show(qtbot, window, case_id)
    tab = letters(qtbot, window)
    assert tab._unreachable.isVisible()
    assert not tab.value("text")
    tab._on_sent()
    assert "nobody to write to" in tab._refusal.text()
    tab._unreachable._record.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).unreachable is not None
    assert "is recorded" in tab._unreachable._words.text()
    assert not tab._unreachable._record.isVisible()
    assert letters(qtbot, window, "take-private").value("text")


@pytest.mark.clause("CZM-3i")
def test_a_policy_that_asks_for_a_secure_channel_says_so_beside_the_buttons(qtbot, window, desk):
    case_id = enter_case(desk, TypedReport("czm", "mail", "A", "x", NOW, "Ada", "ada@example.org"))
    show(qtbot, window, case_id)
    assert "CZM-3i" in letters(qtbot, window)._sealing.text()


@pytest.mark.clause("AUM-2j")
def test_a_false_positive_is_answered_with_the_way_to_the_bug_tracker(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.ScopeJudged("out", ("harmless input that was flagged",), reason="harmless"))
    record_act(desk, case_id, e.ReportRejected("out-of-scope", "It is harmless."))
    show(qtbot, window, case_id)
    window.desk.show_tab("letters")
    settle(qtbot, window)
    assert window.desk.reading.letters.value("kind") == "redirect"


def test_what_is_offered_first_is_to_save_and_marking_as_sent_stands_last(qtbot, window):
    tab = letters(qtbot, window)
    row = tab.mark_sent.parentWidget()
    buttons = [button for button in row.findChildren(ActButton) if button.isVisibleTo(row)]
    emphasised = [button.text() for button in buttons if button.property("look") == "primary"]
    assert emphasised == ["Save draft"]
    assert max(buttons, key=lambda button: (button.y(), button.x())) is tab.mark_sent


def test_a_letter_that_cannot_be_marked_as_sent_says_that_nothing_was_recorded(qtbot, window, desk, case_id):
    before = desk.vault.history(case_id)
    tab = letters(qtbot, window, "status")
    tab.mark_sent.click()
    settle(qtbot, window)
    assert tab._refusal.text().endswith("Nothing was recorded.")
    assert desk.vault.history(case_id) == before


def test_letters_go_to_a_folder_once_somebody_says_so(qtbot, window, desk, case_id, monkeypatch, tmp_path):
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", lambda *_: tmp_path / "first.eml")
    tab = letters(qtbot, window)
    tab._save("eml")
    settle(qtbot, window)
    assert window.bar._action.text() == "Always save there"
    window.bar._action.click()
    assert window.settings.letters_folder == str(tmp_path)
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", pytest.fail)
    for _ in range(2):
        tab._save("eml")
        settle(qtbot, window)
    name = f"{case_id}-acknowledgement"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}-2.eml", f"{name}.eml", "first.eml"]
    assert not window.bar._action.isVisible()
    monkeypatch.setattr("desktop.ui.letters_folder.choose_new_path", lambda *_: None)
    window.desk.session.letters_folder.path = str(tmp_path / "unplugged")
    tab._save("eml")
    settle(qtbot, window)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_draft_of_the_case_before_never_lands_in_the_letter_of_the_next(qtbot, window, desk, case_id):
    bob = TypedReport("aumos", "mail", "Another hole", "Other words", NOW, "Bob", "bob@example.org")
    other = enter_case(desk, bob)
    window.desk.session.show_case(other)
    window.desk.show_tab("letters", "acknowledgement")  # before the other case was read
    settle(qtbot, window)
    page = window.desk.reading.letters
    assert window.desk.session.view.case.case_id == other
    assert "ada@example.org" not in page.value("to")
    assert "Ada" not in page.value("text")
    window.desk.show_tab("letters")
    settle(qtbot, window)
    assert page.value("to") == "bob@example.org"
    assert "Dear Bob" in page.value("text")


def test_a_letter_of_another_case_than_the_one_in_view_is_not_marked_as_sent(qtbot, window, desk, case_id):
    page = letters(qtbot, window)
    bob = TypedReport("aumos", "mail", "Another hole", "Other words", NOW, "Bob", "bob@example.org")
    session = window.desk.session
    session.view = view_case(desk, enter_case(desk, bob))
    page.mark_sent.click()
    settle(qtbot, window)
    assert "another case" in page._refusal.text()
    assert not any(fold(desk.vault.history(c)).has(e.AckSent) for c in (case_id, session.view.case.case_id))
