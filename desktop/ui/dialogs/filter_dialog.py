"""A name for a filter, so that it stands in the rail."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words


class FilterDialog(ActDialog):
    """Asks for the name of what stands in the search line; the filter itself is text and can be mended."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, self.tr("Save the filter"))
        told = self.tr("It stands in the rail of this vault. What it says of time is meant anew each day.")
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._name = LineField(self.tr("Name"))
        self._text = LineField(self.tr("Filter"))
        self._text.put(text)
        self.rows.addWidget(self._name)
        self.rows.addWidget(self._text)
        self.finish(self.tr("Save the filter"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """A name, and something to look for."""
        if not self._name.value:
            return self.tr("Give it a name.")
        return "" if self._text.value else self.tr("Type what it looks for.")

    @property
    def name(self) -> str:
        """What it shall be called."""
        return self._name.value

    @property
    def text(self) -> str:
        """What it looks for."""
        return self._text.value
