"""The orders in which cases are listed."""

from typing import Literal

from PySide6.QtCore import QCoreApplication

Order = Literal["due", "received", "title", "severity", "stage", "case_id"]


def orders() -> list[tuple[Order, str]]:
    """Those that can be chosen, in words."""
    return [
        ("due", QCoreApplication.translate("Orders", "By due date")),
        ("received", QCoreApplication.translate("Orders", "Newest")),
        ("severity", QCoreApplication.translate("Orders", "By severity")),
        ("stage", QCoreApplication.translate("Orders", "By stage")),
        ("title", QCoreApplication.translate("Orders", "By title")),
    ]
