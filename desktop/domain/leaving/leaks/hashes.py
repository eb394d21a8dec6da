"""Hashes of the report's files: whoever has one can look the file up elsewhere."""

import re
from collections.abc import Iterator

from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.notations import Notations

_DIGITS = re.compile(r"[0-9a-f]{2}[ :-]?(?:[0-9a-f]{2}[ :-]?){15,}")
_SHOWN = 8
"""Digits that a sentence repeats."""


def file_hashes(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Every hash of a message or a file of the case, whole, however it is spaced."""
    said = "\n".join(page.whole.folded).replace(" ", "").replace(":", "").replace("-", "")
    if not any(one in said for one in guarded.hashes):
        return
    for digest, line in page.places(lambda read: _hashes(read, guarded)):
        yield Leak("file-hash", line, f"{digest[:_SHOWN]}\u2026")


def _hashes(read: Notations, guarded: Guarded) -> list[str]:
    runs = [re.sub(r"[ :-]", "", match[0]) for text in read.folded for match in _DIGITS.finditer(text)]
    return sorted(one for one in guarded.hashes if any(one in run for run in runs))
