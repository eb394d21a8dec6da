"""verify: whether the vault is what was written, what that proves, and what it cannot prove."""

import argparse
import os
import re
from pathlib import Path

import msgspec

from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit, Usage
from desktop.workflows.custody.what_is_proved import Proofs, what_is_proved
from desktop.workflows.keeping_ports import KnownHead, Verification
from desktop.workflows.ports import Files
from desktop.workflows.promises.doubt_clock import doubt_clock

_HEAD = re.compile(r"[0-9a-f]{64}")
_NAMED = re.compile(rb'"head"\s*:\s*"([0-9a-f]{64})"')
_MANIFEST = "manifest.json"
_SIZE_LIMIT = 1024 * 1024


def verify(parsed: argparse.Namespace, program: Program) -> int:
    """Check the chain, every page and every file; 5 when something does not hold.

    The sealed head in the JSON is what to note elsewhere: the vault's own key signed it.
    """
    with open_desk(parsed, program, read_only=True) as desk:
        known = [_read_head(given, desk.tools.files) for given in parsed.against]
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


def _read_head(given: str, files: Files) -> KnownHead:
    """The head that a person means: 64 hexadecimal digits, a backup's folder, or a file. Raises Usage."""
    if _HEAD.fullmatch(given.lower()):
        return KnownHead(given.lower())
    path, source = Path(given), "given"
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        path, source = path / _MANIFEST, "backup"
    content = files.read(path, limit=_SIZE_LIMIT)
    heads = set(_NAMED.findall(content)) or set(re.findall(rb"\b[0-9a-f]{64}\b", content))
    if len(heads) != 1:
        raise Usage(
            "No head, or more than one, stands in what the vault is to be compared with.",
            advice="Name the head itself: 64 hexadecimal digits, as `embargo verify` prints it.",
        )
    return KnownHead(heads.pop().decode(), "backup" if source == "backup" else "given")
