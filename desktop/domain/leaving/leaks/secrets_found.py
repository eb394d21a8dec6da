"""Keys, tokens and passwords, also within another notation."""

from collections.abc import Iterator

from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.secrets import kinds_of_secrets, may_hold_secrets, secrets_in


def secrets_found(page: Page) -> Iterator[Leak]:
    """Each by its kind and line, never repeated; what an issuer documents so is no false alarm."""
    if not may_hold_secrets(page.pieces):
        return
    read = kinds_of_secrets((page.text, *page.whole.written))
    found = secrets_in(page.text, lone=True)
    for one in found:
        yield Leak("secret", one.line, one.what, sure=one.sure)
    beside = read.keys() - {one.what for one in found}
    for what in sorted(beside):
        for line in page.lines_where(lambda reading, what=what: what in kinds_of_secrets(reading.written)):  # type: ignore[misc]  # bound now
            yield Leak("secret", line, what, sure=read[what])
