"""A real window on a desk in memory, page after page and dialog after dialog, for a screen reader.

A program of its own: it names what it shows on a line, and shows the next thing when a line comes back.
"""

import sys
from collections.abc import Iterator

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSocketNotifier
from PySide6.QtWidgets import QWidget

from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.ui.application import make_application, window_on
from desktop.ui.case.reading_pane import TABS
from desktop.ui.window import MainWindow
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk
from tests.ui.conftest import desk_on, typed
from tests.ui.test_names import dialogs

DOORS = ("first_run", "recovery", "unlock")


def rest(window: MainWindow) -> None:
    """Let the worker and the layouts finish."""
    app, deadline = make_application(), QDeadlineTimer(20_000)
    for _ in range(3):
        app.processEvents()
        while not window.background.idle and not deadline.hasExpired():
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if window.page is not None:
            window.page.session.pieces.finish()


def scenes(window: MainWindow, desk: Desk, case_id: str) -> Iterator[str]:
    """Show one thing after another; yields its name."""
    window.desk.session.show_case(case_id)
    rest(window)
    for tab in TABS:
        window.desk.reading.show_tab(tab)
        yield f"tab {tab}"
    for view in list(window.desk.rail._buttons):
        window.desk.rail._buttons[view].click()
        yield f"page {view}"
    for menu in window.commands.bar.actions():
        menu.menu().popup(window.mapToGlobal(window.rect().center()))
        yield f"menu {menu.text()}"
        menu.menu().hide()
    window.desk.session.show_case(case_id)
    rest(window)
    for dialog in dialogs(window, desk, case_id):
        dialog.show()
        yield f"dialog {type(dialog).__name__}"
        dialog.close()
    window._pages.setCurrentWidget(window.entrance)
    for door in DOORS:
        page: QWidget = getattr(window.entrance, door)
        window.entrance.setCurrentWidget(page)
        yield f"door {door}"


def main() -> None:
    app = make_application()
    listening = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    asked = QEventLoop()
    listening.activated.connect(asked.quit)
    with throwaway_home() as home:
        gpg = Gpg(home)
        desk = desk_on(gpg)
        case_id = enter_case(desk, typed())
        window = window_on(desk)
        window.show()
        rest(window)
        for scene in scenes(window, desk, case_id):
            rest(window)
            sys.stdout.write(f"{scene}\n")
            sys.stdout.flush()
            asked.exec()
            sys.stdin.readline()
        window.close()
        gpg.close()
    app.quit()


if __name__ == "__main__":
    main()
