"""Write to the reporter: draft, seal, save. Sending is done elsewhere, and recorded with `record_act`."""

from pathlib import Path
from typing import Literal

import msgspec

from desktop.domain.case import Case
from desktop.domain.cleared import Cleared
from desktop.domain.failures import KeyMissing, RefusedByPolicy
from desktop.domain.gate import GateRefusal, LetterCandidate, clear_letter
from desktop.domain.policy import Profile
from desktop.domain.report import Report
from desktop.formats.letters import LETTER_KINDS, Letter, LetterKind, draft_text, reply_subject
from desktop.formats.mail_draft import (
    Envelope,
    encrypted_draft,
    neutral_subject,
    plain_draft,
    protected_entity,
)
from desktop.workflows.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.view_case import view_case
from desktop.workflows.write_cleared import write_cleared

__all__ = [
    "LETTER_KINDS",
    "Cleared",
    "Letter",
    "LetterForm",
    "LetterKind",
    "can_encrypt",
    "draft_letter",
    "save_letter",
    "seal_letter",
]

LetterForm = Literal["text", "asc", "eml"]
"""The words themselves; an armoured message; a mail draft."""


class _Recipients(msgspec.Struct, frozen=True):
    """The reporter's key, and our own so that we can read what we wrote."""

    reporter: bytes
    own: str


def draft_letter(desk: Desk, case_id: str, kind: LetterKind) -> Letter:
    """A draft from the facts of the case, for a person to change. Raises NoSuchCase."""
    view = view_case(desk, case_id)
    return Letter(
        to=view.case.reporter_address.raw,
        subject=reply_subject(view.case.title.raw, case_id),
        text=draft_text(kind, view.case, view.profile, handler=desk.handler),
    )


def can_encrypt(desk: Desk, case: Case) -> bool:
    """Whether a key of the reporter that can encrypt is at hand, so that a draft leaves encrypted."""
    return bool(_key_of_reporter(desk, case))


def seal_letter(desk: Desk, case_id: str, letter: Letter, *, form: LetterForm, progress: Progress) -> Cleared:
    """The bytes to hand over, signed and encrypted to the reporter and to ourselves where we have their key.

    `encrypted` of the result says which it is; form "text" is never encrypted, "asc" always. Raises
    KeyMissing, RefusedByPolicy with the gate's reasons, InvalidDocument for what cannot be a mail header, and
    gpg's failures.
    """
    view = view_case(desk, case_id)
    recipients = None if form == "text" else _recipients(desk, view.case)
    if form == "asc" and recipients is None:
        raise KeyMissing(
            "No key of the reporter that can encrypt was taken in.",
            advice="Take in the reporter's key, or save the letter as text.",
        )
    envelope = Envelope(
        sender=_sender(view.profile),
        answers=_answers(view.reports),
        public_key=desk.tools.openpgp.public_key(recipients.own) if recipients else b"",
    )
    content = _seal(desk, case_id, letter, form, recipients, envelope, progress)
    return _through_the_gate(letter, content, form, view.case, encrypted=recipients is not None)


def save_letter(desk: Desk, cleared: Cleared, path: Path) -> None:
    """Write a sealed letter to a new file; raises WriteFailed."""
    write_cleared(desk.tools.files, path, cleared)


def _seal(
    desk: Desk,
    case_id: str,
    letter: Letter,
    form: LetterForm,
    recipients: _Recipients | None,
    envelope: Envelope,
    progress: Progress,
) -> bytes:
    if form == "text":
        return letter.text.encode()
    if recipients is None:
        return plain_draft(_without_secret_subject(desk, case_id, letter), envelope)
    words = letter.text.encode() if form == "asc" else protected_entity(letter)
    progress.step("Encrypting the letter")
    armoured = desk.tools.openpgp.encrypt(
        words, [recipients.reporter], own=[recipients.own], sign_with=recipients.own, progress=progress
    )
    return armoured if form == "asc" else encrypted_draft(letter, envelope, armoured, case_id)


def _without_secret_subject(desk: Desk, case_id: str, letter: Letter) -> Letter:
    """The letter with a subject that tells nothing, where the reporter kept theirs inside an encryption."""
    if all(report.encryption != "decrypted" for report in view_case(desk, case_id).reports):
        return letter
    return msgspec.structs.replace(letter, subject=neutral_subject(case_id))


def _through_the_gate(
    letter: Letter, content: bytes, form: LetterForm, case: Case, *, encrypted: bool
) -> Cleared:
    suffix = "txt" if form == "text" else form
    candidate = LetterCandidate(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        content=content,
        file_name=f"{case.case_id}.{suffix}",
        encrypted=encrypted,
    )
    outcome = clear_letter(candidate, case)
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(
            f"The letter may not leave. {outcome.sentence}", advice="Change it and try again."
        )
    return outcome


def _recipients(desk: Desk, case: Case) -> _Recipients | None:
    """The reporter's latest key that can encrypt, a confirmed one first; None without any.

    Raises KeyMissing when there is one and no intake key of ours was chosen.
    """
    reporter = _key_of_reporter(desk, case)
    if not reporter:
        return None
    own = intake_key(desk)
    if not own:
        raise KeyMissing("No intake key is chosen: we could not read our own letter again.")
    return _Recipients(reporter, own)


def _key_of_reporter(desk: Desk, case: Case) -> bytes:
    latest_first = case.keys[::-1]
    for key in sorted(latest_first, key=lambda key: key.fingerprint not in case.confirmed_keys):
        content = desk.vault.blob(key.key_sha256)
        infos = desk.tools.openpgp.read_keys(content)
        if any(i.fingerprint == key.fingerprint and i.can_encrypt and i.state == "valid" for i in infos):
            return content
    return b""


def _sender(profile: Profile) -> str:
    return next((intake.address for intake in profile.intake if intake.kind == "email"), "")


def _answers(reports: tuple[Report, ...]) -> tuple[str, ...]:
    """Message ids that the letter answers, oldest first; the last is that of the latest message."""
    if not reports:
        return ()
    latest = reports[-1]
    return (*(message_id.raw for message_id in latest.in_reply_to), latest.message_id.raw)
