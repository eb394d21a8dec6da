"""The menus of the window, in order."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.commands import Command
from desktop.ui.menus.act import Act
from desktop.ui.menus.case_menu import of_the_case
from desktop.ui.menus.file_menu import of_files
from desktop.ui.menus.go_menu import ways_to_go
from desktop.ui.menus.triage_menu import of_triage
from desktop.ui.menus.vault_menu import of_the_vault
from desktop.ui.pages.desk_page import DeskPage

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

Groups = list[list[Command]]


def menus_of(window: "MainWindow") -> dict[str, Groups]:
    """Groups of commands, by the title of their menu."""
    return {
        QCoreApplication.translate("Menus", "&File"): _file(window),
        QCoreApplication.translate("Menus", "&Vault"): [_of_desk(window, g) for g in of_the_vault()],
        QCoreApplication.translate("Menus", "&Case"): [_of_case(window, g) for g in of_the_case()],
        QCoreApplication.translate("Menus", "&Triage"): [_of_case(window, g) for g in of_triage()],
        QCoreApplication.translate("Menus", "&Go"): [_of_desk(window, g) for g in ways_to_go()],
        QCoreApplication.translate("Menus", "&Help"): [
            [
                Command(QCoreApplication.translate("Menus", "Keys"), "?", window.show_keys, on_desk=False),
                Command(QCoreApplication.translate("Menus", "Settings…"), "Ctrl+,", window.show_settings),
            ]
        ],
    }


def _file(window: "MainWindow") -> Groups:
    return [
        [
            Command(QCoreApplication.translate("Menus", "Open reports…"), "Ctrl+O", window.open_reports),
            Command(QCoreApplication.translate("Menus", "Open a folder…"), "Ctrl+Alt+O", window.open_folder),
            Command(
                QCoreApplication.translate("Menus", "Paste a report"), "Ctrl+Shift+V", window.paste_report
            ),
        ],
        *(_of_desk(window, group) for group in of_files()),
        [
            Command(QCoreApplication.translate("Menus", "Lock"), "Ctrl+L", window.lock),
            Command(QCoreApplication.translate("Menus", "Quit"), "Ctrl+Q", window.close, on_desk=False),
        ],
    ]


def _of_desk(window: "MainWindow", group: list[Act]) -> list[Command]:
    """Commands whose desk is there only while the vault is open."""
    return [Command(words, key, partial(_run, window, act)) for words, key, act in group]


def _of_case(window: "MainWindow", group: list[Act]) -> list[Command]:
    """Commands about the case in sight; where none is, they bring it into sight instead."""
    return [Command(words, key, partial(_run_on_case, window, act)) for words, key, act in group]


def _run(window: "MainWindow", act: Callable[[DeskPage], object]) -> None:
    act(window.desk)


def _run_on_case(window: "MainWindow", act: Callable[[DeskPage], object]) -> None:
    if window.desk.case_in_sight:
        act(window.desk)
    else:
        window.desk.read()
