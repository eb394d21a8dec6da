"""journal: its entries without content, the file for an auditor, and the check of either."""

import argparse
from collections.abc import Iterator

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.custody.refusals_verb import refusals
from desktop.cli.output import ID_DIGITS, ProgressBar, print_json, print_text, say, shown_path, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.team.journal_text import check_exported, finding_lines, whose
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.journal import key_fingerprint
from desktop.workflows.journal.check_journal import check_own
from desktop.workflows.journal.export_journal import VERIFIER_NAME, export_journal
from desktop.workflows.journal_ports import JournalEntry, JournalQuery
from desktop.workflows.ports import Desk

_PAGE = 1000


def journal(parsed: argparse.Namespace, program: Program) -> int:
    """Show, export or check."""
    _refuse_what_is_not_taken(parsed)
    if parsed.refused:
        return refusals(parsed, program)
    acts = {None: _show, "export": _export, "check": _check}
    return acts[parsed.journal_act](parsed, program)


def _refuse_what_is_not_taken(parsed: argparse.Namespace) -> None:
    """What an act would silently leave out. Raises Usage."""
    chosen = bool(parsed.case or parsed.refused or parsed.since)
    if parsed.journal_act is not None and chosen:
        raise Usage(
            f"`journal {parsed.journal_act}` is about the whole journal.",
            advice="Leave --case, --refused and --since out.",
        )
    if parsed.journal_act == "check" and parsed.file is None and (parsed.key or parsed.against):
        raise Usage(
            "A key and heads are compared with an exported journal here.",
            advice="Name its file; `embargo verify --against` compares the vault itself.",
        )
    if parsed.journal_act == "check" and parsed.file is not None and parsed.note:
        raise Usage(
            "A note belongs to a check of the vault's own journal, which is recorded.",
            advice="Leave --note out, or the file.",
        )


def _show(parsed: argparse.Namespace, program: Program) -> int:
    wanted = JournalQuery(case_id_of(parsed.case) if parsed.case else "", parsed.since)
    with open_desk(parsed, program, read_only=True) as desk:
        entries = list(_entries(desk, wanted))
    if parsed.json:
        print_json([_values(entry) for entry in entries])
    else:
        rows = [_row(entry) for entry in entries]
        print_text(table(rows, ("SEQUENCE", "RECORDED", "EVENT", "BY", "ENTRY", "CONTENT", "CASE")))
        say("Hashes are salted: they prove content that is shown, and tell nothing of it.")
    return Exit.DONE


def _entries(desk: Desk, wanted: JournalQuery) -> Iterator[JournalEntry]:
    done = 0
    while page := desk.vault.journal_page(wanted, done, _PAGE).entries:
        yield from page
        done += len(page)


def _row(entry: JournalEntry) -> tuple[str, ...]:
    told = entry.told
    hashes = (entry.id[:ID_DIGITS], told.payload_hash[:ID_DIGITS])
    case = entry.case_id or told.case_hash[:ID_DIGITS]
    author = Untrusted(told.author).line or "(the vault)"
    return (str(told.sequence), when(told.recorded_at), told.name, author, *hashes, case)


def _values(entry: JournalEntry) -> dict[str, object]:
    case = {"case": entry.case_id} if entry.case_id else {}
    return {"id": entry.id, **msgspec.structs.asdict(entry.told), **case}


def _export(parsed: argparse.Namespace, program: Program) -> int:
    path, progress = parsed.out.absolute(), ProgressBar()
    with open_desk(parsed, program, read_only=True) as desk:
        cleared = export_journal(desk, path, with_verifier=parsed.with_verifier, progress=progress)
        proof = desk.vault.journal_proof()
    progress.finish()
    if parsed.json:
        print_json({"file": shown_path(path), "sha256": cleared.sha256, "proof": proof})
    else:
        print_text(f"{cleared.sha256}  {shown_path(path)}")
        if parsed.with_verifier:
            say(f"Beside it stands {VERIFIER_NAME}, which needs Python and no Embargo.")
        say("It names authors and no case. Tell the auditor these by another way:")
        say(f"key {proof.public_key}")
        say(f"fingerprint {key_fingerprint(proof.public_key)}")
        for head in proof.heads:
            say(f"head {head.head}, entry {head.sequence}{whose(head, proof.public_key)}")
    return Exit.DONE


def _check(parsed: argparse.Namespace, program: Program) -> int:
    if parsed.file is None:
        return _check_own(parsed, program)
    return check_exported(parsed, program, parsed.file)


def _check_own(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program) as desk:
        found = check_own(desk, parsed.note)
    if parsed.json:
        print_json(msgspec.to_builtins(found) | {"sound": found.sound})
    else:
        print_text(
            "\n".join([f"{counted(found.events, 'entry')}, head {found.head}", *finding_lines(found.journal)])
        )
        print_text("holds" if found.sound else "DOES NOT HOLD: `embargo verify` says where")
    return Exit.DONE if found.sound else Exit.REFUSED
