"""A product by name: what is listed is proposed while somebody types, and anything may be typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from desktop.domain.events import ProductListed
from desktop.ui.parts.search_field import SearchField


class ProductField(SearchField):
    """Its value is the name that stands in it; `picked` tells of an entry that was chosen from the list."""

    picked = Signal(object)

    def __init__(self, label: str) -> None:
        self._entries: tuple[ProductListed, ...] = ()
        super().__init__(label)
        line = self._box.lineEdit()
        assert line is not None
        line.textEdited.connect(lambda _text: self.edited.emit())
        self._box.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._box.activated.connect(self._on_chosen)

    def offer_products(self, entries: Sequence[ProductListed]) -> None:
        """Propose these; what stands in the field stays."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.offer([(str(place), _words(entry)) for place, entry in enumerate(entries)])

    @property
    def value(self) -> str:
        """The name, without surrounding blanks."""
        return self._box.currentText().strip()

    def put(self, value: str) -> None:
        """Put this name in."""
        self._box.setCurrentIndex(-1)
        self._box.setEditText(value)

    def _on_chosen(self, place: int) -> None:
        entry = self._entries[place]
        self.put(entry.product)
        self.picked.emit(entry)
        self.edited.emit()


def _words(entry: ProductListed) -> str:
    """Other names stand in it too, so that they are found."""
    also = f" ({', '.join(entry.aliases)})" if entry.aliases else ""
    return f"{entry.product} · {entry.vendor}{also}"
