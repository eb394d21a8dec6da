"""One thing that was looked at and is not well: what was found, and what mends it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.look.wording import Chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.workflows.custody.doctor import Check


class Finding(QWidget):
    """`mend` takes what its button does, by the name that the finding gives it; it stands for the verb."""

    def __init__(self, check: Check, mend: Callable[[str], object]) -> None:
        super().__init__()
        missing = check.state == "missing"
        chip = Chip(self.tr("Missing") if missing else self.tr("Weak"), "bad" if missing else "warn")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3)
        rows.addWidget(FoldingRow(Words(_names().get(check.name, check.name), "heading"), ChipLabel(chip)))
        rows.addWidget(Words(check.found, wrap=True))
        words = _mending().get(check.mends)
        if check.next_step and not (words and check.next_step.startswith("embargo ")):
            rows.addWidget(Words(check.next_step, "muted", wrap=True))
        if words:
            button = ActButton(words, lambda: mend(check.mends))
            rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _names() -> dict[str, str]:
    """What is looked at, where that is one word of English."""
    translate = QCoreApplication.translate
    return {
        "Backup": translate("Doctor", "Backup"),
        "Fonts": translate("Doctor", "Fonts"),
        "Keyring": translate("Doctor", "Keyring"),
        "Network": translate("Doctor", "Network"),
        "Sandbox": translate("Doctor", "Sandbox"),
        "Space": translate("Doctor", "Space"),
    }


def _mending() -> dict[str, str]:
    """What the window can do about a finding, by the name that the finding gives it."""
    translate = QCoreApplication.translate
    return {
        "give-name": translate("Doctor", "Give your name…"),
        "choose-key": translate("Doctor", "Choose or make a key…"),
        "back-up": translate("Doctor", "Make a backup…"),
        "try-restoring": translate("Doctor", "Try whether it restores…"),
    }
