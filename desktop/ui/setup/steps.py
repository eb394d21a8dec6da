"""Where somebody is on the way from no vault to the first case."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.look.wording import Chip
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import column

VAULT, KEY, POLICY, DONE = range(1, 5)


class Steps(QWidget):
    """“2 of 4”, and the names of all four with the one at hand marked."""

    def __init__(self, at: int) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        names = (
            translate("Steps", "Vault"),
            translate("Steps", "You and your key"),
            translate("Steps", "Policy"),
            translate("Steps", "Done"),
        )
        counted = translate("Steps", "{n} of {all}").format(n=at, all=len(names))
        self.setAccessibleName(
            translate("Steps", "Step {counted}: {name}").format(counted=counted, name=names[at - 1])
        )
        chips = [ChipLabel(Chip(name, "accent" if n == at else "muted")) for n, name in enumerate(names, 1)]
        column(self).addWidget(FoldingRow(Words(counted, "caption"), *chips))
