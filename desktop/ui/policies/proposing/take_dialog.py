"""The last look before a text becomes the policy in use: its promises, what differs, what would move."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Sheet
from desktop.ui.policies.proposing.difference_rows import difference_rows, move_rows
from desktop.workflows.policies.take_proposal import Taking

_WIDTH_PX, _WIDEST_PX, _HIGHEST_PX = 588, 880, 440


class TakeDialog(ActDialog):
    """`submitted` adopts it."""

    def __init__(self, parent: QWidget, taking: Taking) -> None:
        super().__init__(parent, self.tr("Adopt this policy"), width=640)
        identity = taking.profile.policy
        self.concerns = identity.id
        self.rows.addWidget(InertLabel(Untrusted(f"{identity.organisation} ({identity.id})"), "caption"))
        told = self.tr(
            "It becomes a profile of your own, with its sentences, and new cases are held to it. "
            "Open cases keep the version of their receipt; the new one is offered in each."
        )
        self.rows.addWidget(Words(told, "muted", wrap=True))
        sheet = Sheet(self.tr("What would change"), margin=12, spacing=12)
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it
        title = (
            self.tr("What it promises") if taking.is_new else self.tr("What differs from the profile at hand")
        )
        sheet.rows.addWidget(Words(title, "section"))
        if not taking.differences:
            sheet.rows.addWidget(Words(self.tr("It promises the same."), "muted"))
        sheet.rows.addWidget(difference_rows(taking.differences))
        if not taking.is_new:
            sheet.rows.addWidget(Words(self.tr("What would move in open cases"), "section"))
            sheet.rows.addWidget(move_rows(taking.moves))
        sheet.rows.addStretch(1)
        sheet.setFixedWidth(grown(_WIDTH_PX, _WIDEST_PX))
        sheet.setFixedHeight(min(sheet.needed_height, grown(_HIGHEST_PX, _HIGHEST_PX)))
        self.rows.addWidget(sheet)
        words = self.tr("Adopt this policy") if taking.is_new else self.tr("Adopt the changed policy")
        self.finish(words, cancel=self.tr("Not yet"), mark="seal")
