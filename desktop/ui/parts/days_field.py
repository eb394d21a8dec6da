"""Days of the week, any of which can be chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox

from desktop.ui.parts.fields import Field
from desktop.ui.parts.folding_row import FoldingRow


class DaysField(Field):
    """A check box to a day."""

    def __init__(self, label: str, days: Sequence[tuple[str, str]], hint: str = "") -> None:
        self._boxes = {key: QCheckBox(words) for key, words in days}
        row = FoldingRow(*self._boxes.values(), spacing=12)
        super().__init__(label, row, hint)
        for box in self._boxes.values():
            box.setAccessibleName(f"{label}: {box.text()}")
            box.toggled.connect(lambda _on: self.edited.emit())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The days chosen, in the order of the week."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    @property
    def value(self) -> str:
        """The same, with blanks between."""
        return " ".join(self.chosen)

    def put(self, value: str) -> None:
        """Choose these and no others."""
        wanted = value.split()
        for key, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(key in wanted)
            box.blockSignals(False)
