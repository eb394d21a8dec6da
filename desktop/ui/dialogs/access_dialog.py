"""Going through who can open the vault, and what was found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.team_words import roles_words
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Sheet, beside
from desktop.ui.slots.slot_words import slot_notes, slot_words
from desktop.workflows.custody.review_access import Access


class AccessDialog(ActDialog):
    """Shows everybody with their roles and every way to open the vault; a note records that (M87-3.4c)."""

    def __init__(self, parent: QWidget, access: Access) -> None:
        super().__init__(parent, self.tr("Who can open this vault"), width=560)
        intro = self.tr("Go through all of it: does each still belong to somebody who needs it?")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        sheet = Sheet(self.tr("Who can open this vault"), margin=0, spacing=8)
        sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for member in access.people:
            roles = roles_words(member.roles_in_order) or self.tr("no role")
            line = beside(InertLabel(Untrusted(member.name), "caption"), Words(roles, "small"), spacing=10)
            sheet.rows.addLayout(line)
        for slot in access.slots:
            sheet.rows.addWidget(Words(slot_words(slot), "heading"))
            sheet.rows.addWidget(Words(slot_notes(slot), "small", wrap=True))
        sheet.rows.addStretch(1)
        self.rows.addWidget(sheet, 1)
        told = self.tr("One that must go is removed under “Keys of the vault”.")
        self.rows.addWidget(Words(told, "hint", wrap=True))
        self._note = TextField(self.tr("What you looked at, and what you found"), lines=3)
        self.rows.addWidget(self._note)
        self.finish(self.tr("Record the review"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """What was looked at is what the record is worth."""
        return "" if self._note.value else self.tr("Say what you looked at, and what you found.")

    @property
    def note(self) -> str:
        """What was found."""
        return self._note.value
