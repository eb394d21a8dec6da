"""Type into a form of a real vault, a character every 50 ms, until somebody kills this process.

A program of its own: it prints the number of characters typed and the time after each. Arguments: the folder
of the vault, its passphrase, the case.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import bootstrap
from desktop.openpgp.home import throwaway_home
from desktop.ui.application import make_application, window_on
from desktop.ui.window import MainWindow
from desktop.vault.remote import RemoteCustody

_EVERY_MS = 50
ALPHABET = "abcdefghij"


def type_on(window: MainWindow, app: QApplication) -> QTimer:
    control = window.desk.reading.tabs["confirm"].fields["rationale"].control
    control.setFocus()
    typed = 0

    def one() -> None:
        nonlocal typed
        QTest.keyClick(control, ALPHABET[typed % len(ALPHABET)])
        typed += 1
        sys.stdout.write(f"{typed} {time.monotonic()}\n")
        sys.stdout.flush()

    timer = QTimer(app, interval=_EVERY_MS)
    timer.timeout.connect(one)
    timer.start()
    return timer


def main(directory: str, passphrase: str, case_id: str) -> None:
    app = make_application()
    with throwaway_home() as home:
        custody = RemoteCustody(bootstrap.own_command("_vault"))
        vault = custody.unlock(directory, "passphrase", passphrase)
        desk = bootstrap.make_desk(vault, bootstrap.make_tools(Path(home)))
        window = window_on(desk)
        window.show()
        window.desk.session.show_case(case_id)
        while window.desk.session.view is None:
            app.processEvents()
        window.desk.reading.show_tab("confirm")
        timer = type_on(window, app)
        app.exec()
        timer.stop()


main(*sys.argv[1:])
