"""Whatever has nothing to show says what it is for and what to do next, with a button where one can do it."""

import re
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.application import window_on
from desktop.ui.attachments.attachments_dialog import AttachmentsDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.refusals_dialog import RefusalsDialog
from desktop.ui.fixing.releases_dialog import ReleasesDialog
from desktop.ui.jobs.jobs_panel import JobsPanel
from desktop.ui.parts.empty_state import EmptyState
from desktop.ui.parts.labels import Words
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.products.products_dialog import ProductsDialog
from desktop.ui.retention.retention_dialog import RetentionDialog
from desktop.workflows.desk.save_filter import save_filter
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.ports import Silent
from desktop.workflows.promises.export_timeline import timeline_of
from desktop.workflows.promises.measure import measure
from tests.test_architecture import ROOT
from tests.ui.conftest import NOW, settle, typed
from tests.ui.cut_words import lost
from tests.ui.test_names import unnamed

OPEN, EVERY, NEW = "Open reports…", "Show all cases", "New case…"


@pytest.fixture
def bare(qtbot, desk):
    """A window on a vault without any case."""
    window = window_on(desk)
    qtbot.addWidget(window)
    window.resize(1268, 756)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()


def said(widget: QWidget) -> list[tuple[str, str]]:
    """What stands there empty, and the words of its button."""
    states = [state for state in widget.findChildren(EmptyState) if state.isVisible()]
    return [(state.words, state.button.text() if state.button.isVisible() else "") for state in states]


def teaches(words: str) -> bool:
    """A sentence that says what is not there, and one at least that says why the place exists."""
    what, _, why = words.partition("\n\n")
    return len(what) > 5 and len(why) > 30 and why.endswith(".")


@pytest.mark.parametrize(
    ("view", "what", "button"),
    [
        ("due", "Nothing is promised yet", NEW),
        ("inbox", "The inbox is empty", OPEN),
        ("open", "No case is open", EVERY),
        ("advisory", "No case waits for its advisory", EVERY),
        ("all", "There is no case yet", OPEN),
    ],
)
def test_each_view_of_the_list_says_what_comes_there(qtbot, bare, view, what, button):
    bare.desk.show_view(view)
    settle(qtbot, bare)
    ((words, offered),) = said(bare.desk.list)
    assert (words.split("\n")[0], offered) == (what, button)
    assert teaches(words)
    assert unnamed(bare.desk.list) == []
    qtbot.waitUntil(lambda: lost(bare.desk.list) == [])


def test_their_buttons_do_it(qtbot, bare, monkeypatch, tmp_path):
    bare.desk.list._empty.button.click()
    settle(qtbot, bare)
    (dialog,) = bare.findChildren(NewCaseDialog)
    dialog.reject()
    given = []
    monkeypatch.setattr("desktop.ui.pages.errand_table.choose_files", lambda *_a, **_k: (tmp_path / "a.eml",))
    monkeypatch.setattr(bare.desk.session, "receive", given.append)
    for view in ("inbox", "all"):
        bare.desk.show_view(view)
        settle(qtbot, bare)
        bare.desk.list._empty.button.click()
    assert given == [(tmp_path / "a.eml",)] * 2
    bare.desk.show_view("open")
    settle(qtbot, bare)
    bare.desk.list._empty.button.click()
    settle(qtbot, bare)
    assert bare.desk.view == "all"


def test_a_search_and_a_saved_filter_without_hits_lead_back(qtbot, window, desk, case_id):
    save_filter(desk.vault, "Ledger", "ledger severity:high")
    window.desk.show_view("all")
    listed = window.desk.list
    listed._search.setText("nothinglikethis")
    qtbot.waitUntil(lambda: bool(said(listed)))
    ((words, offered),) = said(listed)
    assert (words.split("\n")[0], offered) == ("No case has this", "Clear the search")
    assert teaches(words)
    listed._empty.button.click()
    qtbot.waitUntil(lambda: said(listed) == [])
    window.desk.show_filter("Ledger", "ledger severity:high")
    qtbot.waitUntil(lambda: bool(said(listed)))
    ((words, offered),) = said(listed)
    assert (words.split("\n")[0], offered) == ("No case fits “Ledger” now", EVERY)
    listed._empty.button.click()
    qtbot.waitUntil(lambda: said(listed) == [])
    assert listed._search.text() == ""


