"""What stands in a field of the form as words, and as a value of the profile: there and back again."""

import re
from collections.abc import Mapping
from datetime import date

from desktop.formats.policies.editing import Value
from desktop.ui.policies.editing.form_fields import FormField

NONE = "none"
"""What is typed for a list that is meant to be empty, where leaving it out would say something else."""
_PART = " = "
_ESCAPED = re.compile(r"\\(.)")


def value_of(field: FormField, words: str) -> Value | None:
    """What stands in a field as a value of the profile; nothing where the key can be left out.

    What is no day stays as it was typed: it is told among the mistakes.
    """
    if field.kind in ("names", "lines"):
        return _list_of(field, words)
    if field.kind == "pairs":
        return dict(_pair(line) for line in words.split("\n") if line.strip()) or None
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
        if not parts and field.may_be_none:
            return NONE
        return (", " if field.kind == "names" else "\n").join(parts)
    if isinstance(value, Mapping):
        return "\n".join(
            f"{key}{_PART}{_escaped(said)}" for key, said in value.items() if isinstance(said, str)
        )
    return str(value) if isinstance(value, str | date) else ""


def is_lost(field: FormField, value: object) -> bool:
    """Whether the field cannot show this without losing some of it, such as a comma within a word.

    A value of a wrong kind is none of these: it is a mistake, and the field is there to mend it.
    """
    words = words_of(field, value)
    if field.kind == "line" and isinstance(value, str):
        return "\n" in words or "\r" in words
    if field.kind in ("names", "lines") and isinstance(value, list | tuple):
        items = [item for item in value if isinstance(item, str | date)]
        read = value_of(field, words)
        return len(items) == len(value) and list(map(str, read or ())) != list(map(str, items))
    if field.kind == "pairs" and isinstance(value, Mapping):
        right = all(isinstance(said, str) for said in value.values())
        return right and (value_of(field, words) or {}) != dict(value)
    return False


def _list_of(field: FormField, words: str) -> Value | None:
    if field.may_be_none and words.strip() == NONE:
        return ()
    parts = words.split("," if field.kind == "names" else "\n")
    items = tuple(_day(part.strip()) if field.of_days else part.strip() for part in parts if part.strip())
    return items if items or field.default is None else None


def _pair(line: str) -> tuple[str, str]:
    key, _, said = line.partition(_PART)
    return key.strip(), _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], said)


def _escaped(said: str) -> str:
    return said.replace("\\", "\\\\").replace("\n", "\\n")


def _day(written: str) -> str | date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
