"""A column of a table that says when details are told, for each severity."""

import re
from collections.abc import Iterator, Sequence

from desktop.domain.policy.proposing import LeftOut
from desktop.formats.policies.reading.clauses import severities_in, speaks_of_disclosure
from desktop.formats.policies.reading.disclosure import Held, Later
from desktop.formats.policies.reading.found import left
from desktop.formats.policies.reading.page import Grid, Row
from desktop.formats.policies.reading.sentences import plain
from desktop.formats.policies.reading.spans import spans_of
from desktop.formats.policies.reading.starts import start_of
from desktop.formats.policies.reading.tables import quote_of

_AFTER_FIX = re.compile(
    r"\b(?:after|following|from|nach) (?:the |a |its |der |dem )?(?:fix|patch|release|update|remediation)"
)
_PRIVATE = re.compile(r"\b(?:private|embargo\w*|confidential\w*|secret|hold)\b")


def disclosed_in_table(grid: Grid) -> Iterator[Held | Later | LeftOut]:
    """Times after the fix as such; one hold for all levels as a window, and different ones by their lines."""
    if len(grid.rows) <= 1:
        return
    head = [plain(cell.text) for cell in grid.rows[0].cells]
    place = next((n for n, text in enumerate(head) if n and speaks_of_disclosure(text)), None)
    if place is None:
        return
    rows = [row for row in grid.rows[1:] if len(row.cells) > place and spans_of(plain(row.cells[place].text))]
    yield from (_later(row, place) for row in rows if _is_after_fix(head[place], row, place))
    yield from _held([row for row in rows if not _is_after_fix(head[place], row, place)], place)


def _is_after_fix(head: str, row: Row, place: int) -> bool:
    low = plain(row.cells[place].text)
    return _AFTER_FIX.search(low) is not None or _AFTER_FIX.search(head) is not None


def _later(row: Row, place: int) -> Later | LeftOut:
    spans = spans_of(plain(row.cells[place].text))
    levels = severities_in(plain(" ".join(cell.text for cell in row.cells[:place])))
    if len(spans) != 1 or not levels:
        return left("unclear", "For what this time after the fix is cannot be told.", quote_of(row))
    return Later(after=spans[0].written, severities=levels, passage=quote_of(row))


def _held(rows: Sequence[Row], place: int) -> Iterator[Held | LeftOut]:
    found = [[span.written for span in spans_of(plain(row.cells[place].text))] for row in rows]
    if len(rows) > 1 and all(written == found[0] for written in found) and len(found[0]) == 1:
        low = plain(rows[0].cells[place].text)
        span = spans_of(low)[0]
        start = start_of(low[: span.begin], low[span.end :])[0]
        yield Held(
            rule="window",
            passage=quote_of(rows[0]),
            written=span.written,
            start=start,
            publish=not _PRIVATE.search(low),
        )
        return
    for row in rows:
        yield left("unclear", "A hold for one severity: a profile has one for all.", quote_of(row))
