"""What is done about the case in sight."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act


def of_the_case() -> list[list[Act]]:
    """In groups, in the order in which a case needs them."""
    return [
        [
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
                QCoreApplication.translate("Menus", "Undo the last act"),
                "Ctrl+Z",
                lambda desk: desk.session.undo(),
            ),
        ],
        [
            (QCoreApplication.translate("Menus", "Record…"), "r", lambda desk: desk.errands.records.record()),
            (
                QCoreApplication.translate("Menus", "Agree on a date…"),
                "d",
                lambda desk: desk.errands.cases.agree_on_date(),
            ),
            (
                QCoreApplication.translate("Menus", "Record a proposal about the embargo…"),
                "Ctrl+Shift+Q",
                lambda desk: desk.errands.embargo.propose(),
            ),
            (
                QCoreApplication.translate("Menus", "Break the glass…"),
                "Ctrl+Shift+X",
                lambda desk: desk.errands.embargo.break_glass(),
            ),
            (
                QCoreApplication.translate("Menus", "Take breaking the glass back"),
                "Ctrl+Alt+Z",
                lambda desk: desk.errands.embargo.mend(),
            ),
        ],
        [
            (
                QCoreApplication.translate("Menus", "Add a person…"),
                "Ctrl+Shift+P",
                lambda desk: desk.errands.people.change(),
            ),
            (
                QCoreApplication.translate("Menus", "Assign…"),
                "Ctrl+Shift+G",
                lambda desk: desk.errands.people.assign(),
            ),
            (
                QCoreApplication.translate("Menus", "Who sees it…"),
                "Ctrl+Alt+R",
                lambda desk: desk.errands.team.restrict(),
            ),
            (
                QCoreApplication.translate("Menus", "Label as restricted…"),
                "Ctrl+Alt+N",
                lambda desk: desk.errands.cases.label(),
            ),
            (
                QCoreApplication.translate("Menus", "Reporter's key…"),
                "Ctrl+Shift+K",
                lambda desk: desk.errands.keys.take_key(),
            ),
        ],
        [
            (
                QCoreApplication.translate("Menus", "Add evidence…"),
                "Ctrl+Shift+L",
                lambda desk: desk.errands.evidence.add(),
            ),
            (
                QCoreApplication.translate("Menus", "Files in quarantine…"),
                "Ctrl+Alt+L",
                lambda desk: desk.errands.attachments.show_all(),
            ),
            (
                QCoreApplication.translate("Menus", "Save the timeline as PDF…"),
                "Ctrl+Shift+T",
                lambda desk: desk.errands.promises.save_timeline(),
            ),
            (
                QCoreApplication.translate("Menus", "Publish into a provider folder…"),
                "Ctrl+Alt+P",
                lambda desk: desk.errands.provider.publish(),
            ),
            (
                QCoreApplication.translate("Menus", "Send to another handler…"),
                "Ctrl+Alt+S",
                lambda desk: desk.errands.exchange.send(),
            ),
        ],
        [
            (
                QCoreApplication.translate("Menus", "Take on a regulation…"),
                "Ctrl+Shift+R",
                lambda desk: desk.errands.policies.take_pack(),
            ),
            (
                QCoreApplication.translate("Menus", "Release dates and holidays…"),
                "Ctrl+Shift+D",
                lambda desk: desk.errands.policies.keep_dates_of_case(),
            ),
        ],
    ]
