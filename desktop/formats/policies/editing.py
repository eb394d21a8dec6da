"""Change single values of a profile's TOML; every other byte stays: comments, order, keys nobody knows.

A TOML library that keeps comments was tried and not taken: it files a comment under the table before it, so
that a new key comes to stand below the comment on the next table, and taking a table out takes that comment.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.failures import InvalidPolicy
from desktop.formats.policies.mistakes import TablePath
from desktop.formats.policies.statements import Statement, statements
from desktop.formats.policies.toml_text import toml_key, toml_value
from desktop.formats.policies.writing import WITH_HEADERS

Value = Any
"""Text, true or false, a day, a list of these, or a table of them: what TOML can say."""
_COMMENT = re.compile(r"[ \t]*#")
_ADVICE = "Change it in the text itself."


def with_value(text: str, path: TablePath, key: str, value: Value | None) -> str:
    """The text with this key of a table set, or without it for None; a table that is missing is begun.

    Raises InvalidPolicy where the text is no TOML, or written in a form that cannot be changed in one place.
    """
    before = _parsed(text)
    _set(before, path, key, None if value is None else _plain(value))
    return _checked(_with(text, before, path, key), before)


def with_row(text: str, path: TablePath, row: Mapping[str, Value]) -> str:
    """The text with one more table in the list at `path`, behind the others. Raises as above."""
    before = _parsed(text)
    found = _statements(text)
    parent, name = path[:-1], str(path[-1])
    written = _written_in(found, parent, name)
    others = [s.last for s in found if s.path[: len(path)] == path]
    headed = ".".join(part for part in path if isinstance(part, str))
    try:
        _reach(before, parent).setdefault(name, []).append(_plain(row))
    except (AttributeError, LookupError, TypeError) as error:
        raise _refused() from error
    if written is not None or not (others or len(path) == 1 or headed in WITH_HEADERS):
        return _checked(_with(text, before, parent, name), before)
    lines = text.split("\n")
    block = [f"[[{headed}]]", *(f"{toml_key(key)} = {toml_value(value)}" for key, value in row.items())]
    behind = others or [s.last for s in found if parent and s.path[: len(parent)] == parent]
    _put_apart(lines, behind[-1] + 1 if behind else len(lines), block)
    return _checked("\n".join(lines), before)


def without_row(text: str, path: TablePath, place: int) -> str:
    """The text without one table of a list, and without the comment right above it. Raises InvalidPolicy."""
    before = _parsed(text)
    own = [s for s in _statements(text) if s.path[: len(path) + 1] == (*path, place)]
    try:
        rows = _at(before, path)
        rows.pop(place)
        if not rows:
            del _at(before, path[:-1])[path[-1]]
    except (AttributeError, LookupError, TypeError) as error:
        raise _refused() from error
    if not own:  # the list stands within a value
        return _checked(_with(text, before, path[:-1], str(path[-1])), before)
    lines = text.split("\n")
    first, last = own[0].first, own[-1].last
    while first and _COMMENT.match(lines[first - 1]):
        first -= 1
    after = last + 1 < len(lines) and not lines[last + 1].strip()
    del lines[first : last + 1 + after]
    return _checked("\n".join(lines), before)


def _with(text: str, meant: dict[str, Any], path: TablePath, key: str) -> str:
    """The text with one key as it is meant: in its own place, within the value around it, or begun."""
    found = _statements(text)
    lines = text.split("\n")
    there = _written_in(found, path, key)
    if there is not None:  # a value within a value is written anew with all of it
        value = _at(meant, there.path).get(there.key)
        lines[there.first : there.last + 1] = [] if value is None else [_line(lines, there, there.key, value)]
        return "\n".join(lines)
    for statement in reversed([s for s in found if s.path[: len(path) + 1] == (*path, key)]):
        del lines[statement.first : statement.last + 1]
    return _begun("\n".join(lines), meant, path, key)


def _begun(text: str, meant: dict[str, Any], path: TablePath, key: str) -> str:
    """The text with a key that it has not yet, if there is to be one; missing tables begin with it."""
    try:
        value = _at(meant, path)[key]
    except (LookupError, TypeError):
        return text
    found = _statements(text)
    while len(path) > 1 and not any(s.path == path for s in found):
        path, key = path[:-1], str(path[-1])
        value = _at(meant, path)[key]
    lines = text.split("\n")
    _insert(lines, found, path, f"{toml_key(key)} = {toml_value(value)}")
    return "\n".join(lines)


def _written_in(found: list[Statement], path: TablePath, key: str) -> Statement | None:
    """The statement whose value is that of this key, or holds it; none where tables of their own do."""
    whole = (*path, key)
    return next((s for s in found if s.key and whole[: len(s.path) + 1] == (*s.path, s.key)), None)


def _at(raw: Any, path: TablePath) -> Any:
    for part in path:
        raw = raw[part]
    return raw


def _reach(raw: Any, path: TablePath) -> Any:
    """The table that stands there, begun where it is missing."""
    for part in path:
        raw = raw.setdefault(part, {}) if isinstance(raw, dict) and isinstance(part, str) else raw[part]
    return raw


def _line(lines: list[str], there: Statement, key: str, value: Value) -> str:
    """The new line of a key, with the indent and the comment of the old one."""
    old = lines[there.first]
    indent = old[: len(old) - len(old.lstrip())]
    names = old.lstrip().partition("=")[0].rstrip() if there.first == there.last else toml_key(key)
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
    try:
        if value is not None:
            _reach(raw, path)[key] = value
        elif isinstance(table := _at(raw, path), dict):
            table.pop(key, None)
    except (LookupError, TypeError, AttributeError) as error:
        if value is not None:
            raise _refused() from error


def _plain(value: Value) -> Any:
    """As tomllib has it: lists and dicts."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return value


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
