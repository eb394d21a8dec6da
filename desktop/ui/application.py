"""The desk as a program: what `bootstrap` calls to open the window."""

import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.hardening.ending import AskedToEnd
from desktop.ui.background import Background
from desktop.ui.door import Door, Opened
from desktop.ui.fitting import ScreenWatch, fit_screen
from desktop.ui.languages import Tongue, speak
from desktop.ui.parts.choose_file import forget_paths
from desktop.ui.preload import Preload
from desktop.ui.recent import RecentVaults
from desktop.ui.second_start import OneDesk, SecondStart, come_forward
from desktop.ui.settings import DeskSettings
from desktop.ui.window import MainWindow
from desktop.workflows.session_ports import SessionWatch

if TYPE_CHECKING:
    from desktop.workflows.custody_ports import Custody
    from desktop.workflows.ports import Desk, Examine, Tools
    from desktop.workflows.vault_ports import Vault

_log = logging.getLogger(__name__)
_LISTEN_MS = 400
_SETTLED_MS = 200
"""The door is drawn by then."""


class Start(NamedTuple):
    """What the program was started with, and what it knows of earlier starts."""

    vault: Path | None = None
    paths: Sequence[Path] = ()
    """Taken in once it is unlocked."""
    run_demo: list[str] | None = None
    """The command that starts the demo beside this window."""
    recent: RecentVaults | None = None
    """The vaults that were opened before."""
    one: OneDesk | None = None
    """Brings what a second start was given."""
    home: Path | None = None
    """Where new vaults are proposed, unless in the person's own home."""
    tongue: Tongue | None = None
    """What is spoken, unless the system's language."""
    examine: "Examine" = lambda _tools, _looked: ()
    """What the doctor does."""


def run_desk(
    custody: "Custody",
    tools: "Callable[[], Tools]",
    make_desk: "Callable[[Vault, Tools], Desk]",
    start: Start,
    *,
    watch: SessionWatch | None = None,
    asked: AskedToEnd | None = None,
) -> int:
    """Open the window on a vault, or on the first-run page; returns when it is closed.

    `watch` tells when nobody sits before it any more.
    """
    app = make_application()
    tongue = start.tongue or Tongue()
    speak(app, tongue.chosen)
    background = Background()
    door = Door(background, custody, tools, make_desk)
    window = MainWindow(
        background,
        door,
        vault=start.vault,
        run_demo=start.run_demo,
        recent=start.recent,
        home=start.home,
        watch=watch,
    )
    if start.one is not None:
        second = SecondStart(window, start.one)
        second.came.connect(partial(come_forward, window))
        app.aboutToQuit.connect(second.rest)
    window.tongue = tongue
    window.examine = start.examine
    window.brought.name(start.paths)
    window.entrance.begin()
    Preload(window)
    return _run(app, window, asked or AskedToEnd())


def show_desk(desk: "Desk", tongue: Tongue) -> int:
    """Open the window on a desk that is unlocked already, as the demo's is; closing it locks the vault."""
    app = make_application()
    speak(app, tongue.chosen)
    window = window_on(desk)
    window.tongue = tongue
    return _run(app, window, AskedToEnd())


def window_on(desk: "Desk", settings: DeskSettings | None = None) -> MainWindow:
    """A window on an unlocked desk; it can be locked, not unlocked again."""
    background = Background()
    door = Door(background, None, lambda: desk.tools, lambda _vault, _tools: desk)
    window = MainWindow(background, door)
    window.open_desk(Opened(desk, settings or DeskSettings()))
    return window


def make_application() -> QApplication:
    """Qt, with its memory of files switched off and our look on."""
    forget_paths()
    qInstallMessageHandler(_log_without_words)
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["embargo"])
    app.setApplicationName("Embargo")
    app.setApplicationDisplayName("Embargo")
    app.setDesktopFileName("embargo")
    return app


def _log_without_words(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
    # What Qt says may hold a path or a stranger's text: its category is all that a log may know.
    if kind != QtMsgType.QtDebugMsg:
        _log.debug("Qt: %s in %s", kind.name, getattr(context, "category", "") or "default")


def report_bugs_of(window: MainWindow) -> Callable[..., None]:
    """An exception hook that tells and logs the type alone: an exception's text may be a stranger's."""

    def told(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        _log.error("the window failed: %s", kind.__name__)
        window.background.broke.emit(kind.__name__)

    return told


def _run(app: QApplication, window: MainWindow, asked: AskedToEnd) -> int:
    sys.excepthook = report_bugs_of(window)
    listen = QTimer(window, interval=_LISTEN_MS)
    listen.timeout.connect(partial(_end_if_asked, app, window, asked))
    listen.start()
    fit_screen(window)
    ScreenWatch(window, app)
    settled = QTimer(window, singleShot=True, interval=_SETTLED_MS)
    settled.timeout.connect(partial(_look_around, window))
    settled.start()
    window.show()
    return app.exec()


def _end_if_asked(app: QApplication, window: MainWindow, asked: AskedToEnd) -> None:
    """Called by the event loop, Python also sees a signal; before that runs, nothing could be left."""
    if asked.heard:
        app.closeAllWindows()
        if not window.isVisible():
            app.quit()


def _look_around(window: MainWindow) -> None:
    """What can wait until the door is drawn."""
    from desktop.ui.latin import warn_of_fonts  # noqa: PLC0415 - it draws with every font there is

    window.absence.listen()
    warn_of_fonts(window)
