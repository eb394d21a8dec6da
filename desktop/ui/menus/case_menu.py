"""What is done about the case in sight."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.menus.act import Act
from desktop.ui.menus.reasons import no_step, nothing_to_undo


def of_the_case() -> list[list[Act]]:
    """In groups, in the order in which a case needs them."""
    return [_next(), _agreed(), _people(), _files(), _rules()]


def _next() -> list[Act]:
    """What a case asks for, and taking back what was done."""
    return [
        Act(
            "take-the-next-step",
            QCoreApplication.translate("Menus", "Take the next step"),
            "n",
            lambda desk: desk.inspector.take_next_step(),
            no_step,
        ),
        Act(
            "do-what-the-form-says",
            QCoreApplication.translate("Menus", "Do what the form says"),
            "Ctrl+Return",
            lambda desk: desk.reading.press_primary(),
        ),
        Act(
            "undo-the-last-act",
            QCoreApplication.translate("Menus", "Undo the last act"),
            "Ctrl+Z",
            lambda desk: desk.session.undo(),
            nothing_to_undo,
        ),
    ]


def _agreed() -> list[Act]:
    """What happened, and what was agreed about the embargo."""
    return [
        Act(
            "record",
            QCoreApplication.translate("Menus", "Record…"),
            "r",
            lambda desk: desk.errands.records.record(),
        ),
        Act(
            "agree-on-a-date",
            QCoreApplication.translate("Menus", "Agree on a date…"),
            "d",
            lambda desk: desk.errands.cases.agree_on_date(),
        ),
        Act(
            "record-a-proposal-about-the-embargo",
            QCoreApplication.translate("Menus", "Record a proposal about the embargo…"),
            "Ctrl+Shift+Q",
            lambda desk: desk.errands.embargo.propose(),
        ),
        Act(
            "break-the-glass",
            QCoreApplication.translate("Menus", "Break the glass…"),
            "Ctrl+Shift+X",
            lambda desk: desk.errands.embargo.break_glass(),
        ),
        Act(
            "take-breaking-the-glass-back",
            QCoreApplication.translate("Menus", "Take breaking the glass back"),
            "Ctrl+Alt+Z",
            lambda desk: desk.errands.embargo.mend(),
        ),
    ]


def _people() -> list[Act]:
    """Who has to do with it, and who may see it."""
    return [
        Act(
            "add-a-person",
            QCoreApplication.translate("Menus", "Add a person…"),
            "Ctrl+Shift+P",
            lambda desk: desk.errands.people.change(),
        ),
        Act(
            "assign",
            QCoreApplication.translate("Menus", "Assign…"),
            "Ctrl+Shift+G",
            lambda desk: desk.errands.people.assign(),
        ),
        Act(
            "who-sees-it",
            QCoreApplication.translate("Menus", "Who sees it…"),
            "Ctrl+Alt+R",
            lambda desk: desk.errands.team.restrict(),
        ),
        Act(
            "label-as-restricted",
            QCoreApplication.translate("Menus", "Label as restricted…"),
            "Ctrl+Alt+N",
            lambda desk: desk.errands.cases.label(),
        ),
        Act(
            "reporters-key",
            QCoreApplication.translate("Menus", "Reporter's key…"),
            "Ctrl+Shift+K",
            lambda desk: desk.errands.keys.take_key(),
        ),
    ]


def _files() -> list[Act]:
    """What it keeps, and what leaves."""
    return [
        Act(
            "add-evidence",
            QCoreApplication.translate("Menus", "Add evidence…"),
            "Ctrl+Shift+L",
            lambda desk: desk.errands.evidence.add(),
        ),
        Act(
            "files-in-quarantine",
            QCoreApplication.translate("Menus", "Files in quarantine…"),
            "Ctrl+Alt+L",
            lambda desk: desk.errands.attachments.show_all(),
        ),
        Act(
            "save-the-case-as-pdf",
            QCoreApplication.translate("Menus", "Save the case as PDF…"),
            "Ctrl+Alt+D",
            lambda desk: desk.errands.promises.save_case(),
        ),
        Act(
            "save-the-timeline-as-pdf",
            QCoreApplication.translate("Menus", "Save the timeline as PDF…"),
            "Ctrl+Shift+T",
            lambda desk: desk.errands.promises.save_timeline(),
        ),
        Act(
            "print-the-case",
            QCoreApplication.translate("Menus", "Print the case…"),
            "Ctrl+P",
            lambda desk: desk.errands.printing.print_case(),
        ),
        Act(
            "print-the-timeline",
            QCoreApplication.translate("Menus", "Print the timeline…"),
            "Ctrl+Alt+I",
            lambda desk: desk.errands.printing.print_timeline(),
        ),
        Act(
            "publish-into-a-provider-folder",
            QCoreApplication.translate("Menus", "Publish into a provider folder…"),
            "Ctrl+Alt+P",
            lambda desk: desk.errands.provider.publish(),
        ),
        Act(
            "send-to-another-handler",
            QCoreApplication.translate("Menus", "Send to another handler…"),
            "Ctrl+Alt+S",
            lambda desk: desk.errands.exchange.send(),
        ),
    ]


def _rules() -> list[Act]:
    """By what rules it is handled."""
    return [
        Act(
            "take-on-a-regulation",
            QCoreApplication.translate("Menus", "Take on a regulation…"),
            "Ctrl+Shift+R",
            lambda desk: desk.errands.policies.take_pack(),
        ),
        Act(
            "release-dates-and-holidays",
            QCoreApplication.translate("Menus", "Release dates and holidays…"),
            "Ctrl+Shift+D",
            lambda desk: desk.errands.policies.keep_dates_of_case(),
        ),
        Act(
            "what-is-kept-of-it",
            QCoreApplication.translate("Menus", "What is kept of it…"),
            "Ctrl+Alt+U",
            lambda desk: desk.errands.content.begin(),
        ),
    ]
