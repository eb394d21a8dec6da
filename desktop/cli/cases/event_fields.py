"""What can be given to an event with --set: its fields, what each one takes, and which one --note fills."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin

import msgspec

from desktop.cli.argument_types import instant, moment
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted

_NOTES = (
    "rationale", "text", "reason", "explanation", "result", "evidence", "ground", "record", "how", "where",
    "steps",
)  # fmt: skip
"""What --note fills, the first that the event has as free text."""
_YES_AND_NO = {"yes": True, "no": False, "true": True, "false": False}
_DAYS_WILL_DO = ("publish_at",)
"""What is planned or agreed may be a day, which begins at midnight UTC."""
_Fields = dict[str, msgspec.structs.FieldInfo]


def fields_of(kind: type[Event]) -> _Fields:
    """The fields by name; the words of an advisory, a struct of their own, stand for that struct."""
    fields = {field.name: field for field in msgspec.structs.fields(kind)}
    if any(field.type is AdvisoryText for field in fields.values()):
        return {field.name: field for field in msgspec.structs.fields(AdvisoryText)}
    return fields


def note_field(kind: type[Event]) -> str:
    """What --note fills, or ""."""
    fields = fields_of(kind)
    return next((name for name in _NOTES if name in fields and fields[name].type is str), "")


def in_words(kind: type[Event]) -> str:
    """Everything that the event takes, as one sentence."""
    fields = fields_of(kind)
    if not fields:
        return f"{kind.kind} takes no --set and no --note."
    needed = [_described(field) for field in fields.values() if field.required]
    others = [_described(field) for field in fields.values() if not field.required]
    parts = [f"{kind.kind} needs --set {', '.join(needed)}"] if needed else []
    parts += [f"{'it may have' if needed else f'{kind.kind} may have --set'} {', '.join(others)}"] * bool(
        others
    )
    note = note_field(kind)
    parts += [f"--note fills {note}"] if note else []
    return f"{'; '.join(parts)}."


def read_value(field: msgspec.structs.FieldInfo, words: list[str]) -> Any:
    """The value that these words give; a list takes several. Raises ValueError with a sentence."""
    if get_origin(field.type) is tuple:
        return words
    if len(words) > 1:
        raise ValueError(f"{field.name} is given {len(words)} times ({' and '.join(words)}): give it once.")
    (word,) = words
    choices = get_args(field.type) if get_origin(field.type) is Literal else ()
    if choices and word not in choices:
        raise ValueError(f"{field.name} takes {_either(choices)}, not {word!r}.")
    return _READERS.get(field.type, _as_it_is)(field.name, word)


def _as_it_is(_name: str, word: str) -> str:
    return word


def _yes_or_no(name: str, word: str) -> bool:
    if word.lower() not in _YES_AND_NO:
        raise ValueError(f"{name} takes yes or no, not {word!r}.")
    return _YES_AND_NO[word.lower()]


def _instant(name: str, word: str) -> datetime:
    try:
        return instant(word) if name in _DAYS_WILL_DO else moment(word)
    except argparse.ArgumentTypeError as error:
        raise ValueError(f"{name}: {error}.") from error


def _day(name: str, word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise ValueError(f"{name} takes a day such as 2026-03-31, not {word!r}.") from error


_READERS: dict[Any, Callable[[str, str], Any]] = {
    bool: _yes_or_no,
    datetime: _instant,
    date: _day,
    Untrusted: lambda _name, word: Untrusted(word),
}


def _described(field: msgspec.structs.FieldInfo) -> str:
    if get_origin(field.type) is Literal:
        return f"{field.name}={'|'.join(get_args(field.type))}"
    if get_origin(field.type) is tuple:
        return f"{field.name}=TEXT (again for more)"
    return f"{field.name}={ {bool: 'yes|no', datetime: 'TIME', date: 'DAY'}.get(field.type, 'TEXT') }"


def _either(choices: tuple[str, ...]) -> str:
    *most, last = choices
    return f"{', '.join(most)} or {last}" if most else last
