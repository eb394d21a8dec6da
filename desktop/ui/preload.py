"""Loads what the desk is made of while somebody types a passphrase, in pieces that nobody feels.

On the thread of the window: Qt for Python makes its types when a module first names them, into a table that
is read without a lock.
"""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_FIRST_MS, _BETWEEN_MS = 250, 30
PIECES = (
    "icalendar",
    "desktop.formats.calendar",
    "desktop.workflows.desk.view_case",
    "desktop.ui.advisory_paper",
    "desktop.workflows.publication.tell_leaks",
    "desktop.workflows.publication.publish_advisory",
    "desktop.ui.desk_work",
    "desktop.ui.session",
    "desktop.ui.advisory.preview_pane",
    "desktop.ui.thread.thread_tab",
    "desktop.ui.case.case_tabs",
    "desktop.ui.case.reading_pane",
    "desktop.ui.lists.list_column",
    "desktop.ui.metrics.metrics_page",
    "desktop.ui.policies.policy_page",
    "desktop.ui.pages.case_errands",
    "desktop.ui.pages.desk_errands",
    "desktop.ui.pages.desk_page",
    "desktop.ui.opening",
)
"""Modules of ours and of others, those that need others behind them."""


class Preload(QObject):
    """One piece after another, as long as nothing else is to be done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(PIECES)
        self._next = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._next.timeout.connect(self._load)
        self._next.start()

    def _load(self) -> None:
        import_module(self._left.pop(0))
        if self._left:
            self._next.start(_BETWEEN_MS)
