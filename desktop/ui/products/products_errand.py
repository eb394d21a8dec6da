"""The errand of keeping the catalogue: read it, show it, record each change."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.events import ProductListed
from desktop.ui.products.catalogue_work import change_catalogue
from desktop.ui.products.products_dialog import ProductsDialog
from desktop.ui.session import Session
from desktop.workflows.investigation.keep_products import drop_product, keep_product, read_products


class ProductsErrand(QObject):
    """One dialog at a time."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def show(self) -> None:
        """Open the dialog on what is listed."""
        dialog = ProductsDialog(self._parent)
        dialog.kept.connect(lambda entry, before: self._keep(dialog, entry, before))
        dialog.dropped.connect(lambda entry: self._drop(dialog, entry))
        self._session.open(dialog, of_case=False)
        self._read(dialog)

    def _read(self, dialog: ProductsDialog, *, anew: bool = False) -> None:
        desk = self._session.desk
        self._session.background.run(
            lambda _p: read_products(desk),
            lambda products: dialog.show_products(products, anew=anew),
            otherwise=dialog.failing(self._session.background.failed.emit),
        )

    def _keep(self, dialog: ProductsDialog, entry: ProductListed, before: ProductListed | None) -> None:
        change_catalogue(
            self._session,
            lambda desk: keep_product(desk, entry, before),
            lambda: self._read(dialog, anew=True),
            dialog.failing(self._session.background.failed.emit),
        )

    def _drop(self, dialog: ProductsDialog, entry: ProductListed) -> None:
        change_catalogue(
            self._session,
            lambda desk: drop_product(desk, entry.vendor, entry.product),
            lambda: self._read(dialog),
            dialog.failing(self._session.background.failed.emit),
        )
