"""What to do next: the first missing need, as a button."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.assessing.scope import letter_for
from desktop.domain.events import ReviewDone
from desktop.domain.incidents.wanted import PERSONAL_DATA, REVIEW_NEEDS
from desktop.domain.stages import Need, Stage
from desktop.ui.look.need_words import need_words
from desktop.workflows.desk.view_case import CaseView

TAB_OF_STAGE: dict[Stage, str] = {
    "Intake": "report",
    "Confirm": "confirm",
    "Audit": "audit",
    "Fix": "fix",
    "Advisory": "advisory",
    "Closed": "timeline",
}
_DONE_IN = {
    "arrival": ("report", "arrival"),
    "handler": ("report", "handler"),
    "answer": ("letters", "acknowledgement"),
    "ack.sent": ("letters", "acknowledgement"),
    "assessment.sent": ("letters", "assessment"),
    "reporter.notified": ("letters", "fix-notice"),
    "rejection.sent": ("letters", "rejection"),
    "case.closed": ("timeline", "close"),
    "hits-judged": ("audit", "hits"),
}
"""Needs that are settled elsewhere than in the form of their stage."""


_IN_INCIDENT = frozenset({*REVIEW_NEEDS, PERSONAL_DATA, ReviewDone.kind})


class NextStep(NamedTuple):
    """Words for the button, the tab that it leads to, and what to do there ("" means fill in the form)."""

    words: str
    tab: str
    what: str = ""


def next_step(view: CaseView) -> NextStep | None:
    """The step for the first need that is missing; None when the case is closed."""
    missing = [need for stage in view.stages for need in stage.missing]
    return _step(missing[0], view) if missing and view.case.open else None


def _step(need: Need, view: CaseView) -> NextStep:
    if need.id in _IN_INCIDENT or need.id.startswith("incident."):
        return NextStep(need_words(need), "incident", need.id)
    tab, what = _DONE_IN.get(need.id, (TAB_OF_STAGE[need.stage], ""))
    if need.id == "rejection.sent":
        what = letter_for(view.case, view.profile)
    if need.id == "credit" and view.case.credit is not None:
        return NextStep(need_words(need), tab, "people")
    return NextStep(_words().get(need.id, need_words(need)), tab, what)


def _words() -> dict[str, str]:
    """What a person does about a need; a need of a policy that is not here speaks for itself."""
    translate = QCoreApplication.translate
    return {
        "arrival": translate("NextStep", "Confirm the arrival"),
        "handler": translate("NextStep", "Take this case"),
        "answer": translate("NextStep", "Acknowledge"),
        "ack.sent": translate("NextStep", "Acknowledge"),
        "reproduction": translate("NextStep", "Reproduce the problem"),
        "affected-versions": translate("NextStep", "List what is affected"),
        "severity": translate("NextStep", "Set the severity"),
        "report.confirmed": translate("NextStep", "Confirm the problem"),
        "assessment.sent": translate("NextStep", "Send the assessment"),
        "audit-note": translate("NextStep", "Record the audit"),
        "hits-judged": translate("NextStep", "Judge what was found"),
        "variants-named": translate("NextStep", "Name the similar problems"),
        "variant-versions": translate("NextStep", "Look at the versions of similar problems"),
        "audit.done": translate("NextStep", "Finish the audit"),
        "fix-per-branch": translate("NextStep", "Record the fixes"),
        "fix-tested": translate("NextStep", "Record a test of the fixes"),
        "fix-reviewed": translate("NextStep", "Record the review"),
        "no-regression": translate("NextStep", "Look at the fix that was taken back"),
        "fix.ready": translate("NextStep", "Declare the fixes ready"),
        "fix.released": translate("NextStep", "Record the release"),
        "reporter.notified": translate("NextStep", "Tell the reporter"),
        "credit": translate("NextStep", "Record the credit"),
        "advisory-text": translate("NextStep", "Write the advisory"),
        "advisory-exported": translate("NextStep", "Sign and export"),
        "advisory.published": translate("NextStep", "Mark as published"),
        "rejection.sent": translate("NextStep", "Tell the reporter why"),
        "case.closed": translate("NextStep", "Close the case"),
    }
