"""What to do next: the first missing need, as a button."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.stages import Need
from desktop.workflows.view_case import CaseView


class NextStep(NamedTuple):
    """Words for the button, the tab that it leads to, and what to do there ("" means fill in the form)."""

    words: str
    tab: str
    what: str = ""


def next_step(view: CaseView) -> NextStep | None:
    """The step for the first need that is missing; None when the case is closed."""
    if not view.case.open:
        return None
    missing = [need for stage in view.stages for need in stage.missing]
    return _step(missing[0]) if missing else None


def _step(need: Need) -> NextStep:
    known = _steps().get(need.id)
    if known is not None:
        return known
    return NextStep(need.text, _TAB_OF_STAGE[need.stage])


_TAB_OF_STAGE = {
    "Intake": "report",
    "Confirm": "confirm",
    "Audit": "audit",
    "Fix": "fix",
    "Advisory": "advisory",
    "Closed": "timeline",
}


def _steps() -> dict[str, NextStep]:
    return {
        "arrival": NextStep(
            QCoreApplication.translate("NextStep", "Confirm the arrival"), "report", "arrival"
        ),
        "handler": NextStep(QCoreApplication.translate("NextStep", "Take this case"), "report", "handler"),
        "answer": NextStep(
            QCoreApplication.translate("NextStep", "Acknowledge"), "letters", "acknowledgement"
        ),
        "ack.sent": NextStep(
            QCoreApplication.translate("NextStep", "Acknowledge"), "letters", "acknowledgement"
        ),
        "affected-versions": NextStep(
            QCoreApplication.translate("NextStep", "List what is affected"), "confirm"
        ),
        "severity": NextStep(QCoreApplication.translate("NextStep", "Set the severity"), "confirm"),
        "report.confirmed": NextStep(
            QCoreApplication.translate("NextStep", "Confirm the problem"), "confirm"
        ),
        "assessment.sent": NextStep(
            QCoreApplication.translate("NextStep", "Send the assessment"), "letters", "assessment"
        ),
        "audit-note": NextStep(QCoreApplication.translate("NextStep", "Record the audit"), "audit"),
        "audit.done": NextStep(QCoreApplication.translate("NextStep", "Finish the audit"), "audit"),
        "fix-per-branch": NextStep(QCoreApplication.translate("NextStep", "Record the fixes"), "fix"),
        "fix.ready": NextStep(QCoreApplication.translate("NextStep", "Declare the fixes ready"), "fix"),
        "fix.released": NextStep(QCoreApplication.translate("NextStep", "Record the release"), "fix"),
        "reporter.notified": NextStep(
            QCoreApplication.translate("NextStep", "Tell the reporter"), "letters", "fix-notice"
        ),
        "credit": NextStep(QCoreApplication.translate("NextStep", "Record the credit"), "advisory"),
        "advisory-text": NextStep(QCoreApplication.translate("NextStep", "Write the advisory"), "advisory"),
        "advisory-exported": NextStep(QCoreApplication.translate("NextStep", "Sign and export"), "advisory"),
        "advisory.published": NextStep(
            QCoreApplication.translate("NextStep", "Mark as published"), "advisory"
        ),
        "rejection.sent": NextStep(
            QCoreApplication.translate("NextStep", "Tell the reporter why"), "letters", "rejection"
        ),
        "case.closed": NextStep(
            QCoreApplication.translate("NextStep", "Close the case"), "timeline", "close"
        ),
    }
