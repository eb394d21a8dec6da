"""The clipboard: what leaves through it is marked as secret and taken back when the vault locks."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from desktop.ui.parts.inert_text import OURS, SECRET_HINT


def copy(text: str) -> None:
    """Put plain text there, with a hint that no history should keep it."""
    data = QMimeData()
    data.setText(text)
    data.setData(SECRET_HINT, b"secret")
    data.setData(OURS, b"1")
    QApplication.clipboard().setMimeData(data)


def take_back() -> None:
    """Clear what is ours, also what the middle mouse button would paste."""
    clipboard = QApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    for mode in modes:
        data: QMimeData | None = clipboard.mimeData(mode)  # None when it is empty, whatever the stubs say
        if data is not None and data.hasFormat(OURS):
            clipboard.clear(mode)
