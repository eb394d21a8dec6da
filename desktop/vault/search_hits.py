"""Where in a case the words of a filter were found, for the rows of one page."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.filters import Filter
from desktop.domain.searched import SOURCES, columns_for, first_hit
from desktop.vault.database import Database
from desktop.workflows.vault_ports import CaseRow


def show_hits(database: Database, wanted: Filter, rows: Iterable[CaseRow]) -> Iterator[CaseRow]:
    """The rows with the surroundings of a hit, where the filter asks for words."""
    looked_in = {source for term in wanted.texts() for source in columns_for(term)}
    sources = [source for source in SOURCES if source in looked_in]
    # Only our own words are joined; a report may be long, and is not read where nobody looks in it.
    sql = f"SELECT {', '.join(sources)} FROM searched_case JOIN search ON search.rowid = id WHERE case_id = ?"  # noqa: S608
    for row in rows:
        texts = database.rows(sql, row.case_id) if sources else []
        found = first_hit(dict(zip(sources, texts[0], strict=True)), wanted) if texts else None
        yield msgspec.structs.replace(row, found=found) if found else row
