"""Hashes of the report's files: whoever has one can look the file up elsewhere."""

import re
from collections.abc import Iterator

from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.notations import Notations

_HASH = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{2}[ :-]?){15,63}[0-9a-f]{2}(?![0-9a-f])")
_SHOWN = 8
"""Digits that a sentence repeats."""


def file_hashes(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Every hash of a message or a file of the case, whole, however it is spaced."""
    for digest, line in page.places(lambda read: _hashes(read, guarded)):
        yield Leak("file-hash", line, f"{digest[:_SHOWN]}\u2026")


def _hashes(read: Notations, guarded: Guarded) -> list[str]:
    found = {re.sub(r"[ :-]", "", match[0]) for text in read.folded for match in _HASH.finditer(text)}
    return sorted(found & guarded.hashes)
