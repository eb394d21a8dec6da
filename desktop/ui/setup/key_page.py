"""The second step: what this machine lacks, and the key that reporters encrypt to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.doctor.finding import Finding
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.setup.steps import KEY, Steps
from desktop.workflows.custody.doctor import Check


class KeyPage(CentredCard):
    """Shows what the doctor found, the gravest first; nobody is kept here by it."""

    mend_wanted = Signal(str)
    again_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(600)
        self.rows.addWidget(Steps(KEY))
        self.rows.addWidget(Words(self.tr("Can this machine open reports?"), "title", wrap=True))
        told = self.tr(
            "Reports come encrypted to a key of yours, and gpg opens them. All of this can be mended later."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._found = column(body := QWidget(), spacing=12)
        self._sum = Words(self.tr("Looking…"), wrap=True)
        self.forward = ActButton(self.tr("Go on"), self.forward_wanted.emit, "primary", "forward")
        again = ActButton(self.tr("Look again"), self.again_wanted.emit)
        self.rows.addWidget(body)
        self.rows.addWidget(self._sum)
        self.rows.addLayout(beside(again, self.forward, stretch=1))

    def begin(self) -> None:
        """Put the keys on the way forward."""
        self.forward.setFocus()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found."""
        clear(self._found)
        ill = sorted(
            (c for c in checks if c.state != "good"), key=lambda c: (c.state != "missing", not c.mends)
        )
        well = ", ".join(check.name for check in checks if check.state == "good")
        for check in ill:
            self._found.addWidget(Finding(check, self.mend_wanted.emit))
        all_well = self.tr("All is well with: {names}.").format(names=well) if well else ""
        self._sum.say(all_well or self.tr("Nothing was looked at here."))
