"""Everything that was written about a case, and the words of it from the vault."""

import msgspec

from desktop.domain.failures import FileLost
from desktop.domain.report import Report
from desktop.domain.thread import Entry, thread_of
from desktop.workflows.correspondence.unsent_letters import unsent_letters
from desktop.workflows.ports import Desk


def read_thread(desk: Desk, case_id: str) -> tuple[Entry, ...]:
    """The thread of a case, the oldest first; raises NoSuchCase."""
    return thread_of(desk.vault.history(case_id), unsent_letters(desk.vault, case_id))


def read_entry(desk: Desk, entry: Entry) -> Report | None:
    """A message, or the kept copy of a letter, as the parser left it; None where nothing of it is kept.

    Raises VaultDamaged.
    """
    if not entry.report_sha256:
        return None
    try:
        return msgspec.json.decode(desk.vault.blob(entry.report_sha256), type=Report)
    except FileLost:
        return None
