"""Every promise across all cases and of the vault itself, earliest due first, paged."""

from collections.abc import Callable, Hashable
from datetime import datetime

from desktop.domain.inert import Untrusted
from desktop.ui.desk_work import DuePage
from desktop.ui.lists.due_words import row_chip
from desktop.ui.lists.paged_model import Arrived, PagedModel
from desktop.ui.look.instants import absolute
from desktop.ui.look.proofs import party_words, proof_words
from desktop.ui.look.sentences import said
from desktop.workflows.vault_ports import DueRow

Reader = Callable[[int, int, bool, Callable[[DuePage], None]], None]


class DueListModel(PagedModel):
    """One promise to a row; `everything` shows also what asks for nothing any more."""

    COLUMNS = ("sentence", "state", "due", "case_id", "title", "clauses", "about")

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read
        self._everything = False
        self.may_apply = 0
        """How many of the rows only may apply, as of the latest reading."""
        self.may_go_on = 0
        """How many of them are no promises: there the house proposes to go on without an answer."""

    def show_everything(self, everything: bool) -> None:
        """Show what is owed, or what was ever promised."""
        self._everything = everything
        self.begin()

    def identity(self, row: DueRow) -> Hashable:
        """A case has many promises."""
        return (row.case_id, row.policy_id, row.clock)

    def fetch(self, offset: int, limit: int, then: Arrived) -> None:
        """A page of promises."""

        def take(page: DuePage) -> None:
            if not offset:
                self.may_apply, self.may_go_on = page.may_apply, page.may_go_on
            then(page.total, page.rows)

        self._read(offset, limit, self._everything, take)

    def text(self, row: DueRow, column: str) -> str:
        """A fact of a promise."""
        match column:
            case "title":
                return row.title.line
            case "state":
                return row_chip(row).words
            case "due":
                return absolute(row.due) if row.due is not None else ""
            case "clauses":
                return ", ".join(row.clauses)
            case "about":
                return about(row)
            case _:
                return str(getattr(row, column))


def about(row: DueRow) -> str:
    """What proves it, why it is late or stands as it does, and whose it is, as far as that is known."""
    parts = [
        *(f"“{Untrusted(quote).line}”" for quote in row.quotes),
        proof_words(row.proof) if row.proof is not None else "",
        row.lateness or said(row.why),
        party_words(row.owed_by, row.audience) if row.owed_by != "vendor" or row.audience else "",
    ]
    return " · ".join(part for part in parts if part)


def group_of(row: DueRow, now: datetime) -> str:
    """Under which heading a promise stands; only what is owed and late is overdue.

    A hold that has passed and a promise that hangs on an answer are "passed", the others "today", "week",
    "later", "undated" or "settled".
    """
    if row.state in ("met", "late", "ended", "not-applicable"):
        return "settled"
    if row.due is None or row.state == "paused":
        return "undated"  # the date of what is paused moves on with every day
    if row.due < now:
        return "overdue" if row.state in ("overdue", "running") else "passed"
    days = (row.due.astimezone().date() - now.astimezone().date()).days
    if days <= 0:
        return "today"
    return "week" if days <= _WEEK else "later"


_WEEK = 7
