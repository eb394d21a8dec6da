"""Where in a case the words of a filter were found, for the rows of one page."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.filters import Filter
from desktop.domain.searched import SOURCES, first_hit
from desktop.vault.database import Database
from desktop.vault.search_rows import COLUMNS
from desktop.workflows.vault_ports import CaseRow

_TEXTS = f"SELECT {COLUMNS} FROM searched_case JOIN search ON search.rowid = id WHERE case_id = ?"  # noqa: S608 - ours


def show_hits(database: Database, wanted: Filter, rows: Iterable[CaseRow]) -> Iterator[CaseRow]:
    """The rows with the surroundings of a hit, where the filter asks for words."""
    for row in rows:
        texts = database.rows(_TEXTS, row.case_id) if wanted.texts() else []
        found = first_hit(dict(zip(SOURCES, texts[0], strict=True)), wanted) if texts else None
        yield msgspec.structs.replace(row, found=found) if found else row
