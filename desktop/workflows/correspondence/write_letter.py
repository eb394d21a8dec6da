"""Write a letter: draft, seal, save. Sending is done elsewhere; `record_sent` takes the sent copy in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.failures import InvalidPolicy, KeyMissing, RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_letter, clear_notice
from desktop.domain.leaving.letters import LetterCandidate
from desktop.domain.occurrences import in_force
from desktop.domain.parties.answering import by_reporter
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile
from desktop.formats.letters.drafting import Letter, draft_text, notice_subject, reply_subject
from desktop.formats.letters.fields import Situation, own_address
from desktop.formats.letters.kinds import AUDIENCES, LetterKind
from desktop.formats.mail_draft import (
    Envelope,
    encrypted_draft,
    neutral_subject,
    plain_draft,
    protected_entity,
)
from desktop.formats.policy import read_profile
from desktop.workflows.correspondence.name_draft import name_draft
from desktop.workflows.correspondence.reporter_key import reporter_key
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.intake.named_cases import is_of_reporter
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.gather_guarded import guard_letter
from desktop.workflows.publication.write_cleared import write_cleared
from desktop.workflows.triage.other_reporters import other_reporters

LetterForm = Literal["text", "asc", "eml"]
"""The words themselves; an armoured message; a mail draft."""
_BY_MOUTH = ("phone", "chat", "colleague", "other")
"""Channels on which a reporter without an address can be answered all the same."""
_UNENCRYPTED = "Ask for a current key and take it in, or save the letter unencrypted if that is acceptable."


class _Recipients(msgspec.Struct, frozen=True):
    """The reporter's key, and our own so that we can read what we wrote."""

    reporter: bytes
    own: str


def draft_letter(desk: Desk, case_id: str, kind: LetterKind, *, to: str = "", answers: str = "") -> Letter:
    """A draft from the facts of the case, for a person to change; `to` is asked for letters to others.

    It `answers` the message that the event of this id received, under its subject and to its sender.
    Raises NoSuchCase, InvalidDocument for a template that cannot be used, RefusedByPolicy when the report
    came without an address (CZM-3g), or none came.
    """
    view = view_case(desk, case_id)
    to_reporter = kind not in AUDIENCES
    if to_reporter and view.case.incident_only:
        raise RefusedByPolicy(
            "No report began this case: there is nobody to answer.",
            advice="Users and authorities can be written to: user-notice, authority-notice.",
        )
    if to_reporter and not is_answerable(view.case, kind):
        raise RefusedByPolicy(
            "The report came without an address: there is nobody to write to.",
            advice="Record that the reporter cannot be reached (reporter.unreachable, with the reason): "
            "then the acknowledgement is no longer owed.",
        )
    address, title = _answered(view, answers)
    return Letter(
        to=address if to_reporter else to,
        subject=reply_subject(title, case_id) if to_reporter else notice_subject(view.profile, case_id),
        text=draft_text(kind, _situation(desk, view), desk.tools.own_template),
        kind=kind,
        answers=answers if to_reporter else "",
    )


def _answered(view: CaseView, answers: str) -> tuple[str, str]:
    """Address and subject of the reporter's message that is answered, else those of the case."""
    message = next((r.event for r in view.history if answers and r.id == answers), None)
    title = view.case.title
    if isinstance(message, e.FollowUpReceived) and message.title and not message.automatic:
        title = message.title if by_reporter(message, view.case.reporter_address) else title
    return view.case.reporter_address.raw, title.raw


def is_answerable(case: Case, kind: LetterKind) -> bool:
    """Whether a letter can reach the reporter; what was written in public is answered there by hand."""
    return bool(case.reporter_address.raw.strip()) or case.channel in _BY_MOUTH or kind == "take-private"


def seal_letter(
    desk: Desk,
    case_id: str,
    letter: Letter,
    *,
    form: LetterForm,
    unencrypted: bool = False,
    progress: Progress,
) -> Cleared:
    """The bytes to hand over, signed and encrypted to the reporter and to ourselves where we have their key.

    `encrypted` of the result says which it is; form "text" is never encrypted, "asc" always, and a letter to
    others than the reporter never. Raises KeyMissing when a key of the reporter cannot be used, unless a
    person said `unencrypted`; RefusedByPolicy with the gate's reasons, InvalidDocument for what cannot be a
    mail header, and gpg's failures.
    """
    view = view_case(desk, case_id)
    plain = form == "text" or letter.kind in AUDIENCES or (unencrypted and form == "eml")
    recipients = None if plain else _recipients(desk, view.case)
    if form == "asc" and recipients is None:
        raise KeyMissing(
            "No key of the reporter that can encrypt was taken in.",
            advice="Take in the reporter's key, or save the letter as text.",
        )
    content = _seal(desk, view, letter, form, recipients, progress)
    others = other_reporters(desk, view.case)
    encrypted = recipients is not None
    return _through_the_gate(desk, letter, content, form, view, others, encrypted=encrypted)


