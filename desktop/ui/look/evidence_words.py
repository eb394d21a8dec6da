"""How tries to reproduce a problem, and what holds the proof of it, are called."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.assessing.evidence import KeptFile
from desktop.ui.look.instants import short
from desktop.ui.look.sizes import size_words
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


def file_words(file: KeptFile) -> str:
    """What is known of a file in quarantine without opening it."""
    words = QCoreApplication.translate("Evidence", "{size}, {type}, {whence}")
    return words.format(size=size_words(file.size), type=file.media_type, whence=whence_words(file))


def whence_words(file: KeptFile) -> str:
    """Which message brought it, or who added it when."""
    if file.added_at is None:
        return QCoreApplication.translate("Evidence", "from message {n}").format(n=file.message)
    words = QCoreApplication.translate("Evidence", "added by {who} on {when}")
    return words.format(who=file.added_by, when=short(file.added_at))
