"""What a filter means, told by looking at each case in turn: the simplest thing that keeps the contract."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.filters import Filter, Snippet, Term, plain, span_of, tokens
from desktop.domain.filters import fold as folded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.domain.searched import (
    Source,
    columns_for,
    first_hit,
    has_attachment,
    is_duplicate,
    is_embargoed,
    is_published,
    joined,
    searched_in,
    words_of,
)
from desktop.domain.triage import Sketch, traits_of
from desktop.domain.triage.traits import MOST_READ
from desktop.workflows.vault_ports import CaseRow


class FakeSearch:
    """The texts of one case."""

    def __init__(self, history: Sequence[Recorded], blob: Callable[[str], bytes]) -> None:
        self._case = fold(history)
        searched = searched_in(self._case, history)
        self._texts: dict[Source, str] = {
            **{source: plain(words) for source, words in searched.words.items()},
            "report": plain(_said(searched.reports, blob)),
            "letter": plain(_said(searched.letters, blob)),
        }

    @property
    def sketch(self) -> Sketch:
        case, text = self._case, self._texts["report"]
        sender = Untrusted(case.reporter_address.raw.strip().casefold())
        traits = traits_of(case, text)
        return Sketch(case.case_id, case.policy_id, case.title, sender, case.open, text[:MOST_READ], traits)

    def meets(self, wanted: Filter, row: CaseRow, now: datetime) -> bool:
        return all(self._holds(term, row, now) != term.negated for term in wanted.terms if _asks(term))

    def hit(self, wanted: Filter) -> Snippet | None:
        return first_hit(self._texts, wanted)

    def _holds(self, term: Term, row: CaseRow, now: datetime) -> bool:
        if term.is_text:
            return any(_stands_in(term, self._texts.get(source, "")) for source in columns_for(term))
        return _FACTS[term.kind](term, self._case, row, now)


def _said(names: Sequence[str], blob: Callable[[str], bytes]) -> str:
    return joined([words_of(msgspec.json.decode(blob(name), type=Report)) for name in names])


def _asks(term: Term) -> bool:
    return not term.is_text or bool(term.tokens)


def _stands_in(term: Term, text: str) -> bool:
    words, *wanted = tokens(folded(text)), *map(folded, term.tokens)
    last = len(wanted) - 1

    def same(number: int, word: str) -> bool:
        goes_on = term.open_ended and number == last
        return word.startswith(wanted[number]) if goes_on else word == wanted[number]

    starts = range(len(words) - last)
    return any(all(same(n, words[start + n]) for n in range(last + 1)) for start in starts)


def _is(term: Term, case: Case, row: CaseRow, now: datetime) -> bool:
    return {
        "open": case.open,
        "closed": not case.open,
        "overdue": row.next_state == "overdue",
        "embargoed": is_embargoed(case),
        "published": is_published(case),
        "duplicate": is_duplicate(case),
    }[term.value]


def _due(term: Term, case: Case, row: CaseRow, now: datetime) -> bool:
    if term.value == "overdue":
        return row.next_state == "overdue"
    return span_of(term, now).holds(row.next_due)


_FACTS: dict[str, Callable[[Term, Case, CaseRow, datetime], bool]] = {
    "stage": lambda term, _case, row, _now: (row.stage if row.open else "Closed") == term.value,
    "severity": lambda term, _case, row, _now: row.severity.lower() == term.value,
    "policy": lambda term, _case, row, _now: row.policy_id.lower() == term.value,
    "case": lambda term, _case, row, _now: row.case_id.startswith(term.value),
    "is": _is,
    "has": lambda _term, case, _row, _now: has_attachment(case),
    "due": _due,
    "received": lambda term, _case, row, now: span_of(term, now).holds(row.received_at),
}
