"""The whole window in the pseudo-language: what stands there without its brackets was forgotten."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import product

import msgspec
import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desktop.domain.failures import Failure
from desktop.domain.inert import Untrusted
from desktop.ui.application import window_on
from desktop.ui.case.reading_pane import TABS
from desktop.ui.look.sentences import said
from desktop.ui.parts.choice_box import ChoiceBox
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.message_bar import MessageBar, of_failure
from tests.catalogues import pseudo
from tests.ui.conftest import settle
from tests.ui.test_languages import speaking  # noqa: F401 - a fixture
from tests.ui.test_names import dialogs

SAID = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-z]{3,}")
NAMES = frozenset({
    "Embargo", "UTC", "CSAF", "VEX", "CVE", "JSON", "OSV", "OpenVEX", "Markdown", "HTML", "GHSA", "HEAD",
    "CVSS", "TLP", "CLEAR", "GREEN", "AMBER", "STRICT", "RED",
    "bstrcpy", "security", "https", "pgp4fpr", "openpgp4fpr", "well", "known", "txt", "schema",
    "GnuPG", "apt", "get", "install", "gnupg",
    "Ctrl", "Shift", "Alt", "Return", "PgDown", "PgUp", "Home", "End", "Space", "Esc",
})  # fmt: skip
"""The same in every language: formats, labels, keys, and how an address begins."""
PLACE = re.compile(r"\([A-Z]+\)|\(/[\w/]+\)|\S*\.(?:json|md|txt|html|asc)\b")
"""A metric, a place within a document, a file."""
HISTORY = re.compile(r"The (?:problem|advisory) was \w+\.")
"""What an advisory says of its own history: it leaves in English."""
TIP = re.compile(r"</?p[^>]*>")
QUOTING = {
    "HelpDialog": "the pages of the help, which are files of their own",
    "CorrectDialog": "the keys that a profile is written with",
}
"""Dialogs that quote what is written in English, and what that is."""
TYPED = ("Germany", "The fix", "Henry", "example.org", "American English", "Hall", "Office")
"""What the tests typed, and how a country and a language call themselves."""
DOORS = ("first_run", "recovery", "unlock")


@pytest.fixture
def pseudo_window(qtbot, desk, case_id, speaking, spoken):  # noqa: F811
    speaking("pseudo", spoken)
    window = window_on(desk)
    qtbot.addWidget(window)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()


def forgotten(text: str) -> str:
    """What of a text is left once all that was said in the pseudo-language is taken away."""
    rest = ""
    while rest != text:
        rest, text = text, SAID.sub(" ", text)
    return text


def texts_of(widget: QWidget) -> Iterator[str]:
    """What a widget shows or says; what strangers wrote or policies promise is theirs."""
    shown = (HISTORY.sub("", text) for text in may_be_theirs(widget))
    yield from (text for text in shown if said(text) != text)
    yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleDescription())
    if not isinstance(widget, InertLabel):
        yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget, InertLabel):
        yield "" if widget.property("look") == "code" else widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def may_be_theirs(widget: QWidget) -> Iterator[str]:
    """Where strangers' words stand, too: of these only what the lower rooms say is looked for."""
    if isinstance(widget, InertLabel):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit) and widget.isReadOnly():
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        root = widget.rootIndex()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
        for row, column in product(range(model.rowCount(root)), range(columns)):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column, root).data(role) or "")


def left_in(top: QWidget, theirs: frozenset[str]) -> dict[str, str]:
    """Texts below a widget that no translator can reach, by the class that shows them."""
    found = {}
    for widget in (top, *top.findChildren(QWidget)):
        if isinstance(widget.parent(), QTabBar | QKeySequenceEdit):
            continue  # arrows of Qt and what it says of keys, in Qt's own words
        for text in texts_of(widget):
            rest = forgotten(PLACE.sub(" ", TIP.sub(" ", text)))
            for own in sorted((t for t in theirs if t.lower() in rest.lower()), key=len, reverse=True):
                rest = re.sub(re.escape(own), " ", rest, flags=re.IGNORECASE)
            if any(word not in NAMES for word in WORD.findall(rest)):
                found[rest.strip()] = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
    return found


def strings_in(value: object) -> Iterator[str]:
    """Every string of a value of the lower rooms: what a stranger, a policy or a rule says."""
    if isinstance(value, str | Untrusted):
        yield value if isinstance(value, str) else value.line
        return
    parts: Iterable[object] = ()
    if isinstance(value, Mapping):
        parts = (*value.keys(), *value.values())
    elif isinstance(value, msgspec.Struct):
        parts = [getattr(value, name) for name in value.__struct_fields__]
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, Iterable):
        parts = value
    for part in parts:
        yield from strings_in(part)


