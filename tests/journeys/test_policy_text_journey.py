"""Somebody new points at their own SECURITY.md: a moment later its clocks tick, each with its own sentence.

Through the window, by the keyboard alone: from the start page of a new vault to a report whose promises show
the sentences that made them; then the text changes, and the open case keeps the version of its receipt.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.policy.proposing import Open, Proposed
from desktop.ui.case.clock_card import NextPromise
from desktop.ui.case.inspector import Inspector
from desktop.ui.lists.due_list_model import about
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.search_field import SearchField
from desktop.ui.policies.offer_bar import OfferBar
from desktop.ui.policies.proposing.take_dialog import TakeDialog
from desktop.ui.setup.done_page import DonePage
from desktop.workflows.promises.list_due import list_due
from tests.journeys.conftest import make_vault
from tests.journeys.test_keyboard_journey import Keys

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ACK, FIX = "You will hear from us within 48 hours.", "Critical problems are fixed within 7 days."
HOLD = "Embargoes last no longer than 90 days."
TEXT = f"""\
# Security policy of Heron Loader

Write to security@heron-loader.dev, and not in a public issue.

{ACK} {FIX}

{HOLD}
"""


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """Profiles of one's own stand in a folder of this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def text(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "SECURITY.md"
    path.write_text(TEXT)
    monkeypatch.setattr("desktop.ui.policies.proposing.propose_errand.choose_files", lambda *_, **__: (path,))
    return path


def mail(folder: Path) -> Path:
    path = folder / "report.eml"
    path.write_bytes(
        b"From: Robin Finder <robin@example.net>\r\nTo: security@heron-loader.dev\r\n"
        b"Subject: Export reads across tenants\r\n\r\nAny tenant reads the findings of all others.\r\n"
    )
    return path


def begin_at_the_start_page(window, keys) -> None:
    """Past the keys of this machine, to the question whose promises are kept."""
    keys.click(next(b for b in window.findChildren(ActButton) if b.isVisible() and b.text() == "Go on"))
    assert window.desk.pages.start().isVisible()


def press(page, words: str) -> ActButton:
    return next(b for b in page.findChildren(ActButton) if words in b.accessibleName() and b.isVisible())


def decide_everything(keys, page) -> None:
    """Accept value after value and answer question after question, wherever the page leads."""
    keys.reach(page.points)
    for _ in range(60):
        QApplication.processEvents()  # what was laid out is shown with the next of them
        point = page.points.point
        if isinstance(point, Proposed) and not page.review.verdict(point.id):
            keys.reach(page.points)
            keys._press(Qt.Key.Key_A)
        elif isinstance(point, Open) and point.id not in page.review.answers:
            answer(keys, page, point)
        else:
            return
        keys.wait()


def answer(keys, page, question: Open) -> None:
    field = page.card.field
    if isinstance(field, SearchField):
        line = field.control.lineEdit()
        keys.reach(line)
        line.setText("UTC")  # typed, it would open its list, which offscreen cannot
        keys.click(press(page.card, "This is the answer"))
    else:
        keys.reach(field.control)
        keys._press(Qt.Key.Key_Space)


def sentences_in(widget) -> str:
    return " ".join(
        label.accessibleName() for label in widget.findChildren(InertLabel) if label.isVisibleTo(widget)
    )


def test_from_ones_own_text_to_a_ticking_clock_with_its_sentence(qtbot, door, tmp_path, text) -> None:
    window, _intake = door
    make_vault(qtbot, window, tmp_path)
    keys = Keys(qtbot, window)
    begin_at_the_start_page(window, keys)

    keys.click(press(window.desk.pages.start(), "From a SECURITY.md"))
    page = window.desk.pages.proposal()
    qtbot.waitUntil(page.isVisible)
    assert page.review.accepted == {}
    decide_everything(keys, page)
    assert page._state.text() == "Everything is decided."
    adopt(qtbot, window, keys, page)
    keys.click(window.findChild(DonePage).leave)

    keys.drop(mail(tmp_path))
    session = window.desk.session
    qtbot.waitUntil(lambda: session.view is not None)
    ack = next(r for r in session.view.readings if r.clock == "ack")
    assert (ack.state, ack.quotes) == ("running", (ACK,))
    assert ack.due == ack.since + timedelta(hours=48)
    assert all(reading.quotes for reading in session.view.readings)
    promise, inspector = window.desk.findChild(NextPromise), window.desk.findChild(Inspector)
    qtbot.waitUntil(lambda: f"“{ACK}”" in sentences_in(promise))
    for said in (ACK, FIX, HOLD):  # what was laid into a page is shown with the next of its events
        qtbot.waitUntil(lambda said=said: f"“{said}”" in sentences_in(inspector))

    rows = list_due(session.desk, everything=True)
    assert {row.clock: row.quotes for row in rows}["ack"] == (ACK,)
    assert all(about(row).startswith("“") for row in rows if row.case_id)

    a_changed_text_moves_no_open_case(qtbot, window, keys, text, ack.due)


def adopt(qtbot, window, keys, page) -> str:
    keys.click(page._adopt)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(TakeDialog)))
    dialog = next(d for d in window.findChildren(TakeDialog) if d.isVisible())
    told = " ".join(label.text() for label in dialog.findChildren(Words))
    keys.click(dialog.primary)
    return told


def a_changed_text_moves_no_open_case(qtbot, window, keys, text, due) -> None:
    """The difference and what would move are shown before anything changes; the case is asked, not moved."""
    text.write_text(TEXT.replace("48 hours", "24 hours"))
    window.desk.show_view("policies")
    keys.wait()
    keys.click(press(window.desk.pages.policies(), "From a SECURITY.md"))
    page = window.desk.pages.proposal()
    qtbot.waitUntil(page.isVisible)
    keys.click(page._as_before)
    decide_everything(keys, page)
    told = adopt(qtbot, window, keys, page)
    assert "Receipt is acknowledged within 24 hours." in told
    assert "48 hours → 24 hours" in told
    assert "What would move in open cases" in told
    session = window.desk.session
    session.show_case(session.view.case.case_id)
    keys.wait()
    ack = next(r for r in session.view.readings if r.clock == "ack")
    assert (ack.due, ack.quotes) == (due, (ACK,))
    assert window.desk.findChild(OfferBar).isVisible()
