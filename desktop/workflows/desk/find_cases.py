"""Find cases by what they are called: id, title, reporter. A slip of the finger still finds them.

The vault's index answers for beginnings of words; where it finds few, it is asked again for the first letters
of each word, and what comes is put in order of nearness.
"""

from collections.abc import Sequence

from desktop.domain.filters import Filter, Term, tokens
from desktop.domain.inert import Untrusted
from desktop.domain.nearness import nearness
from desktop.workflows.vault_ports import CaseQuery, CaseRow, Vault

MOST_TYPED = 100
"""Characters that are looked at; nobody types more to find a case."""
_MOST_WORDS = 8
_LOOKED_AT, _LOOKED_AT_NEARLY = 60, 200
"""Cases that are put in order, the newest first: of very many, whoever types goes on typing."""
_KEPT = 3
"""First letters of a word that a slip leaves alone; the index answers for three at once."""


def find_cases(vault: Vault, typed: str, limit: int = 12) -> tuple[CaseRow, ...]:
    """The nearest first; none where nothing but signs was typed."""
    words = tokens(typed[:MOST_TYPED])[:_MOST_WORDS]
    if not words:
        return ()
    found = {row.case_id: row for row in _called(vault, words, _LOOKED_AT)}
    if len(found) < limit and any(len(word) > _KEPT for word in words):
        begun = [word[:_KEPT] for word in words]
        found |= {row.case_id: row for row in _called(vault, begun, _LOOKED_AT_NEARLY)}
    near = [(nearness(" ".join(words), _name(row)), row) for row in found.values()]
    kept = [pair for pair in near if pair[0] > 0]
    return tuple(row for _near, row in sorted(kept, key=lambda pair: -pair[0])[:limit])


def rows_of(vault: Vault, case_ids: Sequence[str]) -> tuple[CaseRow, ...]:
    """These cases as lists show them, in this order; one that is not there is left out."""
    queries = (CaseQuery(wanted=Filter((Term("case", case_id),))) for case_id in case_ids)
    pages = (vault.cases(query, 0, 1) for query in queries)
    return tuple(row for page in pages for row in page.rows)


def _called(vault: Vault, words: Sequence[str], limit: int) -> tuple[CaseRow, ...]:
    wanted = Filter(tuple(Term("name", word) for word in words))
    return vault.cases(CaseQuery(wanted=wanted, order="received", descending=True), 0, limit).rows


def _name(row: CaseRow) -> str:
    reporter: Untrusted = row.reporter
    return f"{row.title.line[:200]} {row.case_id} {reporter.line[:80]}"
