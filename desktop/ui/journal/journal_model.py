"""Entries of the journal, paged from the vault, the latest first."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from desktop.domain.inert import Untrusted
from desktop.ui.lists.paged_model import Arrived, PagedModel
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute
from desktop.workflows.journal_ports import JournalEntry, JournalPage, JournalQuery

Reader = Callable[[JournalQuery, int, int, Callable[[JournalPage], None]], None]
_DIGITS = 12
"""Of a hash, as the command line shows it; the export has all."""


class JournalModel(PagedModel):
    """Times, authors, names of events and hashes; no content. `read` fetches a page off the UI thread."""

    COLUMNS = ("sequence", "recorded", "event", "author", "case", "entry", "content")

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self._query = JournalQuery(newest_first=True)

    def ask(self, case_id: str) -> None:
        """Show the entries of one case, or all."""
        self._query = JournalQuery(case_id, newest_first=True)
        self.begin()

    def fetch(self, offset: int, limit: int, then: Arrived) -> None:
        """A page of entries."""
        self._read(self._query, offset, limit, lambda page: then(page.total, page.entries))

    def identity(self, row: JournalEntry) -> str:
        """Its id."""
        return row.id

    def text(self, row: JournalEntry, column: str) -> str:
        """A fact of an entry; whose case it is stands there for who may read cases, else a hash of it."""
        told = row.told
        facts: dict[str, Callable[[], str]] = {
            "sequence": lambda: str(told.sequence),
            "recorded": lambda: absolute(told.recorded_at),
            "event": lambda: event_words(told.name),
            "author": lambda: Untrusted(told.author).line or self.tr("the vault"),
            "case": lambda: row.case_id or told.case_hash[:_DIGITS],
            "entry": lambda: row.id[:_DIGITS],
            "content": lambda: told.payload_hash[:_DIGITS],
        }
        return facts[column]()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("No."),
            self.tr("Recorded"),
            self.tr("What"),
            self.tr("By"),
            self.tr("Case"),
            self.tr("Entry"),
            self.tr("Content"),
        )[section]
