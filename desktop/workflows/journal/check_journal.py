"""Check a journal: an exported one without any vault, or the vault's own with a record of it.

An export proves that nothing was changed, left out, put in or moved up to its signed heads, by the key that
stands in it. That the key is the vault's own, and that the heads are its latest, is for whoever checks to
compare with what they know from elsewhere.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.event import Draft
from desktop.domain.events import JournalChecked
from desktop.domain.journal import Entry, Finding, Header, SignedHead, event_id, verify
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.journal_file import JOURNAL_LIMIT, JournalFile, read_journal
from desktop.workflows.keeping_ports import Verification
from desktop.workflows.ports import Desk, Tools


class JournalCheck(msgspec.Struct, frozen=True):
    """What was found of an exported journal; it holds where there are no findings."""

    entries: int
    vault_id: str
    public_key: str
    heads: tuple[SignedHead, ...]
    exported_at: datetime
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings


class _Everything:
    """No content is in the file, and none is missed."""

    def __contains__(self, _: object) -> bool:
        return True


def check_file(tools: Tools, path: Path) -> JournalCheck:
    """Check an exported journal. Raises Unreadable, TooLarge, InvalidDocument."""
    found = read_journal(tools.files.read(path, limit=JOURNAL_LIMIT))
    proof = found.preamble.proof
    return JournalCheck(
        entries=len(found.headers),
        vault_id=proof.vault_id,
        public_key=proof.public_key,
        heads=proof.heads,
        exported_at=found.preamble.exported_at,
        findings=tuple(_findings(tools, found)),
    )


def check_own(desk: Desk, note: str = "") -> Verification:
    """Check the vault's journal, pages and files, and record that and what came of it."""
    found, now = desk.vault.verify(), desk.tools.now()
    wrong = len(found.journal) + len(found.database) + len(found.blobs)
    checked = JournalChecked(found.events, found.head, wrong, note.strip())
    desk.vault.append(None, [Draft(checked, now)], author=desk.handler, now=now)
    return found


def _findings(tools: Tools, file: JournalFile) -> list[Finding]:
    proof = file.preamble.proof
    chains = _chains(file.headers)
    findings = [
        Finding(head.sequence, "the head is not signed by the key of its vault")
        for head in proof.heads
        if not tools.signed(
            head.public_key, head.signature, head.vault_id, head.writer, head.sequence, head.head
        )
    ]
    if len(file.headers) != file.preamble.entries:
        findings.append(Finding(len(file.headers), "the file holds more or fewer entries than it says"))
    if not any((h.vault_id, h.public_key) == (proof.vault_id, proof.public_key) for h in proof.heads):
        findings.append(Finding(0, "no head is signed by the vault that it is said to come from"))
    if len({head.writer for head in proof.heads}) != len(proof.heads):
        findings.append(Finding(0, "a writer has two heads"))
    findings += [
        Finding(len(chains[writer]), "entries belong to a writer without a signed head")
        for writer in sorted({*chains} - {head.writer for head in proof.heads})
    ]
    for head in proof.heads:
        findings += _of_chain(chains[head.writer], head)
    return findings + _of_others(file.headers)


def _of_chain(entries: Sequence[Entry], head: SignedHead) -> list[Finding]:
    findings = verify(entries, (head.sequence, head.head), absent=_Everything())
    if len(entries) != head.sequence:
        findings.append(Finding(len(entries), "the journal is longer or shorter than its head says"))
    return findings


def _of_others(headers: Sequence[bytes]) -> list[Finding]:
    """Each entry names heads of other writers that it follows: they are here."""
    known = {event_id(header) for header in headers}
    found = (_read(header) for header in headers)
    return [
        Finding(header.sequence, "an entry follows one that is not here")
        for header in found
        if header is not None and not known.issuperset(header.heads)
    ]


def _chains(headers: Sequence[bytes]) -> dict[str, list[Entry]]:
    """The entries of each writer as they stand; one that cannot be read belongs to whoever stands before."""
    chains: dict[str, list[Entry]] = defaultdict(list)
    writer = ""
    for header in headers:
        told = _read(header)
        writer = told.writer if told is not None else writer
        chains[writer].append(Entry(event_id(header), header, None, None, None, None))
    return chains


def _read(header: bytes) -> Header | None:
    try:
        return msgspec.json.decode(header, type=Header)
    except UNDECODABLE:
        return None
