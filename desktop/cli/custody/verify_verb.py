"""verify: whether the vault is what was written, what that proves, and what it cannot prove."""

import argparse

import msgspec

from desktop.cli.custody.given_head import read_head
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.team.journal_text import check_exported
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit, Usage
from desktop.workflows.custody.what_is_proved import Proofs, what_is_proved
from desktop.workflows.keeping_ports import Verification
from desktop.workflows.promises.doubt_clock import doubt_clock


def verify(parsed: argparse.Namespace, program: Program) -> int:
    """Check the chain, every page and every file; 5 when something does not hold.

    The sealed head in the JSON is what to note elsewhere: the vault's own key signed it.
    """
    if parsed.journal is not None:
        return check_exported(parsed, program, parsed.journal)
    if parsed.key:
        raise Usage("A key is compared with an exported journal.", advice="Name its file: --journal FILE.")
    with open_desk(parsed, program, read_only=True) as desk:
        known = [read_head(given, desk.tools.files) for given in parsed.against]
        found = desk.vault.verify(known)
        seal = None if found.journal else desk.vault.sealed_head()
        if doubt := doubt_clock(desk):
            say(doubt)
    proofs = what_is_proved(found)
    if parsed.json:
        document = msgspec.to_builtins(found) | msgspec.to_builtins(proofs)
        print_json(document | {"sound": found.sound, "sealed_head": msgspec.to_builtins(seal)})
    else:
        _show(found, proofs)
    return Exit.DONE if found.sound else Exit.REFUSED


def _show(found: Verification, proofs: Proofs) -> None:
    print_text(f"{counted(found.events, 'event')}, head {found.head}")
    lines = [f"entry {f.sequence}: {f.what}" if f.sequence else f.what for f in found.journal]
    for line in dict.fromkeys((*lines, *found.database, *found.blobs)):  # one bad page stops several checks
        print_text(line)
    for heading, sentences in (("Proved:", proofs.proved), ("Not proved:", proofs.not_proved)):
        print_text("\n".join([heading, *(f"  - {sentence}" for sentence in sentences)]))
    damaged = "The vault is damaged. Nothing was written. `embargo repair --check` says what is whole."
    if not (found.journal or found.database or found.blobs):
        damaged = "The vault does not go on from a head that is held elsewhere. Nothing was written."
    say("The vault is sound." if found.sound else damaged)
