"""Characters that no reader sees, or that move others."""

from collections.abc import Iterator

from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.traces import hidden_characters


def hidden_found(page: Page) -> Iterator[Leak]:
    """Each with its lines, also where JSON escapes it."""
    lines: dict[str, list[int]] = {character: [] for character in hidden_characters(page.text)}
    for number, line in enumerate(page.lines if lines else (), 1):
        for character in lines.keys() & set(hidden_characters(line)):
            lines[character].append(number)
    for character, found in lines.items():
        yield from (Leak("hidden", line, character) for line in found or [0])
