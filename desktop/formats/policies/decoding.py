"""Decode a profile key by key, so that one wrong key hides no other.

What comes out can be looked at by the rules all the same: a key that is wrong has its default there, or is
blank where it has none.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from desktop.domain.policy import Profile
from desktop.formats.policies.mistakes import Flaw, TablePath, did_you_mean, shown

_WRONG: Any = object()
_T = TypeVar("_T", bound=msgspec.Struct)


def decode_profile(raw: dict[str, Any]) -> tuple[Profile, tuple[Flaw, ...]]:
    """The profile as far as it can be read, and everything that does not fit the schema."""
    flaws: list[Flaw] = []
    return _table(Profile, raw, (), flaws), tuple(flaws)


def _table(kind: type[_T], raw: Mapping[str, Any], path: TablePath, flaws: list[Flaw]) -> _T:
    fields = _fields(kind)
    flaws.extend(
        Flaw(path, shown(key), f"There is no such key{did_you_mean(key, fields)}")
        for key in raw
        if key not in fields
    )
    values = {}
    for name, field in fields.items():
        if name in raw:
            values[name] = _value(field.type, raw[name], path, name, flaws)
        elif field.required:
            flaws.append(Flaw(path, name, f"This key is missing: it takes {_expected(field.type)}."))
            values[name] = _WRONG
    return kind(**{name: _blank(fields[name]) if v is _WRONG else v for name, v in values.items()})


def _value(kind: Any, raw: Any, path: TablePath, key: str, flaws: list[Flaw]) -> Any:
    for option in _options(kind):
        if _is_table(option) and isinstance(raw, dict):
            return _table(option, raw, (*path, key), flaws)
        if get_origin(option) is tuple and isinstance(raw, list):
            return _list(get_args(option)[0], raw, path, key, flaws)
        if get_origin(option) is dict and isinstance(raw, dict):
            pairs = {k: _value(get_args(option)[1], v, (*path, key), k, flaws) for k, v in raw.items()}
            return {k: v for k, v in pairs.items() if v is not _WRONG}
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        flaws.append(Flaw(path, key, _does_not_fit(kind, raw)))
        return _WRONG


def _list(kind: Any, raw: list[Any], path: TablePath, key: str, flaws: list[Flaw]) -> tuple[Any, ...]:
    """Tables keep their places, so that what is said of the next one names it rightly."""
    if not _is_table(kind):
        found = [_value(kind, item, path, f"{key}[{n}]", flaws) for n, item in enumerate(raw)]
        return tuple(item for item in found if item is not _WRONG)
    tables = []
    for place, item in enumerate(raw):
        if isinstance(item, dict):
            tables.append(_table(kind, item, (*path, key, place), flaws))
        else:
            flaws.append(Flaw((*path, key, place), "", _does_not_fit(kind, item)))
            tables.append(_table(kind, {}, (), []))
    return tuple(tables)


@cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, FieldInfo]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _options(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _blank(field: FieldInfo) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return _blank_of(field.type)


def _blank_of(kind: Any) -> Any:
    kind = _options(kind)[0]
    if _is_table(kind):
        return _table(kind, {}, (), [])
    if get_origin(kind) is Annotated:
        return _blank_of(get_args(kind)[0])
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    return date.min if kind is date else (get_origin(kind) or kind)()


def _does_not_fit(kind: Any, raw: Any) -> str:
    choices = [choice for option in _options(kind) for choice in _choices(option)]
    near = did_you_mean(raw, choices) if isinstance(raw, str) else "."
    return f"This takes {_expected(kind)}, not {_given(raw)}{near}"


def _choices(kind: Any) -> tuple[str, ...]:
    return get_args(kind) if get_origin(kind) is Literal else ()


def _expected(kind: Any) -> str:
    return " or ".join(_words_for(option) for option in _options(kind) if option is not type(None))


def _words_for(kind: Any) -> str:
    if get_origin(kind) is Literal:
        quoted = [f'"{choice}"' if choice else '""' for choice in get_args(kind)]
        return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
    if get_origin(kind) is tuple:
        return f"a list, each of it {_expected(get_args(kind)[0])}"
    if get_origin(kind) is dict or _is_table(kind):
        return "a table"
    if get_origin(kind) is Annotated:
        return str(get_args(kind)[1].description)
    return {str: "text in quotes", bool: "true or false", date: "a day such as 2026-12-24"}[kind]


def _given(raw: Any) -> str:
    if isinstance(raw, str):
        return f'"{shown(raw)}"' if raw else "an empty text"
    named: list[tuple[Any, str]] = [
        (bool, str(raw).lower()),
        ((int, float), f"the number {shown(raw)}"),
        (list, "a list"),
        (dict, "a table"),
        (datetime, "a time"),
        (date, "a day without quotes"),
    ]
    return next((words for kind, words in named if isinstance(raw, kind)), "a time of day")
