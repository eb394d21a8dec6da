"""Whether there is a tray to speak in: not every desktop has one."""

from PySide6.QtWidgets import QSystemTrayIcon


def tray_there() -> bool:
    """Whether this desktop has a tray that shows notices."""
    return QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()
