"""The cases, paged from the vault."""

from collections.abc import Callable

from desktop.ui.lists.paged_model import Arrived, PagedModel
from desktop.ui.look.instants import absolute
from desktop.workflows.vault_ports import CasePage, CaseQuery, CaseRow

Reader = Callable[[CaseQuery, int, int, Callable[[CasePage], None]], None]


class CaseListModel(PagedModel):
    """What is told of a case, and the place of a hit; `read` fetches a page off the UI thread."""

    COLUMNS = ("title", "case_id", "policy_id", "reporter", "stage", "severity", "next_due", "found")

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self._query = CaseQuery()

    @property
    def query(self) -> CaseQuery:
        """Which cases, in which order."""
        return self._query

    def ask(self, query: CaseQuery) -> None:
        """Show the cases of this query; the same query again keeps the place."""
        same, self._query = query == self._query, query
        if same:
            self.refresh()
        else:
            self.begin()

    def fetch(self, offset: int, limit: int, then: Arrived) -> None:
        """A page of cases."""
        self._read(self._query, offset, limit, lambda page: then(page.total, page.rows))

    def told(self, row: CaseRow) -> tuple[str, ...]:
        """What a narrow row cuts: the title, the names, the place of a hit."""
        due = absolute(row.next_due) if row.next_due else ""
        whose = f"{row.case_id} · {row.policy_id}"
        return (row.title.line, whose, row.reporter.line, self.text(row, "found"), due)

    def text(self, row: CaseRow, column: str) -> str:
        """A fact of a case."""
        match column:
            case "title":
                return row.title.line
            case "reporter":
                return row.reporter.line
            case "found":
                return row.found.text.line if row.found else ""
            case "next_due":
                return row.next_due.isoformat() if row.next_due else ""
            case _:
                return str(getattr(row, column))
