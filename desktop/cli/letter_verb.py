"""letter: draft what goes to the reporter; Embargo never sends."""

import argparse
from typing import get_args

from desktop.cli.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit, Usage
from desktop.workflows.write_letter import LetterKind, draft_letter, save_letter, seal_letter

_PLAIN = "Draft written, NOT encrypted: no key of the reporter was taken in"


def letter(parsed: argparse.Namespace, program: Program) -> int:
    """Write a draft as `.eml`, encrypted where the reporter's key is known."""
    kinds = get_args(LetterKind)
    if parsed.kind not in kinds:
        raise Usage(f"There is no letter {parsed.kind!r}.", advice=f"The letters are {', '.join(kinds)}.")
    with open_desk(parsed, program, read_only=True) as desk:
        case_id = case_id_of(parsed.case)
        draft = draft_letter(desk, case_id, parsed.kind)
        cleared = seal_letter(desk, case_id, draft, form="eml", progress=ProgressBar())
        save_letter(desk, cleared, parsed.out.absolute())
    if parsed.json:
        document = {"file": shown_path(parsed.out), "sha256": cleared.sha256, "encrypted": cleared.encrypted}
        print_json(document)
    else:
        how = "Encrypted draft written" if cleared.encrypted else _PLAIN
        say(f"{how}. Send it from your mail program, then record it with `embargo act`.")
    return Exit.DONE
