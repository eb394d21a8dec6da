"""Who reported, or had a part, without a recorded ground to name them."""

from collections.abc import Iterable, Iterator

from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.namings import Naming


def people(page: Page, unnamed: Iterable[Naming]) -> Iterator[Leak]:
    """Names, addresses, handles, employers and keys of the case's people that nobody may tell."""
    for naming in unnamed:
        for line in page.lines_where(naming.stands_in):
            yield Leak("reporter", line, f"\u201c{escape_invisible(naming.shown)}\u201d")
