"""The page of the doctor: each thing that was looked at in a sentence, with what mends it beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.doctor.finding import Finding
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.doctor import Check, remedy


class DoctorDialog(Dialog):
    """What is well stands at the end, in one line; `mend_wanted` names what a button of a finding does."""

    again_wanted = Signal()
    mend_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("What this machine lacks"), width=640)
        self._sum = Words(self.tr("Looking…"), "muted", wrap=True)
        self._line = InertText(self.tr("The line that installs what is missing"))
        self._line.setMaximumHeight(62)
        self._line.hide()
        self._found = QWidget()
        self.rows.addWidget(self._sum)
        self.rows.addWidget(self._found)
        self.rows.addWidget(self._line)
        again = ActButton(self.tr("Look again"), self.again_wanted.emit)
        self.finish(self.tr("Close"), other=again)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found, the gravest first."""
        ill = sorted((c for c in checks if c.state != "good"), key=lambda c: c.state != "missing")
        well = [check.name for check in checks if check.state == "good"]
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(14)
        for check in ill:
            rows.addWidget(Finding(check, self.mend_wanted.emit))
        if well:
            rows.addWidget(
                Words(self.tr("All is well with: {names}.").format(names=", ".join(well)), wrap=True)
            )
        rows.addStretch(1)
        self.rows.replaceWidget(self._found, page)
        self._found.hide()
        self._found.deleteLater()
        self._found = page
        page.show()  # what is not shown yet has no height
        self._sum.say(
            self.tr("{n} of {all} could be better.").format(n=len(ill), all=len(checks))
            if ill
            else self.tr("Nothing is missing.")
        )
        line = remedy(checks)
        self._line.show_text(Untrusted(line))
        self._line.setVisible(bool(line))
        self._fit()
