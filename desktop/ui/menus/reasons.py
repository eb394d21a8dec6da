"""Why an act cannot be done now, in a sentence; what only the rules know, they say when it is tried."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage
    from desktop.workflows.desk.view_case import CaseView


def no_case(desk: "DeskPage") -> str:
    """Nothing is in sight that it could be about."""
    if desk.session.view is None or not desk.case_in_sight:
        return QCoreApplication.translate("Reasons", "No case is in sight. Choose one first.")
    return ""


def no_open_case(desk: "DeskPage") -> str:
    """What is closed already is not decided again."""
    view = desk.session.view
    if view is not None and desk.case_in_sight and not view.case.open:
        return QCoreApplication.translate("Reasons", "The case is closed. Undo the closing to go on.")
    return no_case(desk)


def no_case_chosen(desk: "DeskPage") -> str:
    """Several may be chosen, none of them in sight."""
    return "" if desk.chosen_in_sight else no_case(desk)


def no_open_case_chosen(desk: "DeskPage") -> str:
    """Of those that are chosen, each is decided by itself."""
    return "" if desk.chosen_in_sight else no_open_case(desk)


def no_step(desk: "DeskPage") -> str:
    """Nothing is missing any more."""
    from desktop.ui.case.next_step import next_step  # noqa: PLC0415 - the door needs no case

    view = desk.session.view
    if view is not None and desk.case_in_sight and next_step(view) is None:
        return QCoreApplication.translate("Reasons", "Nothing is missing in this case.")
    return no_case(desk)


def nothing_to_undo(desk: "DeskPage") -> str:
    """What opened a case is not undone."""
    view = desk.session.view
    if view is not None and desk.case_in_sight and not _acts(view):
        return QCoreApplication.translate("Reasons", "Nothing was done in this case that could be undone.")
    return no_case(desk)


def no_reader(desk: "DeskPage") -> str:
    """Whoever works here may read no cases."""
    from desktop.workflows.team.guarded_vault import reads  # noqa: PLC0415 - the door needs no team

    if not reads(desk.session.desk.vault, "cases"):
        return QCoreApplication.translate("Reasons", "Your roles let you read no cases.")
    return ""


def _acts(view: "CaseView") -> int:
    """How many there are that count, beside the one that opened the case."""
    from desktop.domain.events import EventUndone  # noqa: PLC0415 - the door needs no case
    from desktop.domain.occurrences import in_force  # noqa: PLC0415 - likewise

    return sum(not isinstance(recorded.event, EventUndone) for recorded in in_force(view.history)) - 1
