"""The second step: who works here, what this machine lacks, and the key that reporters encrypt to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.doctor.finding import Finding
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.centred_card import CentredCard
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear, column, holds_focus
from desktop.ui.setup.steps import KEY, Steps
from desktop.workflows.custody.doctor import Check
from desktop.workflows.team.sign_in import full_name


class KeyPage(CentredCard):
    """Asks for a name and shows what the doctor found, the gravest first; nobody is kept here by either."""

    mend_wanted = Signal(str)
    again_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self, login: str) -> None:
        super().__init__(600)
        self.rows.addWidget(Steps(KEY))
        self.rows.addWidget(Words(self.tr("Who works here?"), "title", wrap=True))
        hint = self.tr(
            "Signs your letters and stands beside all that you record. Left empty, it is {login}, which is "
            "what this machine calls you. Settings change it."
        )
        self._name = LineField(self.tr("Your name"), hint.format(login=Untrusted(login).line))
        self._name.put(full_name(login))
        self.rows.addWidget(self._name)
        self.rows.addWidget(Words(self.tr("Can this machine open reports?"), "title", wrap=True))
        told = self.tr(
            "Reports come encrypted to a key of yours, and gpg opens them. All of this can be mended later."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self._found_box = QWidget()
        self._found = column(self._found_box, spacing=12)
        self._sum = Words(self.tr("Looking…"), wrap=True)
        self.forward = ActButton(self.tr("Go on"), self.forward_wanted.emit, "primary", "forward")
        again = ActButton(self.tr("Look again"), self.again_wanted.emit)
        self.rows.addWidget(self._found_box)
        self.rows.addWidget(self._sum)
        self.rows.addLayout(beside(again, self.forward, stretch=1))
        self._name.submitted.connect(self.forward_wanted)

    @property
    def name(self) -> str:
        """Of whoever works here; empty when it was not told."""
        return self._name.value

    def begin(self) -> None:
        """Put the keys on the name, where there is none yet, else on the way forward."""
        (self.forward if self.name else self._name.control).setFocus()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found; the keys stay on this page."""
        held = holds_focus(self._found_box)
        clear(self._found)
        asked = [check for check in checks if check.state != "good" and check.mends != "give-name"]
        ill = sorted(asked, key=lambda check: (check.state != "missing", not check.mends))
        well = ", ".join(check.name for check in checks if check.state == "good")
        for check in ill:
            self._found.addWidget(Finding(check, self.mend_wanted.emit))
        all_well = self.tr("All is well with: {names}.").format(names=well) if well else ""
        self._sum.say(all_well or self.tr("Nothing was looked at here."))
        if held:  # the button that was pressed is gone with what it mended
            self.forward.setFocus()
