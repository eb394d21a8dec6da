"""The menus of the window, in order."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.ui.commands import Command
from desktop.ui.menus.act import Act
from desktop.ui.menus.case_menu import of_the_case
from desktop.ui.menus.file_menu import of_files
from desktop.ui.menus.go_menu import ways_to_go
from desktop.ui.menus.reasons import no_case
from desktop.ui.menus.triage_menu import of_triage
from desktop.ui.menus.vault_menu import of_the_vault

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
        QCoreApplication.translate("Menus", "&Go"): [
            [
                Command(
                    "palette",
                    QCoreApplication.translate("Menus", "Go to anything…"),
                    "Ctrl+K",
                    partial(_show_palette, window),
                    on_desk=False,
                )
            ],
            *(_of_desk(window, g) for g in ways_to_go()),
            [Command("jobs", QCoreApplication.translate("Menus", "Jobs"), "Ctrl+J", window.jobs.turn)],
        ],
        QCoreApplication.translate("Menus", "&Help"): [
            [
                Command(
                    "help",
                    QCoreApplication.translate("Menus", "Help for this"),
                    "F1",
                    window.show_help,
                    on_desk=False,
                ),
                Command(
                    "keys", QCoreApplication.translate("Menus", "Keys"), "?", window.show_keys, on_desk=False
                ),
                Command(
                    "doctor",
                    QCoreApplication.translate("Menus", "What this machine lacks…"),
                    "Ctrl+Alt+M",
                    window.see_doctor,
                    on_desk=False,
                ),
                Command(
                    "settings",
                    QCoreApplication.translate("Menus", "Settings…"),
                    "Ctrl+,",
                    window.setting.open,
                ),
                Command(
                    "change-keys",
                    QCoreApplication.translate("Menus", "Change keys…"),
                    "Ctrl+Alt+,",
                    window.setting.change_keys,
                ),
            ]
        ],
    }


def _show_palette(window: "MainWindow") -> None:
    from desktop.ui.palette.show import show_palette  # noqa: PLC0415 - the door opens without it

    show_palette(window)


def _file(window: "MainWindow") -> Groups:
    return [
        [
            Command(
                "open-reports",
                QCoreApplication.translate("Menus", "Open reports…"),
                "Ctrl+O",
                window.brought.open_reports,
            ),
            Command(
                "open-a-folder",
                QCoreApplication.translate("Menus", "Open a folder…"),
                "Ctrl+Alt+O",
                window.brought.open_folder,
            ),
            Command(
                "paste-a-report",
                QCoreApplication.translate("Menus", "Paste a report"),
                "Ctrl+Shift+V",
                window.brought.paste,
            ),
        ],
        *(_of_desk(window, group) for group in of_files()),
        [
            Command("lock", QCoreApplication.translate("Menus", "Lock"), "Ctrl+L", window.lock),
            Command(
                "quit", QCoreApplication.translate("Menus", "Quit"), "Ctrl+Q", window.close, on_desk=False
            ),
        ],
    ]


def _of_desk(window: "MainWindow", group: list[Act]) -> list[Command]:
    """Commands whose desk is there only while the vault is open."""
    return [
        Command(act.name, act.words, act.key, partial(_run, window, act), partial(_why_not, window, act))
        for act in group
    ]


def _of_case(window: "MainWindow", group: list[Act]) -> list[Command]:
    """Commands about the case in sight; where none is, they bring it into sight instead."""
    return [
        Command(
            act.name,
            act.words,
            act.key,
            partial(_run_on_case, window, act),
            partial(_why_not_in_case, window, act),
        )
        for act in group
    ]


def _run(window: "MainWindow", act: Act) -> None:
    act.run(window.desk)


def _run_on_case(window: "MainWindow", act: Act) -> None:
    if window.desk.case_in_sight or _of_chosen(window, act):
        act.run(window.desk)
    else:
        window.desk.read()


def _why_not(window: "MainWindow", act: Act) -> str:
    return act.why_not(window.desk)


def _why_not_in_case(window: "MainWindow", act: Act) -> str:
    return act.why_not(window.desk) or ("" if _of_chosen(window, act) else no_case(window.desk))


def _of_chosen(window: "MainWindow", act: Act) -> bool:
    return act.on_many and bool(window.desk.chosen_in_sight)
