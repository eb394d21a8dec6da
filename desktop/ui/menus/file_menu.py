"""What comes into the vault and goes out of it."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act


def of_files() -> list[list[Act]]:
    """In groups; what needs no case."""
    return [
        [
            Act(
                "receive-a-bundle",
                QCoreApplication.translate("Menus", "Receive a bundle…"),
                "Ctrl+Shift+U",
                lambda desk: desk.errands.exchange.receive(),
            ),
            Act(
                "take-facts-from-an-advisory",
                QCoreApplication.translate("Menus", "Take facts from an advisory…"),
                "Ctrl+Alt+F",
                lambda desk: desk.errands.facts.choose(),
            ),
            Act(
                "answer-a-request-to-approve",
                QCoreApplication.translate("Menus", "Answer a request to approve…"),
                "Ctrl+Alt+V",
                lambda desk: desk.errands.answers.begin(),
            ),
            Act(
                "new-case",
                QCoreApplication.translate("Menus", "New case…"),
                "Ctrl+N",
                lambda desk: desk.errands.cases.enter_case(),
            ),
            Act(
                "new-incident",
                QCoreApplication.translate("Menus", "New incident…"),
                "Ctrl+Shift+I",
                lambda desk: desk.errands.incidents.open(),
            ),
        ],
        [
            Act(
                "planned-releases",
                QCoreApplication.translate("Menus", "Planned releases…"),
                "Ctrl+Shift+J",
                lambda desk: desk.errands.fixes.show_releases(),
            ),
            Act(
                "save-as-a-calendar",
                QCoreApplication.translate("Menus", "Save as a calendar…"),
                "Ctrl+Shift+A",
                lambda desk: desk.errands.promises.save_calendar(),
            ),
            Act(
                "check-an-advisory",
                QCoreApplication.translate("Menus", "Check an advisory…"),
                "Ctrl+Alt+A",
                lambda desk: desk.errands.checks.begin(),
            ),
            Act(
                "check-a-provider-folder",
                QCoreApplication.translate("Menus", "Check a provider folder…"),
                "Ctrl+Alt+C",
                lambda desk: desk.errands.provider.check(),
            ),
        ],
    ]
