"""A filter as SQL: what is asked of the index of words, and what of the rows of cases."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from desktop.domain.filters import Filter, Span, Term, span_of
from desktop.domain.searched import columns_for
from desktop.vault.database import Database
from desktop.vault.instants import to_micros
from desktop.vault.promise_rows import storable

MOST_COUNTED = 50_000
"""More cases than that are not counted: nobody reads a list that long to its end."""
HITS = "IN (SELECT rowid FROM search(?))"
_NONE = (
    "case_row.case_id NOT IN (SELECT case_id FROM searched_case WHERE id IN (SELECT rowid FROM search(?)))"
)
_LAST_CHARACTER = "\U0010ffff"


class Condition(msgspec.Struct, frozen=True):
    """A part of a WHERE clause in our own words, with the values that it asks for."""

    sql: str
    values: tuple[object, ...] = ()

    def negated(self) -> "Condition":
        """The cases for which it does not hold, among them those that lack what it asks for."""
        return Condition(f"NOT coalesce({self.sql}, 0)", self.values)


def match_of(wanted: Filter) -> str:
    """The question to the index, or empty: words that must be found, and with them those that must not."""
    found = " AND ".join(map(_phrase, wanted.texts()))
    absent = _absent(wanted)
    return f"({found}) NOT ({absent})" if found and absent else found


def conditions_of(wanted: Filter, now: datetime) -> list[Condition]:
    """What is asked of a case's row, and words that must not be found where none are asked for."""
    absent = "" if wanted.texts() else _absent(wanted)
    of_rows = [_negated_if(term, _FACTS[term.kind](term, now)) for term in wanted.facts]
    return [*of_rows, *([Condition(_NONE, (absent,))] if absent else [])]


def count_hits(database: Database, match: str) -> int:
    """How many cases hold the words, counted up to a limit."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    count: int = database.value(sql, match, MOST_COUNTED)
    return count


def _absent(wanted: Filter) -> str:
    return " OR ".join(map(_phrase, wanted.texts(negated=True)))


def _phrase(term: Term) -> str:
    """Tokens are letters and digits alone, so nothing that a person types is an operator of the index."""
    columns = " ".join(columns_for(term))
    going_on = " *" if term.open_ended else ""
    return f'({{{columns}}} : "{" ".join(term.tokens)}"{going_on})'


def _negated_if(term: Term, condition: Condition) -> Condition:
    return condition.negated() if term.negated else condition


def _is(term: Term, now: datetime) -> Condition:
    if term.value == "overdue":
        return _overdue(now)
    return Condition({"open": "is_open = 1", "closed": "is_open = 0"}.get(term.value, f"is_{term.value} = 1"))


def _overdue(now: datetime) -> Condition:
    return Condition("(next_due < ? AND next_state IN ('running', 'overdue'))", (to_micros(now),))


def _due(term: Term, now: datetime) -> Condition:
    return _overdue(now) if term.value == "overdue" else _within("next_due", span_of(term, now))


def _within(column: str, span: Span) -> Condition:
    bounds = [
        (f"{column} {way} ?", at) for way, at in ((">=", span.since), ("<", span.until)) if at is not None
    ]
    return Condition(f"({' AND '.join(sql for sql, _ in bounds)})", tuple(to_micros(at) for _, at in bounds))


def _stage(term: Term, _now: datetime) -> Condition:
    """As lists show it: a case that is closed is in no other stage."""
    if term.value == "Closed":
        return Condition("(stage = 'Closed' OR is_open = 0)")
    return Condition("(stage = ? AND is_open = 1)", (term.value,))


def _case(term: Term, _now: datetime) -> Condition:
    begun = storable(term.value)
    return Condition("(case_row.case_id >= ? AND case_row.case_id < ?)", (begun, begun + _LAST_CHARACTER))


def _same(column: str) -> Callable[[Term, datetime], Condition]:
    return lambda term, _now: Condition(f"{column} = ?", (storable(term.value),))


_FACTS: dict[str, Callable[[Term, datetime], Condition]] = {
    "stage": _stage,
    "severity": _same("lower(severity)"),
    "policy": _same("lower(policy_id)"),
    "case": _case,
    "is": _is,
    "has": lambda _term, _now: Condition("has_attachment = 1"),
    "due": _due,
    "received": lambda term, now: _within("received_at", span_of(term, now)),
}


def where_clause(conditions: Sequence[Condition]) -> tuple[str, list[object]]:
    """All of them as one clause, empty for none, and the values in their order."""
    clause = f"WHERE {' AND '.join(condition.sql for condition in conditions)}" if conditions else ""
    return clause, [value for condition in conditions for value in condition.values]