def test_the_keyboard_stays_in_the_list_whether_it_is_empty_or_not(qtbot, bare, desk):
    bare.activateWindow()
    bare.desk.list._empty.button.setFocus()
    qtbot.waitUntil(bare.desk.list._empty.button.hasFocus)
    enter_case(desk, typed())
    bare.desk.session.changed.emit()
    settle(qtbot, bare)
    assert bare.desk.list.due_view.hasFocus()
    bare.desk.show_view("all")
    settle(qtbot, bare)
    assert bare.desk.list.case_view.hasFocus()
    bare.desk.show_view("advisory")
    settle(qtbot, bare)
    assert bare.desk.list._empty.button.hasFocus()
    bare.desk.show_view("due")
    settle(qtbot, bare)
    assert bare.desk.list.due_view.hasFocus()


def test_when_nothing_is_owed_what_comes_later_is_a_click_away(qtbot, window, desk, case_id):
    window.desk.errands.cases.close_spam()
    settle(qtbot, window)
    window.desk.show_view("due")
    settle(qtbot, window)
    ((words, offered),) = said(window.desk.list)
    assert (words.split("\n")[0], offered) == ("Nothing is owed now", "Show what comes later")
    window.desk.list._empty.button.click()
    settle(qtbot, window)
    assert window.desk.list._which.currentText() == "Everything"
    assert said(window.desk.list)[0][1] == NEW  # a case of spam was promised nothing


def test_metrics_without_a_case_and_without_one_in_the_period(qtbot, bare, desk):
    page = bare.desk.pages.metrics()
    bare.desk.show_view("metrics")
    settle(qtbot, bare)
    ((words, offered),) = said(page)
    assert (words.split("\n")[0], offered) == ("There is no case yet", "")
    assert teaches(words)
    enter_case(desk, msgspec.structs.replace(typed(), arrived_at=NOW - timedelta(days=400)))
    page.show_measured(measure(desk, MetricQuery("", "2026-Q1", "2026-Q1"), Silent()))
    ((words, offered),) = said(page)
    assert (words.split("\n")[0], offered) == ("No case arrived in this period", "Show every quarter")
    page._empty.button.click()
    settle(qtbot, bare)
    assert said(page) == []
    assert page.measured.metrics.cases == 1


def test_the_journal_of_an_unknown_case_leads_back_to_all(qtbot, window):
    window.desk.show_view("journal")
    settle(qtbot, window)
    page = window.desk.pages.journal()
    page._case.control.setText("AUM-2026-0000000")
    page._case.edited.emit()
    settle(qtbot, window)
    ((words, offered),) = said(page)
    assert (teaches(words), offered) == (True, "Show all entries")
    page.findChild(EmptyState).button.click()
    settle(qtbot, window)
    assert said(page) == []
    assert page.model.rowCount() > 0


@pytest.mark.parametrize(
    ("tab", "what"),
    [
        ("audit", {"No code was searched yet.", "None yet."}),
        ("confirm", {"None yet."}),
        ("thread", set()),
        ("timeline", set()),
    ],
)
def test_the_tabs_of_a_case_of_which_little_is_known(qtbot, window, tab, what):
    window.desk.show_tab(tab)
    settle(qtbot, window)
    found = said(window.desk.reading)
    assert {words.split("\n")[0] for words, _ in found} == what
    assert all(teaches(words) for words, _ in found)


def test_a_thread_in_which_nothing_stands_offers_to_write(qtbot, window):
    tab = window.desk.reading.thread_tab
    window.desk.show_tab("thread")
    settle(qtbot, window)
    tab.list.show_entries((), anew=True)
    ((words, offered),) = said(tab.list)
    assert (teaches(words), offered) == (True, "Write a letter…")
    assert tab.list.accessibleDescription() == words
    tab.list.findChild(EmptyState).button.click()
    settle(qtbot, window)
    assert tab.writing is not None


