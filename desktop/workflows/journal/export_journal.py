"""Hand the journal to an auditor: headers, heads and signatures through the gate, to a new file (MUS-7.2d).

No case is named in it, and no content stands there; the names of authors do.
"""

from collections.abc import Iterator
from pathlib import Path

from desktop.domain.failures import RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal, clear_journal
from desktop.domain.leaving.journals import JournalCandidate
from desktop.formats.journal_file import write_journal
from desktop.workflows.custody.record_refusal import record_refused_exit
from desktop.workflows.journal_ports import JournalQuery
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.write_cleared import write_cleared

_PAGE = 2000


def export_journal(desk: Desk, path: Path, *, progress: Progress) -> Cleared:
    """Write the whole journal with its proofs; raises RefusedByPolicy, WriteFailed and Cancelled."""
    proof = desk.vault.journal_proof()
    headers = tuple(_headers(desk, progress))
    content = write_journal(proof, headers, at=desk.tools.now())
    outcome = clear_journal(JournalCandidate(content, headers, path.name))
    if isinstance(outcome, GateRefusal):
        record_refused_exit(desk, "journal")
        raise RefusedByPolicy(
            f"The journal may not leave. {outcome.sentence}",
            advice="The name of an author is all of it that people type: look at `embargo journal`.",
        )
    write_cleared(desk.tools.files, path, outcome)
    return outcome


def _headers(desk: Desk, progress: Progress) -> Iterator[bytes]:
    done = 0
    while page := desk.vault.journal_page(JournalQuery(), done, _PAGE).entries:
        yield from (entry.header for entry in page)
        done += len(page)
        progress.step("Reading the journal", done)
