"""policy check TEXT --against ID: what a policy's own text promises otherwise than the profile in use."""

import argparse
from pathlib import Path

from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.policies.difference_text import (
    difference_lines,
    differences_document,
    move_lines,
    moves_document,
)
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.formats.policies.reading.source import TEXT_LIMIT
from desktop.workflows.policies.compare_source import compare_source
from desktop.workflows.policies.propose_policy import propose_policy


def compare(parsed: argparse.Namespace, program: Program) -> int:
    """Say what the text promises otherwise, and what that would move in open cases; nothing is written."""
    path, name = Path(parsed.file), shown_path(parsed.file)
    with open_desk(parsed, program, read_only=True) as desk:
        progress = ProgressBar()
        proposal = propose_policy(desk.tools, [path], progress=progress)
        texts = [(path.name, desk.tools.files.read(path, limit=TEXT_LIMIT))]
        found = compare_source(desk, parsed.against, texts, proposal, progress)
    changed = bool(found.differences)
    if parsed.json:
        print_json({
            "file": name,
            "policy": parsed.against,
            "same_text": found.is_same,
            "not_a_policy": proposal.not_a_policy,
            "differences": differences_document(found.differences),
            "moves": moves_document(found.moves),
        })  # fmt: skip
    elif found.is_same:
        say(f"{name} is the text that the profile {parsed.against} was made from.")
    elif not changed:
        say(f"{name} is another text than the profile {parsed.against} was made from; it promises the same.")
    else:
        print_text("\n".join([*difference_lines(found.differences), *move_lines(found.moves)]))
        say(
            f"{name} promises something else than {parsed.against}. Nothing was changed: "
            f"`embargo policy propose {name} --decisions SHEET` begins its adoption."
        )
    return Exit.DONE