def test_a_case_without_any_promise(qtbot, window):
    lanes, ledger = window.desk.reading.timeline.lanes, window.desk.reading.timeline._ledger
    window.desk.show_tab("timeline")
    settle(qtbot, window)
    lanes.show_lanes(msgspec.structs.replace(timeline_of(window.desk.session.view).lanes, lanes=()))
    ledger.show_entries(())
    qtbot.waitUntil(lambda: len(said(window.desk.reading.timeline)) == 2)
    assert [words.split("\n")[0] for words, _ in said(window.desk.reading.timeline)] == [
        "No promise runs.",
        "No promise has begun yet.",
    ]
    assert all(teaches(words) for words, _ in said(window.desk.reading.timeline))


def _listing_nothing(dialog: ProductsDialog) -> ProductsDialog:
    dialog.show_products(())
    return dialog


def _knowing_nothing(window) -> DatesDialog:
    dialog = DatesDialog(window, window.desk.session.view.profile, NOW.date())
    dialog.show_dates(())
    return dialog


DIALOGS: dict[str, tuple[Callable[[QWidget], QWidget], str]] = {
    "attachments": (lambda window: AttachmentsDialog(window, ()), "Add evidence…"),
    "refusals": (lambda window: RefusalsDialog(window, ()), ""),
    "releases": (lambda window: ReleasesDialog(window, (), can_plan=True), "Plan a day…"),
    "releases of no case": (lambda window: ReleasesDialog(window, (), can_plan=False), ""),
    "retention": (lambda window: RetentionDialog(window, (), ""), ""),
    "products": (lambda window: _listing_nothing(ProductsDialog(window)), ""),
    "dates": (_knowing_nothing, ""),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_each_dialog_with_an_empty_table(qtbot, window, name):
    make, button = DIALOGS[name]
    dialog = make(window)
    dialog.show()
    ((words, offered),) = said(dialog)
    assert (teaches(words), offered) == (True, button)
    assert unnamed(dialog) == []
    qtbot.waitUntil(lambda: lost(dialog) == [])
    dialog.close()


def test_files_are_added_from_the_empty_quarantine(qtbot, window, monkeypatch):
    asked = []
    place = "desktop.ui.evidence.evidence_errand.choose_files"
    monkeypatch.setattr(place, lambda _parent, title: asked.append(title) or ())
    window.desk.errands.attachments.show_all()
    (dialog,) = window.findChildren(AttachmentsDialog)
    dialog.findChild(EmptyState).button.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert asked == ["Add evidence"]


def test_the_jobs_the_tab_without_a_case_and_the_reading_pane(qtbot, bare):
    bare.jobs.turn()
    told = [words.text() for words in bare.findChild(JobsPanel).findChildren(Words) if words.isVisible()]
    assert any(text.startswith("Nothing is being done. Drop a mailbox") for text in told)
    bare.desk.show_view("all")
    settle(qtbot, bare)
    assert teaches(said(bare.desk.reading)[0][0])


NEVER_EMPTY = {
    "checked_dialog.py": "opens with findings alone",
    "tree_findings_dialog.py": "opens with findings alone",
    "hits_dialog.py": "opens for a search that found something",
    "items_dialog.py": "opens with what was dropped",
    "keys_dialog.py": "lists every command",
    "list_column.py": "has a list of sentences of its own",
    "measure_card.py": "a row to each quarter",
    "metrics_page.py": "hides the table, and a sentence says that nothing is overdue",
    "learning_card.py": "hides the table, and a sentence asks for an action",
    "retention_dialog.py": "hides the table behind its own sentence",
    "palette.py": "the foot says that nothing is called so",
}


def test_no_table_was_forgotten():
    """Whoever adds a list says what it says while it is empty, or why it never is."""
    makes = re.compile(r"\b(RowsTable|RowView)\((?!.*class)|super\(\).__init__\(self\._entries")
    without = [
        path.name
        for path in (ROOT / "desktop" / "ui").rglob("*.py")
        if makes.search(path.read_text())
        and "fill_when_empty(" not in path.read_text()
        and path.name not in (*NEVER_EMPTY, "rows_table.py", "row_view.py")
    ]
    assert without == []
