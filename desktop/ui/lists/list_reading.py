"""What lists show, read in the background: pages of cases and promises, and how many cannot wait."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.domain.filters import Filter
from desktop.ui.desk_work import DuePage, Urgent, count_urgent, due_page
from desktop.ui.session import Session
from desktop.workflows.desk.snooze import MOST, snoozed
from desktop.workflows.ports import Desk
from desktop.workflows.team.guarded_vault import reads
from desktop.workflows.vault_ports import CasePage, CaseQuery


class ListReading:
    """Asks the vault of an open desk; nothing where whoever works there may read no cases."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._background = session.background

    def page(self, query: CaseQuery, offset: int, limit: int, then: Callable[[CasePage], None]) -> None:
        """A page of the list of cases."""
        desk = self._session.desk
        if reads(desk.vault, "cases"):
            words = QCoreApplication.translate("Jobs", "Reading the list of cases")
            self._background.run(lambda _p: _cases(desk, query, offset, limit), then, doing=words)

    def ids(self, query: CaseQuery, then: Callable[[Sequence[str]], None]) -> None:
        """The cases of a query, as far as they can be acted on at once."""
        desk = self._session.desk
        if reads(desk.vault, "cases"):
            self._background.run(
                lambda _p: [row.case_id for row in _cases(desk, query, 0, MOST).rows], then, topic="ids"
            )

    def due(self, offset: int, limit: int, everything: bool, then: Callable[[DuePage], None]) -> None:
        """A page of the promises, of all cases and of the vault."""
        desk = self._session.desk
        if reads(desk.vault, "cases"):
            words = QCoreApplication.translate("Jobs", "Reading what is promised")
            self._background.run(lambda _p: due_page(desk, offset, limit, everything), then, doing=words)

    def urgent(self, then: Callable[[Urgent], None]) -> None:
        """How many promises cannot wait."""
        desk = self._session.desk
        if reads(desk.vault, "cases"):
            words = QCoreApplication.translate("Jobs", "Counting what is due")
            self._background.run(lambda _p: count_urgent(desk), then, topic="urgent", doing=words)


def _cases(desk: Desk, query: CaseQuery, offset: int, limit: int) -> CasePage:
    """Work in hand leaves out what was put aside; a search finds everything."""
    if query.open_only and query.wanted == Filter():
        query = msgspec.structs.replace(query, without=tuple(sorted(snoozed(desk))))
    return desk.vault.cases(query, offset, limit)
