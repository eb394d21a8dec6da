"""The clipboard: what leaves through it is marked as secret, and taken back after a moment and on locking."""

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from desktop.domain.leaving.cleared import Cleared
from desktop.domain.links import Link

SECRET_HINT = "x-kde-passwordManagerHint"  # noqa: S105 - the name of a format
"""Asks clipboard histories not to keep what is copied."""
OURS = "application/x-embargo"
"""Marks what we copied, so that it can be taken back."""
KEPT_MS = 10_000


class ClipboardKeeper(QObject):
    """Takes back what was copied here once `kept_ms` have passed, unless something else was copied since."""

    def __init__(self, parent: QObject, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._timers = {mode: self._timer(mode, kept_ms) for mode in _modes(self._clipboard)}
        self._clipboard.changed.connect(self._on_changed)

    def _timer(self, mode: QClipboard.Mode, kept_ms: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=kept_ms, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: _take_back(self._clipboard, mode))
        return timer

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        timer = self._timers.get(mode)
        if timer is None:
            return
        if _is_ours(self._clipboard, mode):
            timer.start()
        else:
            timer.stop()


def secret(text: str) -> QMimeData:
    """What a person selected on the screen, as plain text, with a hint that no history should keep it."""
    data = QMimeData()
    data.setText(text)
    data.setData(SECRET_HINT, b"secret")
    data.setData(OURS, b"1")
    return data


def copy(what: Cleared | Link) -> None:
    """Put there what the gate cleared, or the address that a stranger wrote and a person asked to copy."""
    text = what.content.decode() if isinstance(what, Cleared) else what.address
    QApplication.clipboard().setMimeData(secret(text))


def take_back() -> None:
    """Clear what is ours, also what the middle mouse button would paste."""
    clipboard = QApplication.clipboard()
    for mode in _modes(clipboard):
        _take_back(clipboard, mode)


def _take_back(clipboard: QClipboard, mode: QClipboard.Mode) -> None:
    if _is_ours(clipboard, mode):
        clipboard.clear(mode)


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    selection = mode == QClipboard.Mode.Selection
    if clipboard.ownsSelection() if selection else clipboard.ownsClipboard():
        return True  # also what a one-line field copied, which cannot mark it
    data: QMimeData | None = clipboard.mimeData(mode)  # None when it is empty, whatever the stubs say
    return data is not None and data.hasFormat(OURS)


def _modes(clipboard: QClipboard) -> tuple[QClipboard.Mode, ...]:
    both = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)
    return both if clipboard.supportsSelection() else both[:1]
