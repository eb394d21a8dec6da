"""A similar problem: what to call it, where it is, and the hits that it was found by."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.audit.hit_numbers import read_numbers
from desktop.domain.audit.worksheets import Search
from desktop.domain.events import VariantFound
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.labels import Words


class VariantDialog(ActDialog):
    """Hits that were judged to be similar problems are proposed."""

    def __init__(self, parent: QWidget, searches: Sequence[Search]) -> None:
        super().__init__(parent, self.tr("A similar problem"), width=560)
        self._searches = {search.id: search for search in searches}
        intro = self.tr(
            "It becomes a finding of this case: the audit waits until its versions were looked at."
        )
        self.name = LineField(self.tr("Name"), "", self.tr("what to call it"))
        self.where = TextField(self.tr("Where it is"), "", self.tr("Files, functions, products."), lines=2)
        by_hand = ("", self.tr("Found without a search"))
        listed = [(s.id, f"{s.what.pattern}: {s.what.clone}") for s in searches if s.what.count]
        self.search = ChoiceField(self.tr("Found by the search"), [by_hand, *listed])
        self.hits = LineField(self.tr("Hits"), "", "1-3,7")
        self.search.edited.connect(self._on_search_chosen)
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        for field in (self.name, self.where, self.search, self.hits):
            self.rows.addWidget(field)
        self.search.setVisible(bool(listed))
        self.finish(self.tr("Add it"), cancel=self.tr("Cancel"))
        self._on_search_chosen()

    def missing(self) -> str:
        """Hits are numbers; the rules say the rest."""
        try:
            self._numbers()
        except ValueError as error:
            return self.tr("Hits are named as in 1-12,15: {why}.").format(why=str(error))
        return ""

    @property
    def act(self) -> VariantFound:
        """What is found."""
        return VariantFound(self.name.value, self.where.value, self.search.value, self._numbers())

    def _numbers(self) -> tuple[int, ...]:
        return read_numbers(self.hits.value) if self.search.value else ()

    def _on_search_chosen(self) -> None:
        search = self._searches.get(self.search.value)
        self.hits.setVisible(search is not None)
        self.hits.put(",".join(map(str, search.variants)) if search else "")
