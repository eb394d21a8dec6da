"""The catalogue of products: look, add, change, remove."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.events import ProductListed
from desktop.domain.inert import Untrusted
from desktop.ui.case.stage_form import lines_of
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Sheet, beside, clear, column

_LIST_PX, _WIDEST_LIST_PX = 190, 280
_SHOWN = 50
"""Rows at once: more are found by typing."""


class ProductsDialog(Dialog):
    """Each change is recorded at once: `kept` gives an entry and which it replaces, `dropped` what goes."""

    kept = Signal(object, object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Products"), width=640)
        intro = self.tr("Forms are filled in from here. What cases say does not change with it.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._products: tuple[ProductListed, ...] = ()
        self._changing: ProductListed | None = None
        self._find = LineField(self.tr("Find"), "", self.tr("part of a name"))
        self._find.edited.connect(self._list)
        self._lines = Sheet(self.tr("Products"), margin=12, spacing=6)
        self._lines.setFixedHeight(grown(_LIST_PX, _WIDEST_LIST_PX))
        card = QFrame()
        card.setObjectName("card")
        column(card).addWidget(self._lines)
        self._vendor, self._product = LineField(self.tr("Vendor")), LineField(self.tr("Product"))
        one_a_line = self.tr("One to a line.")
        self._branches = TextField(self.tr("Supported branches"), one_a_line, "1.4", lines=2)
        self._aliases = TextField(self.tr("Other names"), one_a_line, lines=2)
        self._cpe = LineField(self.tr("CPE"), "", self.tr("optional"))
        self._purl = LineField(self.tr("Package URL"), "", self.tr("optional"))
        self._keep = ActButton(self.tr("Add to the list"), self._on_keep, mark="plus")
        self._anew = ActButton(self.tr("Leave it as it was"), self._begin, "small")
        self.rows.addWidget(self._find)
        self.rows.addWidget(card)
        for pair in (
            (self._vendor, self._product),
            (self._branches, self._aliases),
            (self._cpe, self._purl),
        ):
            self.rows.addWidget(FoldingRow(*pair, grow=pair, spacing=14))
        self.rows.addWidget(FoldingRow(self._keep, self._anew))
        self.finish(self.tr("Done"))
        self._begin()

    def show_products(self, products: Sequence[ProductListed], *, anew: bool = False) -> None:
        """List what holds now; the fields begin `anew` once what stood in them is in the list."""
        if self.is_open:
            self._products = tuple(products)
            if anew or self._changing not in (None, *products):
                self._begin()
            self._list()

    def _begin(self, entry: ProductListed | None = None) -> None:
        """Fill the fields in from an entry that is to be changed, or empty them."""
        self.refuse("")
        self._changing = entry
        shown = entry or ProductListed("", "")
        self._vendor.put(shown.vendor)
        self._product.put(shown.product)
        self._branches.put("\n".join(shown.branches))
        self._aliases.put("\n".join(shown.aliases))
        self._cpe.put(shown.cpe)
        self._purl.put(shown.purl)
        self._keep.rename(self.tr("Keep the change") if entry else self.tr("Add to the list"))
        self._anew.setVisible(entry is not None)

    def _list(self) -> None:
        wanted = self._find.value.casefold()
        found = [entry for entry in self._products if wanted in _named(entry)]
        rows = self._lines.rows
        clear(rows)
        for entry in found[:_SHOWN]:
            rows.addWidget(self._line(entry))
        if not found:
            listed = self.tr(
                "What is listed here is offered wherever a product is asked for, with its branches and its "
                "other names. Add the first one below."
            )
            other = self.tr("A part of a name, of its vendor or of another name is enough.")
            none = (
                Emptiness(self.tr("Nothing is called so."), other)
                if self._products
                else Emptiness(self.tr("Nothing is listed yet."), listed)
            )
            rows.addWidget(EmptyState(none, centred=False))
        if len(found) > _SHOWN:
            more = self.tr("%n more: type a part of the name.", "", len(found) - _SHOWN)
            rows.addWidget(Words(more, "small"))
        rows.addStretch(1)

    def _line(self, entry: ProductListed) -> QWidget:
        name = InertLabel(Untrusted(entry.product), "caption")
        about = InertLabel(Untrusted(", ".join((entry.vendor, *entry.branches))), "small")
        change = ActButton(self.tr("Change"), lambda: self._begin(entry), "small")
        change.setAccessibleName(self.tr("Change {name}").format(name=entry.product))
        remove = ActButton(self.tr("Remove"), lambda: self.dropped.emit(entry), "small")
        remove.setAccessibleName(self.tr("Remove {name}").format(name=entry.product))
        line = QWidget()
        row = beside(name, about, change, remove)
        row.setContentsMargins(4, 0, 8, 0)
        for place in (2, 3):
            row.setStretch(place, 0)
        line.setLayout(row)
        return line

    def _on_keep(self) -> None:
        entry = ProductListed(
            vendor=self._vendor.value,
            product=self._product.value,
            branches=lines_of(self._branches.value),
            aliases=lines_of(self._aliases.value),
            cpe=self._cpe.value,
            purl=self._purl.value,
        )
        self.kept.emit(entry, self._changing)


def _named(entry: ProductListed) -> str:
    return "\n".join((entry.vendor, entry.product, *entry.aliases)).casefold()
