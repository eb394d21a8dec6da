"""Change single values of a profile's TOML; every other byte stays: comments, order, keys nobody knows.

A TOML library that keeps comments was tried and not taken: it files a comment under the table before it, so
that a new key comes to stand below the comment on the next table, and taking a table out takes that comment.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.domain.failures import InvalidPolicy
from desktop.formats.policies.mistakes import TablePath
from desktop.formats.policies.statements import Statement, statements
from desktop.formats.policies.toml_text import toml_string, toml_value

Value = str | bool | date | Sequence[str | date]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_COMMENT = re.compile(r"[ \t]*#")
_ADVICE = "Change it in the text itself."


def with_value(text: str, path: TablePath, key: str, value: Value | None) -> str:
    """The text with this key of a table set, or without it for None; a table that is missing is begun.

    Raises InvalidPolicy where the text is no TOML, or written in a form that cannot be changed in one place.
    """
    before = _parsed(text)
    found = _statements(text)
    lines = text.split("\n")
    there = next((s for s in found if (s.path, s.key) == (path, key)), None)
    if there is not None:
        lines[there.first : there.last + 1] = [] if value is None else [_line(lines, there, key, value)]
    elif value is not None:
        _insert(lines, found, path, f"{_key(key)} = {toml_value(value)}")
    _set(before, path, key, value)
    return _checked("\n".join(lines), before)


def with_row(text: str, table: str, row: Mapping[str, Value]) -> str:
    """The text with one more table in a list of them, behind the others. Raises InvalidPolicy as above."""
    before = _parsed(text)
    lines = text.split("\n")
    block = [f"[[{table}]]", *(f"{_key(key)} = {toml_value(value)}" for key, value in row.items())]
    others = [s.last for s in _statements(text) if s.path[:1] == (table,)]
    _put_apart(lines, others[-1] + 1 if others else len(lines), block)
    try:
        before.setdefault(table, []).append(_plain(row))
    except AttributeError as error:
        raise _refused() from error
    return _checked("\n".join(lines), before)


def without_row(text: str, table: str, place: int) -> str:
    """The text without one table of a list, and without the comment right above it. Raises InvalidPolicy."""
    before = _parsed(text)
    lines = text.split("\n")
    own = [s for s in _statements(text) if s.path[:2] == (table, place)]
    if not own:
        raise _refused()
    first, last = own[0].first, own[-1].last
    while first and _COMMENT.match(lines[first - 1]):
        first -= 1
    after = last + 1 < len(lines) and not lines[last + 1].strip()
    del lines[first : last + 1 + after]
    before[table].pop(place)
    if not before[table]:
        del before[table]
    return _checked("\n".join(lines), before)


def _line(lines: list[str], there: Statement, key: str, value: Value) -> str:
    """The new line of a key, with the indent and the comment of the old one."""
    old = lines[there.first]
    indent = old[: len(old) - len(old.lstrip())]
    names = old.lstrip().partition("=")[0].rstrip() if there.first == there.last else _key(key)
    return f"{indent}{names} = {toml_value(value)}{_comment(lines[there.last], there)}"


def _comment(line: str, there: Statement) -> str:
    """What stands behind a value on its own line; a value of several lines keeps none."""
    if there.first != there.last:
        return ""
    whole = tomllib.loads(line)
    for place, letter in enumerate(line):
        if letter == "#" and _means(line[:place], whole):
            start = len(line[:place].rstrip())
            return line[start:].rstrip("\r")
    return ""


def _means(part: str, whole: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(part) == whole
    except tomllib.TOMLDecodeError:
        return False


def _insert(lines: list[str], found: list[Statement], path: TablePath, line: str) -> None:
    """A new key behind the others of its table, above whatever is said before the next one."""
    own = [s for s in found if s.path == path]
    if own:
        lines.insert(own[-1].last + 1, line)
    elif not path:
        lines.insert(0, line)
    elif len(path) == 1:
        _put_apart(lines, len(lines), [f"[{path[0]}]", line])
    else:
        raise _refused()


def _put_apart(lines: list[str], place: int, block: list[str]) -> None:
    """A block with an empty line before it, and one after it where something follows."""
    at_end = place >= len(lines)
    while at_end and lines and not lines[-1].strip():
        lines.pop()
    place = min(place, len(lines))
    lines[place:place] = ["", *block, *([""] if at_end else [])]


def _set(raw: dict[str, Any], path: TablePath, key: str, value: Value | None) -> None:
    table: Any = raw
    try:
        for part in path:
            table = table.setdefault(part, {}) if isinstance(table, dict) else table[part]
        if value is None:
            table.pop(key, None)
        else:
            table[key] = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
    except (IndexError, KeyError, TypeError, AttributeError) as error:
        raise _refused() from error


def _plain(row: Mapping[str, Value]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for key, value in row.items()
    }


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else toml_string(name)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidPolicy("The text is no TOML.", advice="Mend the text first.") from error


def _statements(text: str) -> list[Statement]:
    try:
        return statements(text)
    except (ValueError, IndexError) as error:
        raise _refused() from error


def _checked(text: str, expected: dict[str, Any]) -> str:
    """The text, once it says exactly what was meant."""
    try:
        written = tomllib.loads(text)
    except ValueError as error:
        raise _refused() from error
    if written != expected:
        raise _refused()
    return text


def _refused() -> InvalidPolicy:
    return InvalidPolicy(
        "This part of the profile is written in a form that is not changed here.", advice=_ADVICE
    )
