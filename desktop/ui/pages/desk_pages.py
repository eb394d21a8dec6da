"""The pages that are shown in the place of the desk's columns, each made when it is first wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.ui.journal.journal_page import JournalSheet
from desktop.ui.metrics.metrics_page import MetricsPage
from desktop.ui.pages.policy_pages import editor_page, policy_page, proposal_page, start_page
from desktop.ui.parts.once import Once

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage

_Page = TypeVar("_Page", bound=QWidget)


class DeskPages:
    """Each is joined to its errand as it is made."""

    def __init__(self, desk: "DeskPage") -> None:
        self._desk = desk
        self.policies = self._once(policy_page)
        self.editor = self._once(editor_page)
        self.proposal = self._once(proposal_page)
        self.start = self._once(start_page)
        self.metrics = self._once(_metrics_page)
        self.journal = self._once(_journal_page)

    def _once(self, make: "Callable[[DeskPage], _Page]") -> Once[_Page]:
        def made() -> _Page:
            page = make(self._desk)
            self._desk.join_page(page)
            return page

        return Once(made)


def _metrics_page(desk: "DeskPage") -> MetricsPage:
    page = MetricsPage(desk.session.pieces)
    desk.errands.metrics.attend(page)
    page.case_wanted.connect(desk.session.show_case)
    return page


def _journal_page(desk: "DeskPage") -> JournalSheet:
    errand = desk.errands.journal
    page = JournalSheet(errand.read)
    page.export_wanted.connect(errand.export)
    page.check_wanted.connect(errand.check)
    return page
