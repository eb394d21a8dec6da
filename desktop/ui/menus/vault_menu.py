"""What is done about the vault itself: its copies, its keys, its people, and what it keeps."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act


def of_the_vault() -> list[list[Act]]:
    """In groups."""
    return [
        [
            Act(
                "back-up",
                QCoreApplication.translate("Menus", "Back up…"),
                "Ctrl+Shift+B",
                lambda desk: desk.errands.custody.back_up(),
            ),
            Act(
                "backups-that-make-themselves",
                QCoreApplication.translate("Menus", "Backups that make themselves…"),
                "Ctrl+Alt+B",
                lambda desk: desk.errands.custody.plan_backups(),
            ),
            Act(
                "try-whether-a-backup-restores",
                QCoreApplication.translate("Menus", "Try whether a backup restores…"),
                "Ctrl+Shift+E",
                lambda desk: desk.errands.custody.try_restoring(),
            ),
            Act(
                "check-the-vault",
                QCoreApplication.translate("Menus", "Check the vault"),
                "Ctrl+Shift+C",
                lambda desk: desk.errands.custody.check(),
            ),
        ],
        [
            Act(
                "keys-of-the-vault",
                QCoreApplication.translate("Menus", "Keys of the vault…"),
                "Ctrl+Alt+K",
                lambda desk: desk.errands.custody.slots.show(),
            ),
            Act(
                "intake-key",
                QCoreApplication.translate("Menus", "Intake key…"),
                "Ctrl+I",
                lambda desk: desk.errands.keys.choose_intake_key(),
            ),
            Act(
                "review-who-can-open-the-vault",
                QCoreApplication.translate("Menus", "Review who can open the vault…"),
                "Ctrl+Shift+O",
                lambda desk: desk.errands.custody.review_access(),
            ),
            Act(
                "failed-unlocks-and-refusals",
                QCoreApplication.translate("Menus", "Failed unlocks and refusals…"),
                "Ctrl+Shift+N",
                lambda desk: desk.errands.custody.show_refused(),
            ),
        ],
        [
            Act(
                "team",
                QCoreApplication.translate("Menus", "Team…"),
                "Ctrl+Shift+W",
                lambda desk: desk.errands.team.show(),
            ),
            Act(
                "work-as",
                QCoreApplication.translate("Menus", "Work as…"),
                "Ctrl+Alt+W",
                lambda desk: desk.errands.team.work_as(),
            ),
            Act(
                "when-a-handler-leaves",
                QCoreApplication.translate("Menus", "When a handler leaves…"),
                "Ctrl+Shift+H",
                lambda desk: desk.errands.handover.begin(),
            ),
        ],
        [
            Act(
                "content-past-its-time",
                QCoreApplication.translate("Menus", "Content past its time…"),
                "Ctrl+Alt+X",
                lambda desk: desk.errands.retention.begin(),
            ),
        ],
    ]
