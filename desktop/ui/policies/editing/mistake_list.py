"""All mistakes of a profile at once: each with its line and field, and a way to it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.formats.policies.mistakes import Mistake
from desktop.ui.look.sentences import said
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import WideButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, clear, column

_MOST = 60
_HEIGHT_PX, _NONE_PX = 150, 34


class MistakeList(QWidget):
    """`chosen` leads to a mistake."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._count = Words(look="section", wrap=True)
        self._sheet = Sheet(self.tr("Mistakes"), margin=10, spacing=2)
        self._sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rows = column(self, spacing=2)
        rows.setContentsMargins(14, 8, 4, 4)
        rows.addWidget(self._count)
        rows.addWidget(self._sheet, 1)
        self.show_mistakes(())

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Show these."""
        clear(self._sheet.rows)
        self._sheet.setVisible(bool(mistakes))
        self.setFixedHeight(grown(_HEIGHT_PX if mistakes else _NONE_PX, _HEIGHT_PX * 2))
        count = len(mistakes)
        if not mistakes:
            self._count.say(self.tr("No mistake."), "good")
            return
        self._count.say(self.tr("1 mistake") if count == 1 else self.tr("%n mistakes", "", count), "bad")
        for mistake in mistakes[:_MOST]:
            lead = partial(self.chosen.emit, mistake)
            self._sheet.rows.addWidget(WideButton(said(mistake.sentence), lead, "rail", "error"))
        if count > _MOST:
            more = self.tr("%n more are told once these are mended.", "", count - _MOST)
            self._sheet.rows.addWidget(Words(more, "muted", wrap=True))
        self._sheet.rows.addStretch(1)
