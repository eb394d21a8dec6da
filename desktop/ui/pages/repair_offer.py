"""What can be done about a damaged vault, at its door."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column


class RepairOffer(QWidget):
    """Hidden until a vault is found damaged; looking and salvaging need the secret once more."""

    restore_wanted = Signal()
    look_wanted = Signal()
    salvage_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        again = self.tr("Or give the secret once more to see what is left. The damaged vault is only read.")
        rows = column(self)
        rows.setSpacing(10)
        rows.addWidget(
            ActButton(self.tr("Restore a backup…"), self.restore_wanted.emit, mark="folder"),
        )
        rows.addWidget(Words(again, "muted", wrap=True))
        rows.addWidget(ActButton(self.tr("Look at what is whole"), self.look_wanted.emit, mark="search"))
        rows.addWidget(ActButton(self.tr("Salvage…"), self.salvage_wanted.emit))
        self.hide()
