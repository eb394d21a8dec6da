"""What comes into the vault and goes out of it."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act


def of_files() -> list[list[Act]]:
    """In groups; what needs no case."""
    return [
        [
            (
                QCoreApplication.translate("Menus", "Receive a bundle…"),
                "Ctrl+Shift+U",
                lambda desk: desk.errands.exchange.receive(),
            ),
            (
                QCoreApplication.translate("Menus", "Take facts from an advisory…"),
                "Ctrl+Alt+F",
                lambda desk: desk.errands.facts.choose(),
            ),
            (
                QCoreApplication.translate("Menus", "Answer a request to approve…"),
                "Ctrl+Alt+V",
                lambda desk: desk.errands.answers.begin(),
            ),
            (
                QCoreApplication.translate("Menus", "New case…"),
                "Ctrl+N",
                lambda desk: desk.errands.cases.enter_case(),
            ),
            (
                QCoreApplication.translate("Menus", "New incident…"),
                "Ctrl+Shift+I",
                lambda desk: desk.errands.incidents.open(),
            ),
        ],
        [
            (
                QCoreApplication.translate("Menus", "Planned releases…"),
                "Ctrl+Shift+J",
                lambda desk: desk.errands.fixes.show_releases(),
            ),
            (
                QCoreApplication.translate("Menus", "Save as a calendar…"),
                "Ctrl+Shift+A",
                lambda desk: desk.errands.promises.save_calendar(),
            ),
            (
                QCoreApplication.translate("Menus", "Check an advisory…"),
                "Ctrl+Alt+A",
                lambda desk: desk.errands.checks.begin(),
            ),
            (
                QCoreApplication.translate("Menus", "Check a provider folder…"),
                "Ctrl+Alt+C",
                lambda desk: desk.errands.provider.check(),
            ),
        ],
    ]
