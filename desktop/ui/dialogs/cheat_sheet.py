"""Every shortcut there is, made from the actions themselves."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet

_WIDTH_PX, _WIDEST_PX = 780, 1100
"""Above the second there is no room for two columns."""
_HEIGHT_PX, _HIGHEST_PX = 440, 480


class CheatSheet(Dialog):
    """Menu by menu, in two columns of keys or, where the type is large, in one; what does not fit scrolls."""

    def __init__(self, parent: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(parent, self.tr("Keys"), width=_WIDTH_PX)
        sheet = Sheet(self.tr("Keys"), margin=12, spacing=8)
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        sheet.setMinimumHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        shown = [action for action in actions if not action.shortcut().isEmpty()]
        for menu, group in groupby(shown, _menu_of):
            sheet.rows.addWidget(Words(menu, "section"))
            sheet.rows.addLayout(_table(list(group)))
            sheet.rows.addSpacing(6)
        sheet.rows.addStretch(1)
        self.rows.addWidget(sheet, 1)
        self.rows.addWidget(Words(self.tr("Single letters rest while you type."), "small"))
        self.finish(self.tr("Close"))


def _menu_of(action: QAction) -> str:
    return next(menu.accessibleName() for menu in action.associatedObjects() if isinstance(menu, QMenu))


def _table(actions: Sequence[QAction]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(7)
    columns = 2 if grown(_WIDTH_PX) <= _WIDEST_PX else 1
    half = -(-len(actions) // columns)
    for number, action in enumerate(actions):
        column, row = divmod(number, half)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        keys = keys.lower() if len(keys) == 1 else keys
        grid.addWidget(Words(keys, "caption"), row, column * 2)
        grid.addWidget(Words(action.text().replace("&", "").rstrip("…")), row, column * 2 + 1)
    for column in range(columns):
        grid.setColumnStretch(column * 2, 1)
        grid.setColumnStretch(column * 2 + 1, 2)
    return grid
