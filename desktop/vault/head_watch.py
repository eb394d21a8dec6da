"""The journal's end, held against what is kept of it outside the vault, and kept there again and again.

SQLCipher does not notice that the whole file was put back as it once was: only something outside can tell.
"""

import contextlib
import threading
import time
from collections.abc import Callable

from desktop.domain.failures import Failure, KeyringUnavailable
from desktop.vault.database import Database
from desktop.vault.journal import Journal
from desktop.workflows.custody_ports import HeadKeeper
from desktop.workflows.keeping_ports import ComparedHead, KnownHead, Standing

EVERY_S = 30.0
"""The head is kept at most this often while the vault is open, and once more when it is locked."""
_LAST_S = 3.0
"""How long locking waits for a keyring that takes its time."""


class HeadWatch:
    """Knows the standing of one open vault; without a `keeper` nothing is kept of it."""

    def __init__(
        self, database: Database, keeper: HeadKeeper | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._database = database
        self._journal = Journal(database)
        self._keeper = keeper
        self._clock = clock
        self._kept_at = clock() - EVERY_S
        self._kept = ""
        self._keeping: threading.Thread | None = None
        self.standing = self._compared()

    @property
    def rolled_back(self) -> bool:
        """Whether the vault is older than what is known of it."""
        return self.standing.state == "rolled-back"

    def begin(self) -> None:
        """Keep the head whenever something was written."""
        if self._keeper is not None:
            self._database.after_commit = self._note
            self._keep()

    def look_again(self) -> Standing:
        """The standing as of now: a keyring that was locked may be open by now."""
        if not self.rolled_back:
            self.standing = self._compared()
        return self.standing

    def accept(self) -> None:
        """What is there counts from now on."""
        self.standing = Standing("descends", expected=self._here(), found=self._here())
        self.begin()

    def end(self) -> None:
        """Keep the head for the last time; a keyring that fails loses nothing but this comparison."""
        if self._keeper is None or self.rolled_back or self._database.read_only:
            return
        self._database.after_commit = _nothing
        with contextlib.suppress(Failure):
            self._keep()
        if self._keeping is not None:
            self._keeping.join(_LAST_S)

    def _note(self) -> None:
        if self._clock() - self._kept_at >= EVERY_S:
            with contextlib.suppress(Failure):  # what was written is written, whatever comes of this
                self._keep()

    def _keep(self) -> None:
        """In a thread: no act waits for a keyring, and one that hangs ends with the process."""
        here, keeper = self._here(), self._keeper
        if here is None or keeper is None or here.id == self._kept:
            return
        before, writer, vault_id = self._keeping, self._journal.fact("writer"), self._journal.fact("vault-id")

        def keep() -> None:
            if before is not None:
                before.join()
            with contextlib.suppress(KeyringUnavailable):
                keeper.keep(vault_id, writer, here.sequence, here.id)

        self._kept, self._kept_at = here.id, self._clock()
        self._keeping = threading.Thread(target=keep, daemon=True)
        self._keeping.start()

    def _compared(self) -> Standing:
        writer, here = self._journal.fact("writer"), self._here()
        if self._keeper is None:
            return Standing(found=here)
        if here is None:  # a copy that was restored and never opened: its writer begins now
            return Standing("first")
        try:
            kept = self._keeper.recall(self._journal.fact("vault-id")).get(writer)
        except KeyringUnavailable:
            return Standing("unavailable", found=here)
        if kept is None:
            return Standing("first", found=here)
        known = KnownHead(kept[1], "keyring", kept[0])
        descends = compare(self._database, known).found_at
        return Standing("descends" if descends else "rolled-back", expected=known, found=here)

    def _here(self) -> KnownHead | None:
        sql = "SELECT head, sequence FROM chain WHERE writer = ?"
        found = self._database.rows(sql, self._journal.fact("writer"))
        return KnownHead(found[0][0], sequence=found[0][1]) if found else None


def compare(database: Database, head: KnownHead) -> ComparedHead:
    """Where a head that something outside remembers stands in the journal."""
    found = database.rows("SELECT writer, sequence FROM journal WHERE id = ?", head.id)
    if not found or head.sequence not in (0, found[0][1]):
        return ComparedHead(head, 0)
    writer, sequence = found[0]
    last = database.value("SELECT max(sequence) FROM journal WHERE writer = ?", writer)
    return ComparedHead(head, sequence, last - sequence)


def _nothing() -> None:
    """Nobody waits for a commit."""
