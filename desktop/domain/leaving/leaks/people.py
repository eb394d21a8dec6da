"""Who reported, or had a part, without a recorded ground to name them."""

from collections.abc import Iterator

from desktop.domain.case import Case
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.traces import namings_without_ground
from desktop.domain.policy import Profile


def people(page: Page, case: Case, profile: Profile) -> Iterator[Leak]:
    """Names, addresses, handles, employers and keys of the case's people."""
    for naming in namings_without_ground(case, profile):
        for line in page.lines_where(naming.stands_in):
            yield Leak("reporter", line, f"\u201c{escape_invisible(naming.shown)}\u201d")
