"""What the worker does for the page on which a profile is edited. Knows no Qt."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Adoption
from desktop.formats.policies.editing import Value, with_row, with_value, without_row
from desktop.formats.policies.mistakes import Mistake, TablePath
from desktop.formats.policy import find_mistakes, has_too_many_tables, read_profile
from desktop.ui.policies.adopt_preview import Preview, preview_adoption


class DraftRead(NamedTuple):
    """What a text says: its tables as far as it is TOML, all mistakes, and what would follow."""

    text: str
    raw: dict[str, Any] | None
    mistakes: tuple[Mistake, ...]
    preview: Preview | None
    """Nothing as long as there is a mistake."""


class SetValue(NamedTuple):
    """Give a key of a table another value; None takes the key out."""

    path: TablePath
    key: str
    value: Value | None

    def on(self, text: str) -> str:
        """The text with it. Raises InvalidPolicy."""
        return with_value(text, self.path, self.key, self.value)


class AddRow(NamedTuple):
    """Add a table to a list of them."""

    path: TablePath
    row: Mapping[str, Value]

    def on(self, text: str) -> str:
        """The text with it. Raises InvalidPolicy."""
        return with_row(text, self.path, self.row)


class RemoveRow(NamedTuple):
    """Take a table out of a list of them."""

    path: TablePath
    place: int

    def on(self, text: str) -> str:
        """The text without it. Raises InvalidPolicy."""
        return without_row(text, self.path, self.place)


Change = SetValue | AddRow | RemoveRow


def read_draft(text: str, now: datetime) -> DraftRead:
    """Look at a text as a person left it."""
    source = text.encode(errors="replace")
    mistakes = find_mistakes(source)
    return DraftRead(text, _tables(text), mistakes, None if mistakes else _follows(source, now))


def change_draft(text: str, changes: Sequence[Change]) -> str:
    """The text with every change, in their order. Raises InvalidPolicy, and then none of them is made."""
    for change in changes:
        text = change.on(text)
    return text


def _tables(text: str) -> dict[str, Any] | None:
    if has_too_many_tables(text):
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _follows(source: bytes, now: datetime) -> Preview | None:
    try:
        profile = read_profile(source)
    except InvalidPolicy:
        return None
    return preview_adoption(profile, profile.adopted or Adoption(on=now.date()), now)
