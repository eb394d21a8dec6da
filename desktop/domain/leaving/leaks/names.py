"""Code names: what a vault calls its own problems and projects, and nobody outside does."""

import re
from collections.abc import Iterator, Sequence

from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.namings import Naming, Sought
from desktop.domain.leaving.notations import folded
from desktop.domain.lookalikes import plain_letters

_BETWEEN = r"[\W_]*"
"""What may stand between the words of a name: Blue Heron is also blue-heron and BlueHeron."""

_LONG = 8
"""Letters from which a name also counts within a word: fixBlueHeron is no accident."""


def code_names(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Names from the vault's list, however they are spaced or spelled."""
    for name in guarded.code_names:
        words = re.findall(r"\w+", folded(name).replace("_", " "))
        if not words:
            continue
        naming = Naming(name, folded=(_pattern(words),), looks=(_pattern([*map(plain_letters, words)]),))
        for line in page.lines_where(naming.stands_in):
            yield Leak("code-name", line, f"\u201c{name}\u201d")


def _pattern(words: Sequence[str]) -> Sought:
    name = _BETWEEN.join(map(re.escape, words))
    is_long = sum(map(len, words)) >= _LONG
    return Sought(words[0], name if is_long else rf"(?<![^\W_]){name}(?![^\W\d_])")
