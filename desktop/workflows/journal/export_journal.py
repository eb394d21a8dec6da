"""Hand the journal to an auditor: headers, heads and signatures through the gate, to a new file (MUS-7.2d).

No case is named in it, and no content stands there; the names of authors do, and of approvals which digests
were approved, by which key.
"""

from collections.abc import Iterator
from pathlib import Path

from desktop.domain.approving.told import approval_in
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_journal, clear_verifier
from desktop.domain.leaving.journals import JournalCandidate
from desktop.formats.journal_file import write_journal
from desktop.formats.shipped import shipped
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.journal_ports import JournalEntry, JournalQuery
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.write_cleared import require_free, write_cleared

VERIFIER_NAME = "verify_journal.py"
_PAGE = 2000


def export_journal(desk: Desk, path: Path, *, with_verifier: bool = False, progress: Progress) -> Cleared:
    """Write the whole journal with its proofs; raises RefusedByPolicy, WriteFailed and Cancelled.

    `with_verifier` puts a short program beside it by which a stranger checks it without Embargo.
    """
    require_free(path.parent, [path.name, *([VERIFIER_NAME] if with_verifier else [])])
    proof = desk.vault.journal_proof()
    entries = tuple(_entries(desk, progress))
    headers = tuple(entry.header for entry in entries)
    # What another vault's approval says may be anything: what is not plain stays, and is told as not shown.
    opened = tuple(entry.opened for entry in entries if entry.opened and approval_in(entry.opened))
    content = write_journal(proof, headers, at=desk.tools.now(), approvals=opened)
    cleared = _granted(desk, clear_journal(JournalCandidate(content, headers, path.name, opened)))
    if with_verifier:
        verifier = _granted(desk, clear_verifier(shipped("verifier", "verify_journal"), VERIFIER_NAME))
        write_cleared(desk.tools.files, path.parent / VERIFIER_NAME, verifier)
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def _granted(desk: Desk, outcome: Cleared | GateRefusal) -> Cleared:
    advice = "The name of an author is all of it that people type: look at `embargo journal`."
    return require_cleared(desk, outcome, "journal", "The journal may not leave.", advice=advice)


def _entries(desk: Desk, progress: Progress) -> Iterator[JournalEntry]:
    done = 0
    while page := desk.vault.journal_page(JournalQuery(), done, _PAGE).entries:
        yield from page
        done += len(page)
        progress.step("Reading the journal", done)
