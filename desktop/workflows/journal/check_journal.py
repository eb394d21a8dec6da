"""Check a journal: an exported one without any vault, or the vault's own with a record of it.

An export proves that nothing was changed, left out, put in or moved up to its signed heads, by the key that
stands in it. That the key is the vault's own, and that the heads are its latest, is for whoever checks to
compare with what they know from elsewhere: `key` and `against`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.approving.told import ToldApproval
from desktop.domain.event import Draft
from desktop.domain.events import AdvisoryApproved, JournalChecked
from desktop.domain.journal import Finding, SignedHead, event_id, key_fingerprint
from desktop.formats.journal_file import JOURNAL_LIMIT, JournalFile, read_journal
from desktop.workflows.journal.findings import findings_of, read_header
from desktop.workflows.journal.told_approvals import BAD, told_approvals
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
    fingerprint: str = ""
    """By which the key is compared."""
    pinned: bool = False
    """Whether it is the key that was named."""
    compared: tuple[tuple[str, int], ...] = ()
    """Heads known from elsewhere, with the entries that they are."""
    approvals: tuple[ToldApproval, ...] = ()
    unshown: int = 0
    """Approvals that the journal names and the file does not show."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.findings


def check_file(tools: Tools, path: Path, *, key: str = "", against: Sequence[str] = ()) -> JournalCheck:
    """Check an exported journal. Raises Unreadable, TooLarge, InvalidDocument.

    `key` is the vault's key or its fingerprint, `against` are heads, as they were told by another way.
    """
    found = read_journal(tools.files.read(path, limit=JOURNAL_LIMIT))
    proof = found.preamble.proof
    fingerprint = key_fingerprint(proof.public_key)
    pinned = bool(key) and _as_fingerprint(key) == fingerprint != ""
    places = dict(_places(found, against))
    findings = list(findings_of(tools.signed, found))
    if key and not pinned:
        findings.append(Finding(0, "the journal is signed by another key than the one that was named"))
    findings += [Finding(0, f"it does not hold the head {h[:16]}") for h in against if h not in places]
    approvals = () if findings else tuple(told_approvals(tools, found))
    findings += [
        Finding(told.sequence, f"the signature of an approval is {told.signature}")
        for told in approvals
        if told.signature.startswith(BAD)
    ]
    named = sum(1 for told in map(read_header, found.headers) if told and told.name == AdvisoryApproved.kind)
    return JournalCheck(
        entries=len(found.headers),
        vault_id=proof.vault_id,
        public_key=proof.public_key,
        heads=proof.heads,
        exported_at=found.preamble.exported_at,
        findings=tuple(findings),
        fingerprint=fingerprint,
        pinned=pinned,
        compared=tuple(places.items()),
        approvals=approvals,
        unshown=named - len(found.preamble.approvals),
    )


def check_own(desk: Desk, note: str = "") -> Verification:
    """Check the vault's journal, pages and files, and record that and what came of it."""
    found, now = desk.vault.verify(), desk.tools.now()
    wrong = len(found.journal) + len(found.database) + len(found.blobs)
    checked = JournalChecked(found.events, found.head, wrong, note.strip())
    desk.vault.append(None, [Draft(checked, now)], author=desk.handler, now=now)
    return found


def _as_fingerprint(key: str) -> str:
    """The fingerprint that was named, or that of the key that was."""
    written = "".join(key.split()).replace(":", "")
    return key_fingerprint(written) if written.endswith("=") else written.lower()


def _places(file: JournalFile, against: Sequence[str]) -> Iterator[tuple[str, int]]:
    for header in file.headers if against else ():
        told = read_header(header)
        if told is not None and (i := event_id(header)) in against:
            yield i, told.sequence
