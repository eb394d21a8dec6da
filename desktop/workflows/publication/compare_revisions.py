"""What readers of an advisory will see changed, from the last revision that left to the one of now."""

from collections.abc import Iterator
from difflib import unified_diff

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.digest import sha256
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.forms import Form

_AROUND = 2
"""Lines shown around a change."""


class Changes(msgspec.Struct, frozen=True):
    """Lines as `diff -u` has them, "…" between parts; none where nothing would change."""

    format: FormName
    revision: str
    """The number of the one that left."""
    lines: tuple[str, ...]
    exact: bool = True
    """Whether it is compared with the very bytes that left: another version may have written otherwise."""


def changes_since(before: AdvisoryFacts, after: AdvisoryFacts, form: Form, left: str) -> Changes | None:
    """The changes in one format; `left` is the SHA-256 of what was exported in it, or empty.

    Of what is no text the words are compared. None for a format that could not be written then.
    """
    if form.lacks(before) or form.lacks(after):
        return None
    try:
        was, now = form.write(before), form.write(after)
    except InvalidDocument:
        return None
    lines = tuple(differing_lines(_read(form, before, was), _read(form, after, now)))
    return Changes(form.name, before.revisions[-1].number, lines, exact=left in ("", sha256(was)))


def _read(form: Form, facts: AdvisoryFacts, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return form.words(facts, content)


def differing_lines(was: str, now: str) -> Iterator[str]:
    """The lines that differ, with some around them."""
    lines = list(unified_diff(was.splitlines(), now.splitlines(), n=_AROUND, lineterm=""))[2:]
    return ("…" if line.startswith("@@") else line for line in lines)
