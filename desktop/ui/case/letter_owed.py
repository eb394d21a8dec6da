"""The letter that a case waits for: proposed for what is written next."""

from desktop.domain import events as e
from desktop.formats.letters.kinds import LetterKind
from desktop.workflows.desk.view_case import CaseView


def owed_letter(view: CaseView) -> LetterKind:
    """By what was sent and what is known; a status where nothing else is owed."""
    case = view.case
    if case.rejected is not None:
        return "redirect" if _is_a_bug(view) else "rejection"
    if case.has(e.FixReleased):
        told = case.published_in_full and case.has(e.ReporterNotified)
        return "advisory-notice" if told else "fix-notice"
    if not (case.has(e.AckSent) or case.has(e.QuestionSent) or case.has(e.AssessmentSent)):
        return "acknowledgement"
    if case.has(e.AssessmentSent):
        return "status"
    return "question" if _is_unclear(view) else "assessment"


def _is_unclear(view: CaseView) -> bool:
    """Whether what the policy asks reporters for is missing, and nobody asked for it or judged without it."""
    judged = view.case.severity is not None or view.case.has(e.ReportConfirmed)
    return bool(view.not_found) and not judged and not view.case.has(e.QuestionSent)


def _is_a_bug(view: CaseView) -> bool:
    """Whether the scope line that the report falls under sends it to the bug tracker (AUM-2j)."""
    judged = view.case.scope.lines if view.case.scope else ()
    return any(
        line.action == "redirect-to-bug-tracker" and line.text in judged for line in view.profile.scope
    )
