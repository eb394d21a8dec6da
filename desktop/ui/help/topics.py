"""Which page of the help is about what is before somebody."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from desktop.formats.help_pages import Topic

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

OF_TAB: dict[str, Topic] = {
    "report": "reading",
    "thread": "letters",
    "confirm": "confirm",
    "audit": "audit",
    "fix": "fix",
    "advisory": "advisory",
    "incident": "incidents",
    "timeline": "clocks",
}
OF_VIEW: dict[str, Topic] = {
    "due": "clocks",
    "inbox": "intake",
    "advisory": "advisories",
    "journal": "vault-and-keys",
}


def topic_of(window: "MainWindow") -> Topic:
    """The page for the tab, the view or the door in front."""
    page = window.page
    if page is None:
        return "vault-and-keys" if window.entrance.directory is not None else "first-steps"
    if page.case_in_sight and page.session.view is not None:
        view = page.session.view
        untouched = page.reading.tab == "report" and view.case.open and not view.stages[0].done
        return "intake" if untouched else OF_TAB[page.reading.tab]
    return OF_VIEW.get(page.view, "clocks")


def keys_by_words(actions: Sequence[QAction]) -> dict[str, str]:
    """The key in use of each entry of the menus, by its words."""
    form = QKeySequence.SequenceFormat.NativeText
    keys = {action.text().replace("&", ""): action.shortcut().toString(form) for action in actions}
    return {words: key.lower() if len(key) == 1 else key for words, key in keys.items()}
