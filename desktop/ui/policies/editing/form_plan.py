"""What the form of a table shows, from top to bottom: its fields, and the tables and expressions within them.

Pure of widgets, so that a form is laid out anew only when its shape is another one.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from desktop.domain.policy import Term
from desktop.formats.policies.mistakes import TablePath
from desktop.ui.policies.editing.draft_work import AddRow, Change, RemoveRow, SetValue
from desktop.ui.policies.editing.field_text import is_lost
from desktop.ui.policies.editing.form_fields import FormField, Table, empty_row, fields_of

FORMS = ("event", "clock", "start", "min", "max", "judgement")
"""The forms that an expression of when something ends can have."""
_KEYS = {
    "event": ("event",),
    "clock": ("clock",),
    "start": ("start", "after"),
    "judgement": ("judgement", "hint"),
}
_DEEPEST = 9
"""One more than the rules allow: what stands deeper is a mistake, and seen in the text."""


class Shown(NamedTuple):
    """A field for a key of the table at `path`; one that cannot show what stands there is locked."""

    path: TablePath
    depth: int
    field: FormField
    locked: bool = False


class Part(NamedTuple):
    """The heading of a table within the table, one of several by its number, with a way to take it out."""

    path: TablePath
    depth: int
    field: FormField
    number: int = 0
    remove: Change | None = None


class More(NamedTuple):
    """A way to begin a table, or another one."""

    path: TablePath
    depth: int
    field: FormField
    add: AddRow | SetValue


class Ending(NamedTuple):
    """An expression of when something ends, at `path`: which form it has, or none."""

    path: TablePath
    depth: int
    field: FormField
    form: str
    remove: Change | None = None


Entry = Shown | Part | More | Ending


def plan(table: Table, raw: Mapping[str, Any], path: TablePath = (), depth: int = 0) -> Iterator[Entry]:
    """Everything that a table can say; `path` is where it stands in the table that is in view."""
    for field in fields_of(table):
        given = raw.get(field.key, field.default)
        if field.kind == "table":
            yield from _table(field, given, path, depth)
        elif field.kind == "rows":
            yield from _rows(field, given, path, depth)
        elif field.kind == "term":
            yield from _ending(field, given, (*path, field.key), depth)
        else:
            yield Shown(path, depth, field, is_lost(field, given))


def form_of(raw: object) -> str:
    """Which form an expression has; the first where it has several, which is a mistake."""
    if not isinstance(raw, Mapping):
        return ""
    op = raw.get("op")
    if op in ("min", "max"):
        return str(op)
    return next((form for form in FORMS if raw.get(form) or (form == "start" and raw.get("after"))), "event")


def in_form(form: str, raw: object) -> dict[str, Any] | None:
    """An expression of this form; what stood there becomes the first of several."""
    if not form:
        return None
    if form in ("min", "max"):
        parts = raw.get("of") if isinstance(raw, Mapping) else None
        if not parts:
            parts = [raw] if isinstance(raw, Mapping) else [{"event": "?"}]
        return {"op": form, "of": parts}
    kept = raw if isinstance(raw, Mapping) else {}
    if form == "start":
        return {"start": kept.get("event") or "?", "after": kept.get("after") or "?"}
    return {form: (kept.get("start") if form == "event" else None) or "?"}


def with_form(path: TablePath, form: str, raw: Mapping[str, Any]) -> SetValue:
    """The change that gives the expression at `path` of a table another form."""
    *holder, last = path
    there = _at(raw, tuple(holder))
    if isinstance(last, str):
        old = there.get(last) if isinstance(there, Mapping) else None
        return SetValue(tuple(holder), last, in_form(form, old))
    parts = list(there) if isinstance(there, list) else []
    parts[last] = in_form(form, parts[last])
    return SetValue(tuple(holder[:-1]), str(holder[-1]), parts)


def value_at(raw: Mapping[str, Any], path: TablePath, key: str) -> Any:
    """What stands there, or None."""
    table = _at(raw, path)
    return table.get(key) if isinstance(table, Mapping) else None


def _table(field: FormField, given: object, path: TablePath, depth: int) -> Iterator[Entry]:
    assert field.inner is not None
    if not isinstance(given, Mapping):
        yield More(path, depth, field, SetValue(path, field.key, empty_row(field.inner, 1)))
        return
    yield Part((*path, field.key), depth, field, remove=SetValue(path, field.key, None))
    yield from plan(field.inner, given, (*path, field.key), depth + 1)


def _rows(field: FormField, given: object, path: TablePath, depth: int) -> Iterator[Entry]:
    assert field.inner is not None
    rows: Sequence[Any] = given if isinstance(given, list) else []
    here = (*path, field.key)
    yield Part(here, depth, field)
    for number, row in enumerate(rows):
        yield Part((*here, number), depth + 1, field, number + 1, RemoveRow(here, number))
        yield from plan(field.inner, row if isinstance(row, Mapping) else {}, (*here, number), depth + 1)
    yield More(path, depth + 1, field, AddRow(here, empty_row(field.inner, len(rows) + 1)))


def _ending(
    field: FormField, given: object, path: TablePath, depth: int, remove: Change | None = None
) -> Iterator[Entry]:
    form = form_of(given)
    yield Ending(path, depth, field, form, remove)
    if not isinstance(given, Mapping) or path.count("of") >= _DEEPEST:
        return
    told = {key for key, value in given.items() if value} | {*_KEYS.get(form, ())}
    for inner in fields_of(Term):
        if inner.key in told and inner.kind not in ("rows", "choice"):
            yield Shown(path, depth + 1, inner, is_lost(inner, given.get(inner.key, inner.default)))
    if form in ("min", "max") or given.get("of"):
        parts = given.get("of")
        here, of = (*path, "of"), next(one for one in fields_of(Term) if one.key == "of")
        for number, part in enumerate(parts if isinstance(parts, list) else []):
            yield from _ending(of, part, (*here, number), depth + 1, RemoveRow(here, number))
        yield More(path, depth + 1, of, AddRow(here, {"event": "?"}))


def _at(raw: Any, path: TablePath) -> Any:
    for part in path:
        try:
            raw = raw[part]
        except (LookupError, TypeError):
            return None
    return raw