def save_letter(desk: Desk, cleared: Cleared, path: Path) -> None:
    """Write a sealed letter to a new file; raises WriteFailed."""
    write_cleared(desk.tools.files, path, cleared)


def _situation(desk: Desk, view: CaseView) -> Situation:
    published = [r.event for r in in_force(view.history) if isinstance(r.event, e.AdvisoryPublished)]
    return Situation(
        case=view.case,
        profile=view.profile,
        readings=view.readings,
        hold=view.hold,
        handler=desk.handler,
        now=view.at,
        packs=view.packs,
        current=_current(desk, view.case.policy_id),
        published_where=published[-1].where if published else "",
        not_found=view.not_found,
        proposed=next((p.until for p in reversed(view.embargo.open) if p.by == "us"), None),
    )


def _current(desk: Desk, policy_id: str) -> Profile | None:
    """The policy that new cases fall under today, as offers have it; None when nobody has it any more."""
    try:
        return read_profile(adopted_source(desk, policy_id), policy_id)
    except InvalidPolicy:
        return None


def _seal(
    desk: Desk,
    view: CaseView,
    letter: Letter,
    form: LetterForm,
    recipients: _Recipients | None,
    progress: Progress,
) -> bytes:
    if form == "text":
        return letter.text.encode()
    envelope = _envelope(desk, view, letter, recipients)
    if recipients is None:
        return plain_draft(_without_secret_subject(view, letter), envelope)
    words = letter.text.encode() if form == "asc" else protected_entity(letter)
    progress.step("Encrypting the letter")
    armoured = desk.tools.openpgp.encrypt(
        words, [recipients.reporter], own=[recipients.own], sign_with=recipients.own, progress=progress
    )
    return armoured if form == "asc" else encrypted_draft(letter, envelope, armoured, view.case.case_id)


def _envelope(desk: Desk, view: CaseView, letter: Letter, recipients: _Recipients | None) -> Envelope:
    sender = own_address(view.profile)
    return Envelope(
        sender=sender,
        answers=() if letter.kind in AUDIENCES else _answers(view, letter.answers),
        public_key=desk.tools.openpgp.public_key(recipients.own) if recipients else b"",
        message_id=name_draft(desk.vault, view.case.case_id, letter.kind, view.at, sender=sender),
    )


def _without_secret_subject(view: CaseView, letter: Letter) -> Letter:
    """The letter with a subject that tells nothing, where the reporter kept theirs inside an encryption."""
    if letter.kind in AUDIENCES or not view.came_encrypted:
        return letter
    return msgspec.structs.replace(letter, subject=neutral_subject(view.case.case_id))


def _through_the_gate(
    desk: Desk,
    letter: Letter,
    content: bytes,
    form: LetterForm,
    view: CaseView,
    others: Sequence[Person],
    *,
    encrypted: bool,
) -> Cleared:
    suffix = "txt" if form == "text" else form
    audience = AUDIENCES.get(letter.kind, "reporter")
    candidate = LetterCandidate(
        to=letter.to,
        subject=letter.subject,
        text=letter.text,
        content=content,
        file_name=f"{view.case.case_id}.{suffix}",
        encrypted=encrypted,
        guarded=guard_letter(desk, view.case, f"{letter.subject}\n{letter.text}", audience=audience),
    )
    if audience == "reporter":
        outcome = clear_letter(candidate, view.case, others)
    else:
        outcome = clear_notice(candidate, view.case, view.profile, others, audience=f"the {audience}")
    refused, advice = "The letter may not leave.", "Change it and try again."
    return require_cleared(desk, outcome, "letter", refused, case_id=view.case.case_id, advice=advice)


def _recipients(desk: Desk, case: Case) -> _Recipients | None:
    """The reporter's key and ours; None when none of theirs was taken in.

    Raises KeyMissing when there is one that cannot be used, or when no intake key of ours was chosen.
    """
    key = reporter_key(desk, case)
    if key.problem:
        raise KeyMissing(f"The letter cannot be encrypted. {key.problem}", advice=_UNENCRYPTED)
    if not key.content:
        return None
    own = intake_key(desk)
    if not own:
        raise KeyMissing("No intake key is chosen: we could not read our own letter again.")
    return _Recipients(key.content, own)


def _answers(view: CaseView, wanted: str) -> tuple[str, ...]:
    """Message ids that the letter answers, oldest first; the last is that of the message itself.

    That is the one that was chosen, else what the reporter wrote last, never what somebody else did.
    """
    read = [message.event_id for message in view.kept]
    chosen = dict(zip(read, view.reports, strict=True)).get(wanted)
    theirs = [report for report in view.written[::-1] if is_of_reporter(view.case, report)]
    message = chosen if chosen in theirs else next(iter(theirs), None)
    if message is None:
        return ()
    return (*(message_id.raw for message_id in message.in_reply_to), message.message_id.raw)
