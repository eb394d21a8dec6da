"""How the journal itself is read: its headers, and the proofs that it is whole."""

from datetime import datetime
from typing import Protocol

import msgspec

from desktop.domain.journal import Header, Opened, Proof


class JournalQuery(msgspec.Struct, frozen=True):
    """Which entries: of one case, and recorded since an instant."""

    case_id: str = ""
    since: datetime | None = None
    newest_first: bool = False


class JournalEntry(msgspec.Struct, frozen=True):
    """An entry without its content; the id is the SHA-256 of the stored header's very bytes."""

    id: str
    header: bytes
    case_id: str = ""
    """Empty for entries of no case, and for who may not read cases."""
    opened: Opened | None = None
    """Of an approval, what it says: digests and a signature are nobody's secret."""

    @property
    def told(self) -> Header:
        """What the header says; raises msgspec.DecodeError for one that is damaged."""
        return msgspec.json.decode(self.header, type=Header)


class JournalPage(msgspec.Struct, frozen=True):
    """A page of entries; `total` counts all that the query matches."""

    total: int
    entries: tuple[JournalEntry, ...]


class ReadableJournal(Protocol):
    """What shows the journal to those who may see it; a part of `Vault`."""

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        """A page of entries in the order in which they fold, or the latest first."""

    def journal_proof(self) -> Proof:
        """The signed head of every writer, and the key that checks the signatures."""