def theirs(desk, window) -> frozenset[str]:
    """What stands in the window and is not Embargo's own: data, and the sentences of the policy."""
    session = window.desk.session
    profiles = [desk.tools.policies.profile(name) for name in desk.tools.policies.ids()]
    seen = {text for text in strings_in(session.view) if said(text) == text}
    given = {*seen, *strings_in(profiles), session.desk.handler, "Grace", *TYPED}
    clauses = {clause.removesuffix(".") for text in given for clause in re.findall(r"[A-Z]{3}-\w+", text)}
    return frozenset(text for text in given | clauses if len(text) > 2)


def test_every_string_of_the_window_can_be_translated(qtbot, pseudo_window, desk):
    for tab in TABS:
        pseudo_window.desk.reading.show_tab(tab)
        settle(qtbot, pseudo_window)
    assert left_in(pseudo_window, theirs(desk, pseudo_window)) == {}


def test_every_string_of_every_dialog_can_be_translated(pseudo_window, desk, case_id):
    known = theirs(desk, pseudo_window)
    for dialog in dialogs(pseudo_window, desk, case_id):
        name = type(dialog).__name__
        if name not in QUOTING:
            assert left_in(dialog, known) == {}, name
        assert QUOTING.get(name, "says why")


@pytest.mark.parametrize("page", DOORS)
def test_every_string_at_the_door_can_be_translated(pseudo_window, page):
    assert left_in(getattr(pseudo_window.entrance, page), frozenset()) == {}


def test_why_something_failed_is_said_in_the_language(pseudo_window):
    (bar,) = pseudo_window.findChildren(MessageBar)
    for kind in {Failure, *Failure.known.values()}:
        bar.show_message(of_failure(kind("There is no such file.")))
        assert left_in(bar, frozenset()) == {}, kind
        assert bar.text.startswith(pseudo.pseudo("There is no such file."))


def test_a_forgotten_string_is_seen(qtbot, pseudo_window):
    label = QLabel("Nobody translated this", pseudo_window)
    assert list(left_in(pseudo_window.desk.inspector.window(), frozenset())).count(label.text()) == 1


def test_the_layout_is_mirrored(qtbot, pseudo_window):
    desk = pseudo_window.desk
    across = [
        widget.mapTo(pseudo_window, widget.rect().center()).x()
        for widget in (desk.rail, desk.list, desk.reading)
    ]
    assert across == sorted(across, reverse=True)
    menu = pseudo_window.commands.bar
    first, last = menu.actionGeometry(menu.actions()[0]), menu.actionGeometry(menu.actions()[-1])
    assert first.x() > last.x()
    wrong = [
        w
        for w in pseudo_window.findChildren(QWidget)
        if not w.isRightToLeft() and w.layoutDirection() != Qt.LayoutDirection.LeftToRight
    ]
    assert wrong == []
    assert desk.rail.isRightToLeft()


def test_the_arrow_of_a_choice_stands_clear_of_its_words(qtbot, pseudo_window):
    """It is at the end of the line, which is on the left here."""
    box = next(box for box in pseudo_window.findChildren(ChoiceBox) if box.isVisible())
    picture = box.grab().toImage()
    ground = picture.pixelColor(picture.width() - 5, picture.height() // 2)
    quiet = [
        picture.pixelColor(x, picture.height() // 2) == ground
        for x in range(picture.width() - 9, picture.width() - 3)
    ]
    assert all(quiet)
    left = [picture.pixelColor(x, y) for x in range(8, 22) for y in range(8, picture.height() - 8)]
    assert any(colour != ground for colour in left)


@pytest.mark.parametrize("tab", TABS)
def test_nothing_is_cut_off(qtbot, pseudo_window, tab):
    """Two fifths more words, and no button, label or tick is narrower or lower than what it says."""
    pseudo_window.desk.reading.show_tab(tab)
    settle(qtbot, pseudo_window)
    qtbot.waitUntil(lambda: cut_off(pseudo_window) == [])


@pytest.mark.parametrize("page", DOORS)
def test_nothing_is_cut_off_at_the_door(qtbot, pseudo_window, page):
    door = pseudo_window.entrance
    pseudo_window._pages.setCurrentWidget(door)
    door.setCurrentWidget(getattr(door, page))
    settle(qtbot, pseudo_window)
    qtbot.waitUntil(lambda: cut_off(door) == [])


def cut_off(top: QWidget) -> list[str]:
    """Visible words that their widget has no room for."""
    found = []
    for widget in top.findChildren(QWidget):
        if (
            not widget.isVisible()
            or isinstance(widget, InertLabel)
            or not isinstance(widget, QLabel | QAbstractButton)
        ):
            continue
        needed = widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            lacks = widget.heightForWidth(widget.width()) > widget.height() + 1
        else:
            lacks = needed.width() > widget.width() + 1 or needed.height() > widget.height() + 1
        if lacks and widget.text():
            found.append(
                f"{type(widget).__name__}: {widget.text()} {widget.size().toTuple()} {needed.toTuple()}"
            )
    return found
