"""Letters to a reporter: sober drafts that a person reads and changes before sending anything."""

import re
from typing import Literal, get_args

import msgspec

from desktop.domain.case import Case
from desktop.domain.inert import escape_invisible
from desktop.domain.policy import Profile

LetterKind = Literal[
    "acknowledgement", "question", "assessment", "status", "rejection", "fix-notice", "reply"
]
LETTER_KINDS: tuple[LetterKind, ...] = get_args(LetterKind)

_SUBJECT_LIMIT = 200
"""Characters of a reporter's subject that are carried over."""
_REPLY = re.compile(r"^(?:(?:re|aw|sv|antw)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


class Letter(msgspec.Struct, frozen=True):
    """A letter as a person edits it; the app never sends it."""

    to: str
    subject: str
    text: str


def draft_text(kind: LetterKind, case: Case, profile: Profile, *, handler: str) -> str:
    """The words of a draft, from the facts of the case; nothing is promised beyond the policy."""
    name = case.reporter_name.line.strip()
    greeting = f"Dear {name}," if name else "Hello,"
    body = _BODIES[kind].format(
        organisation=profile.policy.organisation,
        case_id=case.case_id,
        arrived=f"{case.arrived_at:%d %B %Y}" if case.arrived_at else "our records show",
        severity=case.severity.level if case.severity else "(not rated yet)",
        explanation=case.rejected.explanation if case.rejected else "(the reason)",
        fixes=_fixes(case),
    )
    return f"{greeting}\n\n{body}\n\nKind regards,\n{handler}\n{profile.policy.organisation}\n"


def reply_subject(subject: str, case_id: str) -> str:
    """The reporter's subject as a reply on one line, with the case id in it once."""
    words = " ".join(escape_invisible(subject).split()).replace(f"[{case_id}]", "")
    words = _REPLY.sub("", " ".join(words.split()))[:_SUBJECT_LIMIT].strip() or "Your report"
    return f"Re: {words}" if case_id in words else f"Re: {words} [{case_id}]"


def _fixes(case: Case) -> str:
    lines = [f"- {fix.product} {fix.fixed_in}" for fix in case.fixes]
    return "\n".join(lines) or "- (no fixed version is recorded yet)"


_BODIES: dict[LetterKind, str] = {
    "acknowledgement": (
        "Thank you for your report of {arrived}. It reached us and has the number {case_id};\n"
        "please keep this number in the subject when you write about it.\n\n"
        "We are now checking what you describe, and will tell you what we find.\n\n"
        "Please tell us whether and under which name you wish to be credited in an advisory."
    ),
    "question": (
        "We are looking into your report {case_id}. To go on, we need to know:\n\n- (your question)\n\n"
        "If you do not know, please say so: we go on with what we have."
    ),
    "assessment": (
        "We have confirmed the problem that you reported as {case_id}.\n"
        "We rate its severity as {severity}.\n\n"
        "(What we found, and where we see it otherwise than you.)"
    ),
    "status": (
        "This is where your report {case_id} stands:\n\n"
        "(What was done since our last message, and what comes next.)"
    ),
    "rejection": (
        "We have examined your report {case_id} and will not treat it as a vulnerability:\n\n"
        "{explanation}\n\n"
        "If you see this otherwise, please answer this message: we will look again."
    ),
    "fix-notice": (
        "The problem that you reported as {case_id} is fixed in:\n\n{fixes}\n\n"
        "Thank you for the time that you gave to it."
    ),
    "reply": "Thank you for your message about {case_id}.\n\n(Your answer.)",
}
