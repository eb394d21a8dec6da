"""The words for verdicts on scope and on versions."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.wording import Chip


def verdict_chip(verdict: str) -> Chip:
    """What the scope says."""
    return {
        "in": Chip(QCoreApplication.translate("Scope", "in scope"), "good"),
        "out": Chip(QCoreApplication.translate("Scope", "out of scope"), "warn"),
        "prohibited": Chip(QCoreApplication.translate("Scope", "prohibited way"), "bad"),
        "ask": Chip(QCoreApplication.translate("Scope", "to be judged"), "accent"),
        "not-stated": Chip(QCoreApplication.translate("Scope", "not stated"), "muted"),
    }.get(verdict, Chip(verdict, "muted"))


def support_words(verdict: str) -> str:
    """What the table of versions says."""
    return {
        "supported": QCoreApplication.translate("Scope", "supported"),
        "unsupported": QCoreApplication.translate("Scope", "not supported"),
        "critical-only": QCoreApplication.translate("Scope", "supported for critical problems only"),
    }.get(verdict, verdict)
