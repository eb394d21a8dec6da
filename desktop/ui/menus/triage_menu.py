"""What is decided about a report that came in: it is answered and confirmed, or closed with a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act
from desktop.ui.menus.reasons import no_case_chosen, no_open_case, no_open_case_chosen

if TYPE_CHECKING:
    from desktop.domain.events import RejectReason
    from desktop.ui.pages.desk_page import DeskPage


def of_triage() -> list[list[Act]]:
    """In groups."""
    return [
        [
            Act(
                "acknowledge",
                QCoreApplication.translate("Menus", "Acknowledge"),
                "a",
                lambda desk: desk.show_tab("letters", "acknowledgement"),
            ),
            Act(
                "reply",
                QCoreApplication.translate("Menus", "Reply…"),
                "Ctrl+R",
                lambda desk: desk.reading.reply(),
            ),
            Act(
                "confirm",
                QCoreApplication.translate("Menus", "Confirm"),
                "c",
                lambda desk: desk.show_tab("confirm"),
            ),
            Act(
                "incident",
                QCoreApplication.translate("Menus", "Incident"),
                "i",
                lambda desk: desk.show_tab("incident"),
            ),
            Act(
                "snooze",
                QCoreApplication.translate("Menus", "Snooze…"),
                "s",
                lambda desk: desk.errands.many.snooze(),
                no_case_chosen,
                on_many=True,
            ),
        ],
        [
            Act(
                "close",
                QCoreApplication.translate("Menus", "Close…"),
                "e",
                lambda desk: desk.errands.cases.close_case(),
                no_open_case,
            ),
            Act(
                "close-as-spam",
                QCoreApplication.translate("Menus", "Close as spam"),
                "!",
                _close_spam,
                no_open_case_chosen,
                on_many=True,
            ),
            *_rejections(),
        ],
    ]


def _close_spam(desk: "DeskPage") -> None:
    """All that are chosen, else the one in sight."""
    if desk.chosen_in_sight:
        desk.errands.many.close_spam()
    else:
        desk.errands.cases.close_spam()


def _rejections() -> list[Act]:
    """One key for each reason, with the usual words; undo and Close… give room for others."""
    translate = QCoreApplication.translate
    keys: list[tuple[str, str, RejectReason]] = [
        (translate("Menus", "Reject as a duplicate"), "Shift+D", "duplicate"),
        (translate("Menus", "Reject as out of scope"), "Shift+O", "out-of-scope"),
        (translate("Menus", "Reject as no vulnerability"), "Shift+N", "not-a-vulnerability"),
        (translate("Menus", "Reject as not reproducible"), "Shift+R", "not-reproducible"),
        (translate("Menus", "Reject as another vendor's"), "Shift+V", "other-vendor"),
        (translate("Menus", "Reject as an obsolete product"), "Shift+B", "obsolete-product"),
    ]
    return [
        Act(f"reject-{reason}", words, key, _rejecting(reason), no_open_case) for words, key, reason in keys
    ]


def _rejecting(reason: "RejectReason") -> Callable[["DeskPage"], object]:
    return lambda desk: desk.errands.triage.reject(reason)
