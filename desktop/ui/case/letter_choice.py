"""Which letter to write: all kinds, under the heading of whom they go to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel

from desktop.formats.letters.kinds import AUDIENCES, LETTER_KINDS, LetterKind
from desktop.ui.look.letter_words import letter_words
from desktop.ui.parts.fields import ChoiceField

_HEADING = "heading/"


class LetterChoice(ChoiceField):
    """Headings stand in the list and cannot be chosen."""

    def __init__(self) -> None:
        super().__init__(self.tr("Letter"))
        reporter = [kind for kind in LETTER_KINDS if kind not in AUDIENCES]
        self.offer(
            [
                (f"{_HEADING}reporter", self.tr("To the reporter")),
                *((kind, letter_words(kind)) for kind in reporter),
                (f"{_HEADING}others", self.tr("To others")),
                *((kind, letter_words(kind)) for kind in AUDIENCES),
            ]
        )
        heading = self._box.font()
        heading.setBold(True)
        model = self._box.model()
        assert isinstance(model, QStandardItemModel)
        for row in range(model.rowCount()):
            if str(self._box.itemData(row)).startswith(_HEADING):
                model.item(row).setFlags(Qt.ItemFlag.NoItemFlags)
                model.item(row).setFont(heading)
        self.put("acknowledgement")

    @property
    def kind(self) -> LetterKind:
        """The letter that is chosen."""
        return next(kind for kind in LETTER_KINDS if kind == self.value)
