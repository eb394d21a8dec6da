"""Promises in tables, whichever way they lie: rows of severities, rows of stages, columns of either."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.policy.proposing import LeftOut, Passage
from desktop.formats.policies.reading import wordings as w
from desktop.formats.policies.reading.clauses import deeds_in, force_of, severities_in
from desktop.formats.policies.reading.found import KINDS, Found, Start, left
from desktop.formats.policies.reading.levels import OTHERS
from desktop.formats.policies.reading.page import Grid, Row
from desktop.formats.policies.reading.promises import deed_of
from desktop.formats.policies.reading.sentences import plain
from desktop.formats.policies.reading.spans import Span, spans_of
from desktop.formats.policies.reading.starts import start_of
from desktop.formats.policies.reading.times import start_above

_AUDIENCE = re.compile(
    r"\b(?:audience|customers?|plans?|tiers?|clients?|subscribers?|you are|if you are|for whom)\b"
    r"|^who(?: you are)?$"
)
_REPORTS = re.compile(
    r"\b(?:researchers?|reporters?|finders?|hackers?|security|vulnerabilit\w+|anyone|everyone|public)\b"
)
_COUNTED = re.compile(
    r"\b(?:counted|measured|clock|starts?|begins?|running) ?(?:from|with|at|when)?\b|^from$|^after$"
)
_LEVEL = re.compile(
    r"\b(?:severity|priority|level|rating|schweregrad|gravedad|sévérité|severidade)\b|深刻度|严重|심각도|등급"
    r"|серьёзность"
)
_DEEDS = re.compile(r"\b(?:action|activity|stage|step|milestone|phase|what|deliverable|event|item)\b")
_TIME = re.compile(r"\b(?:time(?:line|frame|s)?|when|deadline|sla|target|due|period|window|duration)\b")
_BUSINESS = re.compile(r"\b(business|working) (?:days?|hours?)\b")
_NUMBER = re.compile(r"(?:up to |by |until |at the latest )?((?:\d{1,3} ?(?:-|to) ?)?\d{1,3})")
_MOST_COLUMNS = 24
_VERSIONS = re.compile(r"\bversions?\b|\brelease(?:d)?\b|\bsupport(?:ed)?\b|\bbranch\b")


def promises_in_table(grid: Grid) -> Iterator[Found | LeftOut]:
    """The promises of its cells; a fix that names no start has that of its neighbours, if they share one."""
    if len(grid.rows) <= 1 or w.EXAMPLE.search(" / ".join(grid.under)):
        return
    if max(len(row.cells) for row in grid.rows) > _MOST_COLUMNS:
        yield left("too-long", "More columns than a table of promises has.", quote_of(grid.rows[0]))
        return
    head = [plain(cell.text) for cell in grid.rows[0].cells]
    if head and _VERSIONS.search(head[0]):
        return
    found = [one for row in _for_reporters(grid.rows[1:], head) for one in _in_row(row, head, grid.under)]
    promised = [one for one in found if isinstance(one, Found)]
    named = {one.start for one in promised if one.kind == "fix" and one.start}
    starts: set[Start] = {*named} or {start_above(grid.under)}
    for one in found:
        if isinstance(one, LeftOut):
            yield one
            continue
        start = next(iter(starts)) if one.kind == "fix" and len(starts) == 1 else one.start
        yield msgspec.structs.replace(one, start=start, severities=one.severities or _rest(one, promised))


def _rest(one: Found, promised: Sequence[Found]) -> tuple[str, ...]:
    """For a row of all others the levels that no row names."""
    if not OTHERS.search(plain(one.passage.quote)):
        return ()
    named = {level for other in promised if other.kind == one.kind for level in other.severities}
    return tuple(level for level, _ in w.SEVERITIES if level not in named) if named else ()


def _for_reporters(rows: Sequence[Row], head: list[str]) -> Sequence[Row]:
    """Of a table for several audiences the rows for whoever reports, where they are named."""
    if not (head and _AUDIENCE.search(head[0])):
        return rows
    named = [row for row in rows if row.cells and _REPORTS.search(plain(row.cells[0].text))]
    return named or rows


def quote_of(row: Row) -> Passage:
    """The row as its readers see it."""
    return Passage(row.line, row.line, " | ".join(cell.text for cell in row.cells))


def _in_row(row: Row, head: list[str], under: tuple[str, ...]) -> Iterator[Found | LeftOut]:
    cells = [_in_unit_of(head[n : n + 1], plain(cell.text)) for n, cell in enumerate(row.cells)]
    for place, text in enumerate(cells):
        spans = [span for span in spans_of(text) if not _is_usual(text, span, spans_of(text))]
        release = w.NEXT_RELEASE.search(text)
        if release:
            spans = [Span(RELEASE, release.start(), release.end())]
        for span in spans:
            if one := _judge(span, place, cells, head, under, quote_of(row)):
                yield one


def _in_unit_of(head: list[str], text: str) -> str:
    """A number below `Day` is a day of a plan, and a day below `business days` is one of these."""
    if head and (match := _BUSINESS.search(head[0])):
        if text.isdigit():
            return f"{text} {match[0].rstrip('s')}s"
        return re.sub(r"\b(?<!business )(?<!working )(day|hour)(?=s?\b)", rf"{match[1]} \1", text)
    if head not in (["day"], ["days"], ["tag"], ["jour"], ["día"], ["dia"]):
        return text
    number = _NUMBER.fullmatch(text)
    return f"day {number[1]}" if number else text


def _is_usual(text: str, span: Span, spans: list[Span]) -> bool:
    before = text[: span.begin]
    return len(spans) > 1 and bool(w.USUAL.search(before) or w.RARELY.search(before))


def _judge(
    span: Span, place: int, cells: list[str], head: list[str], under: tuple[str, ...], passage: Passage
) -> Found | LeftOut | None:
    text = cells[place]
    start, after = start_of(text[: span.begin], text[span.end :])
    own = f"{text[: span.begin]} {after}"
    column = head[place] if place < len(head) else ""
    start = start or _start_in_column(cells, head)
    deed, said = _deed(own, place, cells, head, under)
    if deed not in KINDS:
        return None
    if span.kind == "every" and deed == "fix":
        return None
    around = f"{own} {said} {column}"
    if w.NO_PROMISE.search(around) or w.NEGATED.search(own):
        return left("no-promise", "The text says that this is not promised.", passage)
    if w.NOT_A_BOUND.search(text[: span.begin]) and not start:
        return left("unclear", "A duration that bounds nothing.", passage)
    if span.written.startswith("0"):
        return left("unclear", "No time is left here: nobody could keep this.", passage)
    return Found(
        kind=deed,  # type: ignore[arg-type]
        written=span.written,
        every=span.kind == "every",
        passage=passage,
        severities=_severities(own, place, cells, head),
        force=force_of(around, "", " / ".join(under[-2:])),
        start=start or ("received" if span.kind == "counted" else ""),
        audience=cells[0] if place and _is_audience(head) else "",
        deed=deed_of(around),
        assumed=span.assumed,
    )


def _deed(own: str, place: int, cells: list[str], head: list[str], under: tuple[str, ...]) -> tuple[str, str]:
    """What a cell's duration is about, and the words that say so, the nearest first."""
    column = head[place] if place < len(head) else ""
    named = [text for n, text in enumerate(cells) if n != place and n < len(head) and _DEEDS.search(head[n])]
    beside = [text for n, text in enumerate(cells) if n != place] if place == 0 else cells[:1]
    for text in (own, *beside, *named, column, *reversed(under[-2:])):
        if deeds := [deed.name for deed in deeds_in(text)]:
            return (deeds[0], text)
    return "", ""


def _is_audience(head: list[str]) -> bool:
    """Whether the first column names who is told; beside a column of deeds it names who acts."""
    return bool(_AUDIENCE.search(head[0])) and not any(_DEEDS.search(other) for other in head[1:])


def _start_in_column(cells: list[str], head: list[str]) -> Start:
    """What a column of its own says that the times of a row are counted from."""
    named = [text for n, text in enumerate(cells) if n < len(head) and _COUNTED.search(head[n])]
    return next((start for text in named if (start := start_of("", f" from {text}")[0])), "")


def _severities(own: str, place: int, cells: list[str], head: list[str]) -> tuple[str, ...]:
    column = head[place] if place < len(head) else ""
    levels = [text for n, text in enumerate(cells) if n < len(head) and n != place and _LEVEL.search(head[n])]
    beside = cells[1:] if place == 0 else cells[:1]
    for text in (own, *beside, *levels, column):
        if found := severities_in(text):
            return found
    return ()
