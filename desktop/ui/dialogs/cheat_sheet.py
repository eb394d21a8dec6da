"""Every shortcut there is, made from the actions themselves."""

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.theme import grown
from desktop.ui.palette.offers import menu_of, shown_key, words_of
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet

_WIDTH_PX, _WIDEST_PX = 780, 1100
"""Above the second there is no room for two columns."""
_HEIGHT_PX, _HIGHEST_PX = 440, 480


class CheatSheet(Dialog):
    """Menu by menu, in two columns of keys or, where the type is large, in one; what does not fit scrolls."""

    def __init__(
        self, parent: QWidget, actions: Sequence[QAction], change: Callable[[], object] | None = None
    ) -> None:
        super().__init__(parent, self.tr("Keys"), width=_WIDTH_PX)
        sheet = Sheet(self.tr("Keys"), margin=12, spacing=8)
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sheet.setMinimumHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        shown = [action for action in actions if not action.shortcut().isEmpty()]
        for menu, group in groupby(shown, menu_of):
            sheet.rows.addWidget(Words(menu, "section"))
            sheet.rows.addLayout(_table(list(group)))
            sheet.rows.addSpacing(6)
        sheet.rows.addStretch(1)
        self.rows.addWidget(sheet, 1)
        self.rows.addWidget(Words(self.tr("Single letters rest while you type."), "small"))
        self._change = change
        changing = ActButton(self.tr("Change keys…"), self._on_change) if change is not None else None
        self.finish(self.tr("Close"), other=changing)

    def _on_change(self) -> None:
        self.accept()
        if self._change is not None:
            self._change()


def _table(actions: Sequence[QAction]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    columns = 2 if grown(_WIDTH_PX) <= _WIDEST_PX else 1
    half = -(-len(actions) // columns)
    for number, action in enumerate(actions):
        column, row = divmod(number, half)
        grid.addWidget(Words(shown_key(action.shortcut()), "caption"), row, column * 2)
        grid.addWidget(Words(words_of(action)), row, column * 2 + 1)
    for column in range(columns):
        grid.setColumnStretch(column * 2, 1)
        grid.setColumnStretch(column * 2 + 1, 2)
    return grid
