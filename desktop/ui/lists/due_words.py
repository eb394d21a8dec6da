"""The words of the list of promises that are not those of one row."""

from PySide6.QtCore import QCoreApplication


def counted(all_listed: int, may_apply: int) -> str:
    """How many promises are owed, and how many only may apply: those nobody owes yet."""
    owed = QCoreApplication.translate("Due", "{n} owed").format(n=all_listed - may_apply)
    maybe = QCoreApplication.translate("Due", "{n} may apply").format(n=may_apply)
    if not may_apply:
        return owed
    return f"{owed}, {maybe}" if all_listed > may_apply else maybe


def group_words(group: str) -> str:
    """The heading of a group."""
    return {
        "overdue": QCoreApplication.translate("Due", "Overdue"),
        "passed": QCoreApplication.translate("Due", "Date passed"),
        "today": QCoreApplication.translate("Due", "Today"),
        "week": QCoreApplication.translate("Due", "Next 7 days"),
        "later": QCoreApplication.translate("Due", "Later"),
        "undated": QCoreApplication.translate("Due", "No date"),
        "settled": QCoreApplication.translate("Due", "Settled"),
    }[group]
