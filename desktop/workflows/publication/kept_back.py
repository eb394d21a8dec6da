"""What the vault keeps back whatever leaves: its watchwords, and the titles of cases that are not out."""

from collections.abc import Iterator
from functools import cached_property

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.filters import Filter, Term
from desktop.domain.fold import fold
from desktop.domain.leaving.watchwords import watchwords
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery, CaseRow

_PAGE = 200
_EMBARGOED = Term("is", "embargoed")


class KeptBack:
    """Read when it is first asked for, and once for all the documents that leave together."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def code_names(self) -> tuple[str, ...]:
        """What problems and projects are called here, and nowhere else."""
        return tuple(word.word for word in self._words if word.sort == "code-name")

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Hosts that nobody outside has to know."""
        return tuple(word.word for word in self._words if word.sort == "host")

    def titles_beside(self, case: Case) -> Iterator[str]:
        """Of the other cases that are not out; what they call the same is no secret of theirs."""
        own, ours = e.name_key(case.title.raw), _ids_of(case)
        for row, key in self._embargoed:
            if row.case_id not in ours and key != own:
                yield row.title.raw

    def is_kept_from(self, case: Case, one: str) -> bool:
        """Whether another case that is not out has this id, also if this one was given it by mistake."""
        query = CaseQuery(wanted=Filter((Term("phrase", one), _EMBARGOED)))
        rows, ours = self._desk.vault.cases(query, 0, _PAGE).rows, _ids_of(case)
        others = (fold(self._desk.vault.history(row.case_id)) for row in rows if row.case_id not in ours)
        told = (other.advisory for other in others if other.advisory is not None)
        return any(one.casefold() in map(str.casefold, (text.cve, *text.aliases)) for text in told)

    @cached_property
    def _words(self) -> tuple[e.WatchwordKept, ...]:
        return watchwords(self._desk.vault.vault_history())

    @cached_property
    def _embargoed(self) -> tuple[tuple[CaseRow, str], ...]:
        query = CaseQuery(wanted=Filter((_EMBARGOED,)), order="case_id")
        found: list[CaseRow] = []
        while rows := self._desk.vault.cases(query, len(found), _PAGE).rows:
            found += rows
        return tuple((row, e.name_key(row.title.raw)) for row in found)


def _ids_of(case: Case) -> frozenset[str]:
    return frozenset((case.case_id, *(one.from_case for one in case.joined)))
