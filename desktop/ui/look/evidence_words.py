"""How tries to reproduce a problem, and what holds the proof of it, are called."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.wording import Chip


def outcome_chip(outcome: str) -> Chip:
    """How a try to reproduce ended."""
    return {
        "reproduced": Chip(QCoreApplication.translate("Evidence", "Reproduced"), "good"),
        "not-reproduced": Chip(QCoreApplication.translate("Evidence", "Not reproduced"), "warn"),
        "inconclusive": Chip(QCoreApplication.translate("Evidence", "Inconclusive"), "muted"),
    }.get(outcome, Chip(outcome, "muted"))


def outcome_words(outcome: str) -> str:
    """The same in words alone."""
    return outcome_chip(outcome).words
