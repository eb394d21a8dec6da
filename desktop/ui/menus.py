"""What stands in the menus, under which key."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.events import RejectReason
from desktop.ui.commands import Command
from desktop.ui.pages.desk_page import DeskPage

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_Act = Callable[[DeskPage], object]


def menus_of(window: "MainWindow") -> dict[str, list[Command]]:
    """Menus of the window, in order; every shortcut that exists is here."""
    return {
        QCoreApplication.translate("Menus", "&File"): _file(window),
        QCoreApplication.translate("Menus", "&Case"): _of_case(window, _case()),
        QCoreApplication.translate("Menus", "&Go"): _of_desk(window, _go()),
        QCoreApplication.translate("Menus", "&Help"): [
            Command(QCoreApplication.translate("Menus", "Keys"), "?", window.show_keys, on_desk=False),
            Command(QCoreApplication.translate("Menus", "Settings…"), "Ctrl+,", window.show_settings),
        ],
    }


def _of_desk(window: "MainWindow", acts: list[tuple[str, str, _Act]]) -> list[Command]:
    """Commands whose desk is there only while the vault is open."""
    return [Command(words, key, partial(_run, window, act)) for words, key, act in acts]


def _of_case(window: "MainWindow", acts: list[tuple[str, str, _Act]]) -> list[Command]:
    """Commands about the case in sight; where none is, they bring it into sight instead."""
    return [Command(words, key, partial(_run_on_case, window, act)) for words, key, act in acts]


def _run(window: "MainWindow", act: _Act) -> None:
    act(window.desk)


def _run_on_case(window: "MainWindow", act: _Act) -> None:
    if window.desk.case_in_sight:
        act(window.desk)
    else:
        window.desk.read()


def _file(window: "MainWindow") -> list[Command]:
    return [
        Command(QCoreApplication.translate("Menus", "Open reports…"), "Ctrl+O", window.open_reports),
        Command(QCoreApplication.translate("Menus", "Open a folder…"), "Ctrl+Alt+O", window.open_folder),
        Command(QCoreApplication.translate("Menus", "Paste a report"), "Ctrl+Shift+V", window.paste_report),
        *_of_desk(
            window,
            [
                (
                    QCoreApplication.translate("Menus", "New case…"),
                    "Ctrl+N",
                    lambda desk: desk.errands.enter_case(),
                ),
                (
                    QCoreApplication.translate("Menus", "New incident…"),
                    "Ctrl+Shift+I",
                    lambda desk: desk.incidents.open(),
                ),
                (
                    QCoreApplication.translate("Menus", "Intake key…"),
                    "Ctrl+I",
                    lambda desk: desk.keys.choose_intake_key(),
                ),
            ],
        ),
        *_of_desk(window, _custody()),
        Command(QCoreApplication.translate("Menus", "Lock"), "Ctrl+L", window.lock),
        Command(QCoreApplication.translate("Menus", "Quit"), "Ctrl+Q", window.close, on_desk=False),
    ]


def _custody() -> list[tuple[str, str, _Act]]:
    return [
        (
            QCoreApplication.translate("Menus", "Planned releases…"),
            "Ctrl+Shift+J",
            lambda desk: desk.fixes.show_releases(),
        ),
        (
            QCoreApplication.translate("Menus", "Save as a calendar…"),
            "Ctrl+Shift+A",
            lambda desk: desk.promises.save_calendar(),
        ),
        (
            QCoreApplication.translate("Menus", "Receive a bundle…"),
            "Ctrl+Shift+U",
            lambda desk: desk.exchange.receive(),
        ),
        (
            QCoreApplication.translate("Menus", "Back up…"),
            "Ctrl+Shift+B",
            lambda desk: desk.custody.back_up(),
        ),
        (
            QCoreApplication.translate("Menus", "Backups that make themselves…"),
            "Ctrl+Alt+B",
            lambda desk: desk.custody.plan_backups(),
        ),
        (
            QCoreApplication.translate("Menus", "Try whether a backup restores…"),
            "Ctrl+Shift+E",
            lambda desk: desk.custody.try_restoring(),
        ),
        (
            QCoreApplication.translate("Menus", "Review who can open the vault…"),
            "Ctrl+Shift+O",
            lambda desk: desk.custody.review_access(),
        ),
        (QCoreApplication.translate("Menus", "Team…"), "Ctrl+Shift+W", lambda desk: desk.team.show()),
        (QCoreApplication.translate("Menus", "Work as…"), "Ctrl+Alt+W", lambda desk: desk.team.work_as()),
        (
            QCoreApplication.translate("Menus", "Keys of the vault…"),
            "Ctrl+Alt+K",
            lambda desk: desk.custody.slots.show(),
        ),
        (
            QCoreApplication.translate("Menus", "When a handler leaves…"),
            "Ctrl+Shift+H",
            lambda desk: desk.handover.begin(),
        ),
        (
            QCoreApplication.translate("Menus", "Content past its time…"),
            "Ctrl+Alt+X",
            lambda desk: desk.retention.begin(),
        ),
        (
            QCoreApplication.translate("Menus", "Failed unlocks and refusals…"),
            "Ctrl+Shift+N",
            lambda desk: desk.custody.show_refused(),
        ),
        (
            QCoreApplication.translate("Menus", "Check the vault"),
            "Ctrl+Shift+C",
            lambda desk: desk.custody.check(),
        ),
    ]


def _case() -> list[tuple[str, str, _Act]]:
    return [
        (
            QCoreApplication.translate("Menus", "Take the next step"),
            "n",
            lambda desk: desk.inspector.take_next_step(),
        ),
        (
            QCoreApplication.translate("Menus", "Do what the form says"),
            "Ctrl+Return",
            lambda desk: desk.reading.press_primary(),
        ),
        (
            QCoreApplication.translate("Menus", "Acknowledge"),
            "a",
            lambda desk: desk.show_tab("letters", "acknowledgement"),
        ),
        (QCoreApplication.translate("Menus", "Reply…"), "Ctrl+R", lambda desk: desk.reading.reply()),
        (QCoreApplication.translate("Menus", "Confirm"), "c", lambda desk: desk.show_tab("confirm")),
        (QCoreApplication.translate("Menus", "Incident"), "i", lambda desk: desk.show_tab("incident")),
        (QCoreApplication.translate("Menus", "Close…"), "e", lambda desk: desk.errands.close_case()),
        (QCoreApplication.translate("Menus", "Close as spam"), "!", lambda desk: desk.errands.close_spam()),
        *_rejections(),
        (
            QCoreApplication.translate("Menus", "Agree on a date…"),
            "d",
            lambda desk: desk.errands.agree_on_date(),
        ),
        (
            QCoreApplication.translate("Menus", "Record a proposal about the embargo…"),
            "Ctrl+Shift+Q",
            lambda desk: desk.embargo.propose(),
        ),
        (
            QCoreApplication.translate("Menus", "Break the glass…"),
            "Ctrl+Shift+X",
            lambda desk: desk.embargo.break_glass(),
        ),
        (
            QCoreApplication.translate("Menus", "Take breaking the glass back"),
            "Ctrl+Alt+Z",
            lambda desk: desk.embargo.mend(),
        ),
        (
            QCoreApplication.translate("Menus", "Save the timeline as PDF…"),
            "Ctrl+Shift+T",
            lambda desk: desk.promises.save_timeline(),
        ),
        (QCoreApplication.translate("Menus", "Record…"), "r", lambda desk: desk.records.record()),
        (
            QCoreApplication.translate("Menus", "Take on a regulation…"),
            "Ctrl+Shift+R",
            lambda desk: desk.policies.take_pack(),
        ),
        (
            QCoreApplication.translate("Menus", "Release dates and holidays…"),
            "Ctrl+Shift+D",
            lambda desk: desk.policies.keep_dates_of_case(),
        ),
        (
            QCoreApplication.translate("Menus", "Add a person…"),
            "Ctrl+Shift+P",
            lambda desk: desk.people.change(),
        ),
        (
            QCoreApplication.translate("Menus", "Assign…"),
            "Ctrl+Shift+G",
            lambda desk: desk.people.assign(),
        ),
        (
            QCoreApplication.translate("Menus", "Who sees it…"),
            "Ctrl+Alt+R",
            lambda desk: desk.team.restrict(),
        ),
        (
            QCoreApplication.translate("Menus", "Add evidence…"),
            "Ctrl+Shift+L",
            lambda desk: desk.evidence.add(),
        ),
        (
            QCoreApplication.translate("Menus", "Files in quarantine…"),
            "Ctrl+Alt+L",
            lambda desk: desk.attachments.show_all(),
        ),
        (
            QCoreApplication.translate("Menus", "Send to another handler…"),
            "Ctrl+Alt+S",
            lambda desk: desk.exchange.send(),
        ),
        (
            QCoreApplication.translate("Menus", "Reporter's key…"),
            "Ctrl+Shift+K",
            lambda desk: desk.keys.take_key(),
        ),
        (
            QCoreApplication.translate("Menus", "Undo the last act"),
            "Ctrl+Z",
            lambda desk: desk.session.undo(),
        ),
    ]


def _rejections() -> list[tuple[str, str, _Act]]:
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
    return [(words, key, _rejecting(reason)) for words, key, reason in keys]


def _rejecting(reason: RejectReason) -> _Act:
    return lambda desk: desk.triage.reject(reason)


def _go() -> list[tuple[str, str, _Act]]:
    return [
        (QCoreApplication.translate("Menus", "Search"), "Ctrl+F", lambda desk: desk.search()),
        (QCoreApplication.translate("Menus", "Search by one key"), "/", lambda desk: desk.search()),
        (
            QCoreApplication.translate("Menus", "Save the filter…"),
            "Ctrl+Shift+F",
            lambda desk: desk.filters.keep(desk.list.filter_text),
        ),
        (QCoreApplication.translate("Menus", "Next in the list"), "j", lambda desk: desk.list.step(1)),
        (QCoreApplication.translate("Menus", "Previous in the list"), "k", lambda desk: desk.list.step(-1)),
        (QCoreApplication.translate("Menus", "Read the case"), "Return", lambda desk: desk.read()),
        (QCoreApplication.translate("Menus", "Next tab"), "Ctrl+PgDown", lambda desk: desk.reading.step(1)),
        (
            QCoreApplication.translate("Menus", "Previous tab"),
            "Ctrl+PgUp",
            lambda desk: desk.reading.step(-1),
        ),
        (QCoreApplication.translate("Menus", "Due"), "Ctrl+1", lambda desk: desk.show_view("due")),
        (QCoreApplication.translate("Menus", "Inbox"), "Ctrl+2", lambda desk: desk.show_view("inbox")),
        (QCoreApplication.translate("Menus", "In work"), "Ctrl+3", lambda desk: desk.show_view("open")),
        (
            QCoreApplication.translate("Menus", "Advisories"),
            "Ctrl+4",
            lambda desk: desk.show_view("advisory"),
        ),
        (QCoreApplication.translate("Menus", "All cases"), "Ctrl+5", lambda desk: desk.show_view("all")),
        (
            QCoreApplication.translate("Menus", "Policies"),
            "Ctrl+6",
            lambda desk: desk.show_view("policies"),
        ),
        (
            QCoreApplication.translate("Menus", "Metrics"),
            "Ctrl+7",
            lambda desk: desk.show_view("metrics"),
        ),
        (QCoreApplication.translate("Menus", "Journal"), "Ctrl+8", lambda desk: desk.show_view("journal")),
        (
            QCoreApplication.translate("Menus", "Products…"),
            "Ctrl+Shift+M",
            lambda desk: desk.products.show(),
        ),
    ]
