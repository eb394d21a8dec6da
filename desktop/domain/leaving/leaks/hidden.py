"""Characters that no reader sees, or that move others."""

from collections.abc import Iterator

from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.traces import hidden_characters


def hidden_found(page: Page) -> Iterator[Leak]:
    """Each with its lines, also where JSON escapes it."""
    for character in hidden_characters(page.text):
        lines = [n for n, line in enumerate(page.lines, 1) if character in hidden_characters(line)]
        yield from (Leak("hidden", line, character) for line in lines or [0])
