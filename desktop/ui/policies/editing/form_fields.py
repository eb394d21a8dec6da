"""Which fields the form has for each table of a profile: read off the schema itself, named for people."""

from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec
from PySide6.QtCore import QCoreApplication

from desktop.domain.policy import Profile
from desktop.formats.policies.editing import Value

Kind = Literal["line", "text", "choice", "names", "lines"]
_TEXT_ONLY = frozenset({"source_sha256", "source", "source_read", "clauses", "lines", "quotes", "key_status"})
"""Where a profile comes from: no form changes that."""
_LONG = frozenset({"sentence", "question", "promise", "on_arrival", "text", "assumed"})
_SENTENCES = frozenset({"conditions", "where", "only_if", "listed", "related", "accepts"})
"""Lists of words that may hold blanks: a line each. Others are parted by commas."""
FIRST: dict[str, tuple[str, ...]] = {
    "clocks": ("id", "sentence", "within", "every", "starts", "stops", "severities"),
}
ROWS = (
    "clocks", "intake", "forbidden", "fields", "scope", "versions", "steps", "conditions", "letters",
    "exports", "compliance",
)  # fmt: skip
"""Tables that a profile has any number of."""
SINGLE = (
    "policy", "calendar", "severity", "scope_condition", "disclosure", "credit", "bounty", "safe_harbour",
    "release", "retention",
)  # fmt: skip


class FormField(NamedTuple):
    """One key of a table as the form shows it."""

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    default: Any = None
    """What the schema has where the key is not given; None where it has to be."""
    of_days: bool = False


@cache
def fields_of(table: str) -> tuple[FormField, ...]:
    """The keys of a table that a form can show: single values, and lists of them."""
    kind = _table_kind(table)
    found = [_field(field) for field in msgspec.structs.fields(kind) if field.encode_name not in _TEXT_ONLY]
    shown = [field for field in found if field is not None]
    order = FIRST.get(table, ())
    return tuple(sorted(shown, key=lambda field: _place(field.key, order)))


def empty_row(table: str, number: int) -> dict[str, Value]:
    """The keys that a new table of a list has to have, with something in each that a person overwrites."""
    return {field.key: _filling(field, number) for field in fields_of(table) if field.default is None}


def _filling(field: FormField, number: int) -> Value:
    if field.kind in ("names", "lines"):
        return ()
    if field.choices:
        return value_of(field, field.choices[0]) or ""
    return f"new-{number}" if field.key == "id" else "?"


def value_of(field: FormField, words: str) -> Value | None:
    """What stands in a field as a value of the profile; nothing where the key can be left out.

    What is no day stays as it was typed: it is told among the mistakes.
    """
    if field.kind in ("names", "lines"):
        parts = words.split("," if field.kind == "names" else "\n")
        items = tuple(_day(part.strip()) if field.of_days else part.strip() for part in parts if part.strip())
        return items if items or field.default is None else None
    if field.kind == "choice" and words in ("true", "false"):
        return words == "true"
    if not words:
        return "" if field.default is None else None
    return _day(words) if field.of_days else words


def words_of(field: FormField, value: object) -> str:
    """A value of the profile as the field shows it; of another kind than it should be, nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        parts = [str(item) for item in value if isinstance(item, str | date)]
        return (", " if field.kind == "names" else "\n").join(parts)
    return str(value) if isinstance(value, str | date) else ""


def _day(written: str) -> str | date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written


def _place(key: str, order: tuple[str, ...]) -> int:
    if key == "assumed":
        return len(order) + 2
    return order.index(key) if key in order else len(order) + 1


def _table_kind(table: str) -> type[msgspec.Struct]:
    of_profile = {field.name: field.type for field in msgspec.structs.fields(Profile)}
    for option in _options(of_profile[table]):
        inner = get_args(option)[0] if get_origin(option) is tuple else option
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner
    raise KeyError(table)


def _field(field: msgspec.structs.FieldInfo) -> FormField | None:
    key, default = field.encode_name, None
    if not field.required:
        given = field.default if field.default is not msgspec.NODEFAULT else ()
        default = "" if given is None else given
    options = [option for option in _options(field.type) if option is not type(None)]
    literals = [choice for option in options if get_origin(option) is Literal for choice in get_args(option)]
    if bool in options:
        return FormField(key, "choice", ("true", "false", *literals), default)
    if literals:
        return FormField(key, "choice", tuple(literals), default)
    kind = _plain(options[0])
    if get_origin(kind) is tuple:
        return _list(key, get_args(kind)[0], default)
    if kind is date:
        return FormField(key, "line", (), default, of_days=True)
    return FormField(key, "text" if key in _LONG else "line", (), default) if kind is str else None


def _list(key: str, inner: Any, default: Any) -> FormField | None:
    inner = _plain(inner)
    if inner is date:
        return FormField(key, "names", (), default, of_days=True)
    if get_origin(inner) is Literal or inner is str:
        return FormField(key, "lines" if key in _SENTENCES else "names", (), default)
    return None


def _options(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _plain(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def table_words(table: str) -> str:
    """What a table is about."""
    translate = QCoreApplication.translate
    return {
        "policy": translate("ProfileForm", "Whose policy it is"),
        "calendar": translate("ProfileForm", "Calendar"),
        "severity": translate("ProfileForm", "Severities"),
        "scope_condition": translate("ProfileForm", "Condition of the scope"),
        "disclosure": translate("ProfileForm", "Disclosure"),
        "credit": translate("ProfileForm", "Credit"),
        "bounty": translate("ProfileForm", "Bounty"),
        "safe_harbour": translate("ProfileForm", "Safe harbour"),
        "release": translate("ProfileForm", "Releases"),
        "retention": translate("ProfileForm", "Retention"),
        "clocks": translate("ProfileForm", "Clocks"),
        "intake": translate("ProfileForm", "Channels"),
        "forbidden": translate("ProfileForm", "Channels to avoid"),
        "fields": translate("ProfileForm", "What a report should say"),
        "scope": translate("ProfileForm", "Scope"),
        "versions": translate("ProfileForm", "Versions"),
        "steps": translate("ProfileForm", "Steps"),
        "conditions": translate("ProfileForm", "Questions"),
        "letters": translate("ProfileForm", "Letters"),
        "exports": translate("ProfileForm", "What leaves"),
        "compliance": translate("ProfileForm", "Laws and standards"),
    }[table]
