"""The kinds of letters: whom each goes to, and the event that sending it records."""

from typing import Literal, get_args

from desktop.domain import events as e

LetterKind = Literal[
    "acknowledgement",
    "question",
    "assessment",
    "status",
    "rejection",
    "redirect",
    "fix-notice",
    "advisory-notice",
    "credit-question",
    "disclosure-agreement",
    "policy-changed",
    "take-private",
    "reply",
    "user-notice",
    "authority-notice",
]
LETTER_KINDS: tuple[LetterKind, ...] = get_args(LetterKind)
Audience = Literal["reporter", "users", "authority"]

AUDIENCES: dict[LetterKind, Audience] = {"user-notice": "users", "authority-notice": "authority"}
"""Whom letters go to that do not go to the reporter."""

EVENTS: dict[LetterKind, type[e.Sent]] = {
    "acknowledgement": e.AckSent,
    "question": e.QuestionSent,
    "assessment": e.AssessmentSent,
    "status": e.StatusSent,
    "rejection": e.RejectionSent,
    "redirect": e.RejectionSent,
    "fix-notice": e.ReporterNotified,
    "advisory-notice": e.AdvisoryAnnounced,
    "credit-question": e.CreditAsked,
    "disclosure-agreement": e.DisclosureProposed,
    "policy-changed": e.PolicyAnnounced,
    "take-private": e.PrivacyRequested,
    "user-notice": e.UsersNotified,
    "authority-notice": e.AuthorityNotified,
}
"""What sending records; a reply is recorded as whatever a person says that it was."""
