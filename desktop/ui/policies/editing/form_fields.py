"""Which fields the form has for each table of a profile: read off the schema itself."""

from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from desktop.domain.policy import Profile, Term
from desktop.formats.policies.editing import Value

Kind = Literal["line", "text", "choice", "names", "lines", "pairs", "table", "rows", "term"]
Table = type[msgspec.Struct]
_LONG = frozenset({
    "sentence", "question", "promise", "on_arrival", "text", "assumed", "reason", "effect", "match",
    "judgement",
})  # fmt: skip
_SENTENCES = frozenset({"conditions", "where", "only_if", "listed", "related", "accepts"})
"""Lists of words that may hold blanks: a line each. Others are parted by commas."""
_NAMED = {
    "tick": "event", "since": "event", "until": "event", "event": "event", "start": "event", "clock": "clock",
    "when": "condition", "outer_when": "condition", "severity": "level", "level": "level",
}  # fmt: skip
"""Keys whose words name something that the profile or the journal has."""
_FIRST = (
    "id", "sentence", "text", "within", "every", "starts", "stops", "severities", "hold", "publish_by",
)  # fmt: skip
_LAST = ("assumed", "clauses")
PROFILE = "profile"
"""Stands among the tables for the keys of the profile itself."""
ROWS = (
    "clocks", "intake", "forbidden", "fields", "scope", "versions", "steps", "conditions", "letters",
    "exports", "compliance", "tool", "not_carried",
)  # fmt: skip
"""Tables that a profile has any number of."""
SINGLE = (
    "policy", "calendar", "severity", "scope_condition", "disclosure", "credit", "bounty", "safe_harbour",
    "release", "retention", "adopted", PROFILE,
)  # fmt: skip


class FormField(NamedTuple):
    """One key of a table as the form shows it."""

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    default: Any = None
    """What the schema has where the key is not given; None where it has to be."""
    of_days: bool = False
    inner: Table | None = None
    """What stands in it, where that is a table of its own, or several."""
    owner: str = ""
    """The table that it is a key of."""

    @property
    def names(self) -> str:
        """Of what kind the thing is that its word names: an event, a clock, a condition, a level."""
        return _NAMED.get(self.key, "") if self.kind == "line" and not self.of_days else ""

    @property
    def may_be_none(self) -> bool:
        """Whether an empty list says something else than no list at all."""
        return self.kind in ("names", "lines") and (self.default == "" or bool(self.default))


@cache
def fields_of(table: Table) -> tuple[FormField, ...]:
    """The keys of a table; one that can have but one value is nothing that a person can say."""
    found = [_field(field, table.__name__) for field in msgspec.structs.fields(table)]
    shown = [field for field in found if field is not None]
    return tuple(sorted(shown, key=lambda field: (_place(field), field.inner is not None)))


@cache
def table_of(name: str) -> Table:
    """The schema of a table of the profile by its name."""
    if name == PROFILE:
        return Profile
    of_profile = {field.name: field.type for field in msgspec.structs.fields(Profile)}
    inner = _inner(of_profile[name])
    assert inner is not None, name
    return inner


def empty_row(table: Table, number: int) -> dict[str, Value]:
    """The keys that a new table of a list has to have, with something in each that a person overwrites."""
    return {field.key: _filling(field, number) for field in fields_of(table) if field.default is None}


def _filling(field: FormField, number: int) -> Value:
    if field.kind in ("names", "lines"):
        return ()
    if field.kind == "term":
        return {"event": "?"}
    if field.choices:
        return field.choices[0] == "true" if field.choices[0] in ("true", "false") else field.choices[0]
    return f"new-{number}" if field.key == "id" else "?"


def _place(field: FormField) -> int:
    if field.key in _LAST:
        return len(_FIRST) + 1 + _LAST.index(field.key)
    return _FIRST.index(field.key) if field.key in _FIRST else len(_FIRST)


def _field(field: msgspec.structs.FieldInfo, owner: str) -> FormField | None:
    key, default = field.encode_name, None
    if not field.required:
        given = field.default if field.default is not msgspec.NODEFAULT else ()
        default = "" if given is None else given
    options = [_plain(option) for option in _options(field.type) if option is not type(None)]
    literals = [choice for option in options if get_origin(option) is Literal for choice in get_args(option)]
    if bool in options or literals:
        choices = ("true", "false", *literals) if bool in options else tuple(literals)
        return FormField(key, "choice", choices, default, owner=owner) if len(choices) > 1 else None
    inner = _inner(field.type)
    if inner is not None:
        several = get_origin(options[0]) is tuple
        kind: Kind = "rows" if several else "term" if inner is Term else "table"
        top_level = owner == Profile.__name__
        return None if top_level else FormField(key, kind, (), default, inner=inner, owner=owner)
    return _of_values(key, options[0], default, owner)


def _of_values(key: str, kind: Any, default: Any, owner: str) -> FormField:
    if get_origin(kind) is tuple:
        of_days = _plain(get_args(kind)[0]) is date
        several: Kind = "lines" if key in _SENTENCES else "names"
        return FormField(key, several, (), default, of_days=of_days, owner=owner)
    if get_origin(kind) is dict:
        return FormField(key, "pairs", (), default, owner=owner)
    one: Kind = "text" if key in _LONG else "line"
    return FormField(key, one, (), default, of_days=kind is date, owner=owner)


def _inner(kind: Any) -> Table | None:
    for option in _options(kind):
        inner = get_args(option)[0] if get_origin(option) is tuple else option
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner
    return None


def _options(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _plain(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind
