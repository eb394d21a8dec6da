"""policy adopt --from: a policy's own text, with a sheet of decisions, becomes the policy in use."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.output import ProgressBar, print_json, print_text, say
from desktop.cli.policies.difference_text import (
    difference_lines,
    differences_document,
    move_lines,
    moves_document,
)
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.failures import Exit, RefusedByPolicy, TooLarge, Usage
from desktop.domain.policy.proposing import Proposal
from desktop.domain.policy.proposing.reviewing import Review, lacks_of
from desktop.formats.policies.decision_sheet import SHEET_LIMIT, read_sheet
from desktop.formats.policies.reading.source import TEXT_LIMIT
from desktop.workflows.policies.propose_policy import propose_policy
from desktop.workflows.policies.take_proposal import Taking, prepare_taking, take_proposal
from desktop.workflows.ports import Files


def adopt_text(parsed: argparse.Namespace, program: Program) -> int:
    """Adopt what the sheet accepts; every value has to be decided and every question answered.

    With --dry-run it only says what would change. Raises Usage, RefusedByPolicy, InvalidPolicy.
    """
    if not parsed.decisions:
        raise Usage(
            "Nothing is adopted from a text without decisions.",
            advice="Write a sheet with `embargo policy propose FILE --decisions SHEET`, and decide in it.",
        )
    with open_desk(parsed, program, read_only=parsed.dry_run) as desk:
        files, progress = desk.tools.files, ProgressBar()
        proposal = propose_policy(desk.tools, parsed.texts, progress=progress)
        review = read_sheet(_sheet(files, parsed.decisions), proposal)
        _require_decided(proposal, review)
        taking = prepare_taking(desk, proposal, review, progress)
        if taking.profile.policy.id != parsed.policy:
            raise RefusedByPolicy(
                f"What was decided makes the policy {taking.profile.policy.id}, not {parsed.policy}.",
                advice="Name the policy that it is, or answer policy.id otherwise.",
            )
        recorded = None
        if not parsed.dry_run:
            recorded = take_proposal(
                desk, taking, [files.read(path, limit=TEXT_LIMIT) for path in parsed.texts]
            )
    event = recorded.event if recorded is not None else None
    if parsed.json:
        print_json(_document(taking, event))
        return Exit.DONE
    print_text("\n".join([*difference_lines(taking.differences), *move_lines(taking.moves)]))
    if event is None:
        say("Nothing was written: this is what adopting it would change.")
    else:
        say(f"{parsed.policy} is in use: new cases are held to it. Open cases stay with their version.")
    return Exit.DONE


def _sheet(files: Files, path: Path) -> bytes:
    try:
        return files.read(path, limit=SHEET_LIMIT)
    except TooLarge as error:
        words = f"A sheet of decisions is read up to {SHEET_LIMIT // 2**20} MiB, and this file is longer."
        raise TooLarge(words, advice="Choose the sheet that `embargo policy propose` wrote.") from error


def _require_decided(proposal: Proposal, review: Review) -> None:
    """Raise RefusedByPolicy that names all that is open."""
    lacks = lacks_of(proposal, review)
    if not lacks:
        return
    told = [
        *(f"{item.id} is not decided." for item in lacks.undecided),
        *(f"{question.id} is not answered." for question in lacks.unanswered),
        *(f"{' and '.join(conflict.ids)} contradict each other; accept one." for conflict in lacks.conflicts),
        *(f"{item.id} rests on {need}, which was refused." for item, need in lacks.missing),
        *(["Nothing was accepted: there would be no promise."] if lacks.nothing else []),
    ]
    raise RefusedByPolicy(
        " ".join(told),
        advice='Put "accept" or "refuse" beside every value of the sheet, and answer its questions.',
    )


def _document(taking: Taking, event: object) -> dict[str, Any]:
    found = {
        "policy": taking.profile.policy.id,
        "adopted": event is not None,
        "differences": differences_document(taking.differences),
        "moves": moves_document(taking.moves),
    }
    if isinstance(event, e.ProfileAdopted):
        found |= {"sha256": event.policy_sha256, "text": event.text_sha256}
    return found
