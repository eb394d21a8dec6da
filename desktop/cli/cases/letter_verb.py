"""letter: draft what goes to the reporter and others, record what was sent; Embargo never sends."""

import argparse

import msgspec

from desktop.cli.cases.act_remarks import remarks_on
from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.template_check import as_text, check_templates
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit, RefusedByPolicy, Usage
from desktop.domain.fold import fold
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.marks import unwritten
from desktop.formats.letters.kinds import AUDIENCES, EVENTS, LETTER_KINDS, LetterKind
from desktop.workflows.correspondence.record_sent import record_sent
from desktop.workflows.correspondence.reporter_key import reporter_key
from desktop.workflows.correspondence.write_letter import LetterForm, draft_letter, save_letter, seal_letter
from desktop.workflows.intake.receive_report import MESSAGE_LIMIT
from desktop.workflows.ports import Desk

_FORMS: dict[str, LetterForm] = {"": "eml", ".eml": "eml", ".asc": "asc", ".txt": "text"}
_LONGEST = 256 * 1024
"""Bytes of a letter's words."""
_FINISH = "Print it without --out, finish it, and give it back with --text FILE."


def letter(parsed: argparse.Namespace, program: Program) -> int:
    """Write a draft, record a sent copy, or check a template, as the options say."""
    if parsed.check is not None:
        return check_templates(parsed, program)
    if parsed.case is None or parsed.kind is None:
        raise Usage("A letter needs CASE and KIND.", advice=f"The letters are {', '.join(LETTER_KINDS)}.")
    kind = _kind(parsed.kind)
    if parsed.sent is not None:
        return _record(parsed, program, kind)
    return _draft(parsed, program, kind)


def _draft(parsed: argparse.Namespace, program: Program, kind: LetterKind) -> int:
    form = _form(parsed, kind)
    with open_desk(parsed, program, read_only=True) as desk:
        case_id = case_id_of(parsed.case)
        draft = draft_letter(desk, case_id, kind, to=parsed.to)
        if form is None:
            print_text(draft.text.rstrip("\n"))
            return Exit.DONE
        if parsed.text is not None:
            draft = msgspec.structs.replace(
                draft, text=as_text(desk.tools.files.read(parsed.text, limit=_LONGEST))
            )
        elif sentence := unwritten(draft.text):
            raise RefusedByPolicy(f"Only a person can finish this letter. {sentence}", advice=_FINISH)
        progress = ProgressBar()
        cleared = seal_letter(
            desk, case_id, draft, form=form, unencrypted=parsed.unencrypted, progress=progress
        )
        save_letter(desk, cleared, parsed.out.absolute())
        comparison = _comparison(desk, case_id) if cleared.encrypted else ""
    _tell_written(parsed, cleared, _why_plain(parsed, kind, form))
    if comparison and not parsed.json:
        say(comparison)
    return Exit.DONE


def _comparison(desk: Desk, case_id: str) -> str:
    """Whether anybody compared the key that the letter is encrypted to."""
    case = fold(desk.vault.history(case_id))
    compared = case.compared.get(reporter_key(desk, case).fingerprint)
    if compared is None:
        return "Nobody has compared the fingerprint of the reporter's key yet; key.confirmed records it."
    whom = f", with {compared.with_whom}" if compared.with_whom else ""
    return f"The fingerprint of the reporter's key was compared on {when(compared.at)}: {compared.how}{whom}."


def _why_plain(parsed: argparse.Namespace, kind: LetterKind, form: LetterForm) -> str:
    if form == "text":
        return "text is what you asked for"
    if kind in AUDIENCES:
        return "it goes to others than the reporter"
    return "as you asked" if parsed.unencrypted else "no key of the reporter was taken in"


def _form(parsed: argparse.Namespace, kind: LetterKind) -> LetterForm | None:
    """What the name of the file asks for; None to print the words alone."""
    if parsed.out is None:
        return None
    form = _FORMS.get(parsed.out.suffix.lower())
    if form is None:
        raise Usage("A letter ends in .eml, .asc or .txt.", advice="Name the file accordingly.")
    if kind in AUDIENCES and form == "eml" and not parsed.to:
        raise Usage(f"A letter to the {AUDIENCES[kind]} needs --to ADDRESS.")
    return form


def _tell_written(parsed: argparse.Namespace, cleared: Cleared, why: str) -> None:
    if parsed.json:
        document = {"file": shown_path(parsed.out), "sha256": cleared.sha256, "encrypted": cleared.encrypted}
        print_json(document)
    else:
        how = "Encrypted draft written" if cleared.encrypted else f"Draft written, NOT encrypted: {why}"
        say(f"{how}. Send it from your mail program, then record it with --sent FILE.")


def _record(parsed: argparse.Namespace, program: Program, kind: LetterKind) -> int:
    with open_desk(parsed, program) as desk:
        raw = desk.tools.files.read(parsed.sent, limit=MESSAGE_LIMIT)
        case_id, progress = case_id_of(parsed.case), ProgressBar()
        sent = record_sent(desk, case_id, raw, kind, at=parsed.at, progress=progress)
        outcome = require_done(sent, desk, case_id)
        remarks = remarks_on(desk, outcome)
    event = EVENTS[kind].kind
    if parsed.json:
        document = {"case": outcome.case_id, "event": event, "id": outcome.id}
        print_json(document | {"occurred_at": outcome.occurred_at})
    else:
        say(f"{event} recorded in {outcome.case_id}, with the message as proof.")
    for remark in remarks:
        say(remark)
    return Exit.DONE


def _kind(written: str) -> LetterKind:
    kind = next((kind for kind in LETTER_KINDS if kind == written), None)
    if kind is None:
        raise Usage(f"There is no letter {written!r}.", advice=f"The letters are {', '.join(LETTER_KINDS)}.")
    return kind
