"""Every shortcut there is, made from the actions themselves."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.labels import Words

_COLUMNS = 2


class CheatSheet(Dialog):
    """Two columns of keys."""

    def __init__(self, parent: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(parent, self.tr("Keys"), width=620)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(9)
        shown = [action for action in actions if not action.shortcut().isEmpty()]
        half = -(-len(shown) // _COLUMNS)
        for number, action in enumerate(shown):
            column, row = divmod(number, half)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            keys = keys.lower() if len(keys) == 1 else keys
            grid.addWidget(Words(keys, "caption"), row, column * 2)
            grid.addWidget(Words(action.text().replace("&", "").rstrip("…")), row, column * 2 + 1)
            grid.setColumnStretch(column * 2 + 1, 1)
        self.rows.addLayout(grid)
        self.rows.addWidget(Words(self.tr("Single letters rest while you type."), "small"))
        self.finish(self.tr("Close"))
