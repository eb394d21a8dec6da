"""What is typed and not listed yet is offered to the catalogue, by one click."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.events import ProductListed
from desktop.domain.versions.catalogue import find_product, proposals
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.products.catalogue_work import change_catalogue
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import policy_day
from desktop.workflows.investigation.keep_products import keep_product


class ProductNote(QWidget):
    """`typed` is what the form would list."""

    def __init__(self, session: Session, typed: Callable[[], ProductListed]) -> None:
        super().__init__()
        self._session = session
        self._typed = typed
        self._words = Words(self.tr("This product is not in the catalogue."), "small", wrap=True)
        self.add = ActButton(self.tr("Add to the catalogue"), self._on_add, "small")
        column(self).addWidget(FoldingRow(self._words, self.add, grow=(self._words,)))

    def show_product(self, view: CaseView) -> None:
        """Offer it where it is new."""
        typed = self._typed()
        known = proposals_for(view)
        there = find_product(known, typed.vendor, typed.product) is not None
        self.setVisible(bool(typed.vendor and typed.product) and not there)

    def _on_add(self) -> None:
        entry = self._typed()
        change_catalogue(self._session, lambda desk: keep_product(desk, entry))


def proposals_for(view: CaseView) -> tuple[ProductListed, ...]:
    """What the case may be about: the policy's own product, then the catalogue."""
    return proposals(view.products, view.profile, policy_day(view))
