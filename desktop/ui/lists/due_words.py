"""The words of the list of promises that are not those of one row."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.look.wording import Chip, state_chip
from desktop.workflows.vault_ports import DueRow


def counted(all_listed: int, may_apply: int, may_go_on: int = 0) -> str:
    """How many promises are owed, how many only may apply, and where nobody owes anything."""
    owed = all_listed - may_apply - may_go_on
    parts = (
        (owed, QCoreApplication.translate("Due", "{n} owed")),
        (may_apply, QCoreApplication.translate("Due", "{n} may apply")),
        (may_go_on, QCoreApplication.translate("Due", "{n} may go on")),
    )
    told = [words.format(n=number) for number, words in parts if number]
    return ", ".join(told) or parts[0][1].format(n=0)


def row_chip(row: DueRow) -> Chip:
    """How a promise stands; what the house proposes says so, before its date and after."""
    if row.kind == "may-go-on":
        return Chip(QCoreApplication.translate("Due", "may go on"), "muted")
    if row.kind == "reminder":
        return Chip(QCoreApplication.translate("Due", "reminder"), "muted")
    return state_chip(row.state, row.why)


def group_words(group: str) -> str:
    """The heading of a group."""
    return all_groups()[group]


def all_groups() -> dict[str, str]:
    """Every heading."""
    return {
        "overdue": QCoreApplication.translate("Due", "Overdue"),
        "passed": QCoreApplication.translate("Due", "Date passed"),
        "today": QCoreApplication.translate("Due", "Today"),
        "week": QCoreApplication.translate("Due", "Next 7 days"),
        "later": QCoreApplication.translate("Due", "Later"),
        "undated": QCoreApplication.translate("Due", "No date"),
        "settled": QCoreApplication.translate("Due", "Settled"),
    }
