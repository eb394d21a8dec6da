"""Content removed for good: payloads, files, and every row and draft that was made of them.

All of it happens within the caller's transaction. Deleted cells and pages are overwritten as they are freed
(`secure_delete`, in the search index its own); compacting afterwards leaves no free page at all.
"""

import re
from collections.abc import Iterable, Sequence

from desktop.domain.event import Draft
from desktop.domain.event_codec import encode
from desktop.domain.events import ContentPurged
from desktop.vault.database import Database
from desktop.vault.journal import Journal

_TO_COMPACT = "compaction-due"
_HASH = re.compile(rb"[0-9a-f]{64}")
_HELD = "SELECT payload FROM payload WHERE id = ? AND case_id = ?"
_EMPTIED = "UPDATE payload SET payload = NULL, payload_salt = x'' WHERE id = ?"
"""Without its salt, the hash in the chain tells nothing of a payload that could be guessed."""


def empty_payloads(database: Database, journal: Journal, case_id: str, drafts: Sequence[Draft]) -> None:
    """Remove what these events of the case name, and the files that nothing needs any more.

    Raises ValueError for any that is no content of the case: nothing of another one is ever purged.
    """
    named = {i for d in drafts if isinstance(d.event, ContentPurged) for i in d.event.purged}
    hashes: set[bytes] = set()
    for event_id in named:
        rows = database.rows(_HELD, event_id, case_id)
        if not rows:
            raise ValueError("only content of the case itself is purged")
        hashes.update(_HASH.findall(rows[0][0] or b""))
        database.run(_EMPTIED, event_id)
    hashes.difference_update(*(_HASH.findall(encode(draft.event)) for draft in drafts))
    _delete_files(database, hashes)
    database.run("DELETE FROM desk_state WHERE substr(key, 1, ?) = ?", *_drafts_of(case_id))
    journal.set_fact(_TO_COMPACT, "1")


def compact(database: Database, journal: Journal) -> bool:
    """Write the database anew without free pages, if something was purged; False where nothing was."""
    if not journal.fact(_TO_COMPACT):
        return False
    database.compact()
    with database.transaction():
        journal.set_fact(_TO_COMPACT, "")
    return True


def _delete_files(database: Database, hashes: Iterable[bytes]) -> None:
    held = {h.decode() for h in hashes if database.value("SELECT 1 FROM blob WHERE sha256 = ?", h.decode())}
    if not held:
        return
    for (payload,) in database.stream("SELECT payload FROM payload WHERE payload IS NOT NULL"):
        held.difference_update(found.decode() for found in _HASH.findall(payload))
    for sha256 in held:
        database.run("DELETE FROM blob_chunk WHERE sha256 = ?", sha256)
        database.run("DELETE FROM blob WHERE sha256 = ?", sha256)


def _drafts_of(case_id: str) -> tuple[int, str]:
    begins = f"case/{case_id}/"
    return len(begins), begins
