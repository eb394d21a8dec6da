"""Help inside the program: every stage has a page, all they name is there, F1 opens the right one."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop.domain.stages import STAGES
from desktop.formats.help_pages import TOPICS, MenuEntry, matching, parse_page, read_pages
from desktop.formats.shipped import shipped_path
from desktop.ui.case.case_tabs import TABS
from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.help.help_dialog import HelpDialog
from desktop.ui.help.topics import OF_TAB, OF_VIEW
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from tests.ui.conftest import settle

PAGES = read_pages()


def help_of(window) -> HelpDialog:
    return window.findChild(HelpDialog)


def said(dialog) -> str:
    return "\n".join(label.text() for label in dialog.view.findChildren(Words) if not label.isHidden())


# --- the pages ---------------------------------------------------------------------------------------------


def test_every_file_is_a_page_and_every_page_a_file():
    files = {path.stem for path in shipped_path("help", "en").glob("*.md")}
    assert files == set(TOPICS)


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_has_a_page_of_its_name(stage):
    page = next(page for page in PAGES if page.topic == stage.lower())
    assert page.title == stage
    assert page.paragraphs


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
def test_each_link_leads_to_a_page_and_no_sign_of_markdown_is_left(page):
    for paragraph in page.paragraphs:
        assert {topic for _, topic in paragraph.links} <= set(TOPICS)
        words = "".join(piece for piece in paragraph.pieces if isinstance(piece, str))
        assert not re.search(r"\*\*|\]\(|^#|^[-*] |`|https?:", words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
def test_each_entry_that_a_page_names_stands_in_that_menu(page, window):
    there = {
        (menu.accessibleName(), action.text().replace("&", ""))
        for action in window.commands.actions
        for menu in action.associatedObjects()
        if isinstance(menu, QMenu)
    }
    named = {(p.menu, p.entry) for q in page.paragraphs for p in q.pieces if isinstance(p, MenuEntry)}
    assert named <= there


def test_a_page_is_reached_from_another_or_from_what_it_is_about():
    linked = {topic for page in PAGES for paragraph in page.paragraphs for _, topic in paragraph.links}
    about = {*OF_TAB.values(), *OF_VIEW.values(), "first-steps", "intake", "keyboard", "when-something-fails"}
    assert set(TOPICS) <= linked | about


def test_a_page_without_a_title_is_a_mistake():
    with pytest.raises(ValueError, match="no title"):
        parse_page("audit", "words")


def test_a_language_without_pages_is_told_in_english():
    assert read_pages("xx") == PAGES


def test_a_search_finds_pages_that_say_all_words_titles_first():
    assert matching(PAGES, "recovery CODE")
    assert all("recovery" in page.words for page in matching(PAGES, "recovery code"))
    assert matching(PAGES, "fix")[0].topic == "fix"
    assert matching(PAGES, "zebra") == ()


# --- in the window -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
def test_f1_opens_the_page_of_the_tab_in_front(qtbot, window, tab):
    window.desk.reading.show_tab(tab)
    settle(qtbot, window)
    window.show_help()
    assert help_of(window).topic == ("intake" if tab == "report" else OF_TAB[tab])
    assert help_of(window).isVisible()


@pytest.mark.parametrize(("view", "topic"), [("due", "clocks"), ("journal", "vault-and-keys")])
def test_f1_opens_the_page_of_a_view(qtbot, window, view, topic):
    window.desk.show_view(view)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    settle(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert help_of(window).topic == topic


def test_f1_works_at_the_door_and_over_a_dialog_once(qtbot, window):
    window.show_keys()
    sheet = window.findChild(CheatSheet)
    qtbot.keyClick(sheet, Qt.Key.Key_F1)
    (opened,) = window.findChildren(HelpDialog)
    qtbot.keyClick(opened, Qt.Key.Key_F1)
    assert window.findChildren(HelpDialog) == [opened]
    opened.accept()
    sheet.accept()
    window.lock()
    settle(qtbot, window)
    window.show_help()
    assert any(
        dialog.isVisible() and dialog.topic == "first-steps" for dialog in window.findChildren(HelpDialog)
    )


def test_pages_are_searched_and_links_followed_by_keyboard(qtbot, window):
    window.show_help()
    dialog = help_of(window)
    dialog.line.setFocus()
    qtbot.keyClicks(dialog.line, "peel nothing here")
    assert dialog.none.isVisible()
    dialog.line.clear()
    qtbot.keyClicks(dialog.line, "draft crash")
    assert dialog.topic == "letters"
    dialog.show_topic("first-steps")
    assert dialog.line.text() == ""
    link = next(b for b in dialog.view.findChildren(ActButton) if b.text() == "Audit")
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert dialog.topic == "audit"


def test_a_page_names_the_key_that_is_in_use(window):
    window.commands.bind({"search": "Ctrl+Alt+9"})
    window.show_help()
    dialog = help_of(window)
    dialog.show_topic("reading")
    QApplication.processEvents()
    assert "“Go > Find, or search” (Ctrl+Alt+9)" in said(dialog)
