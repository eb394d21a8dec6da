"""Checking an exported journal, as `journal check FILE` and `verify --journal FILE` both do."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.cli.custody.given_head import read_head
from desktop.cli.output import print_json, print_text, say, when
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.domain.approving.told import ToldApproval
from desktop.domain.clocks.words import counted
from desktop.domain.failures import Exit
from desktop.domain.inert import Untrusted
from desktop.domain.journal import Finding, SignedHead
from desktop.domain.parties.fingerprints import grouped
from desktop.workflows.journal.check_journal import JournalCheck, check_file
from desktop.workflows.journal.what_a_file_proves import what_a_file_proves


def check_exported(parsed: argparse.Namespace, program: Program, path: Path) -> int:
    """Say what is wrong with it, what is proved and what is not; needs no vault."""
    with open_tools(parsed, program) as tools:
        heads = tuple(read_head(given, tools.files).id for given in parsed.against)
        found = check_file(tools, path, key=parsed.key, against=heads)
    proofs = what_a_file_proves(found)
    if parsed.json:
        document = msgspec.to_builtins(found) | msgspec.to_builtins(proofs)
        print_json(document | {"holds": found.holds})
    else:
        print_text("\n".join(_told(found)))
        for heading, sentences in (("Proved:", proofs.proved), ("Not proved:", proofs.not_proved)):
            print_text("\n".join([heading, *(f"  - {sentence}" for sentence in sentences)]))
        if not found.holds:
            say("This is not the journal as it was written.")
    return Exit.DONE if found.holds else Exit.REFUSED


def finding_lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Each with its entry, where there is one."""
    return (f"entry {found.sequence}: {found.what}" if found.sequence else found.what for found in findings)


def whose(head: SignedHead, own: str) -> str:
    """Another vault's head is told as one."""
    return "" if head.public_key == own else f", of another vault with the key {head.public_key}"


def _told(found: JournalCheck) -> Iterator[str]:
    yield f"{counted(found.entries, 'entry')} of {found.vault_id}, exported {when(found.exported_at)}"
    yield f"key   {found.public_key}"
    yield f"      fingerprint {found.fingerprint}"
    for head in found.heads:
        yield f"head  {head.head}, entry {head.sequence}{whose(head, found.public_key)}"
    for approval in found.approvals:
        yield from _approval(approval)
    yield from finding_lines(found.findings)
    yield "holds" if found.holds else "DOES NOT HOLD"


def _approval(told: ToldApproval) -> Iterator[str]:
    key = f", key {grouped(told.fingerprint)}" if told.fingerprint else ""
    yield f"entry {told.sequence}: approved by {Untrusted(told.by).line}, {when(told.at)}{key}"
    yield f"  signature {told.signature}"
    yield from (f"  {document.sha256}  {document.format}" for document in told.documents)
