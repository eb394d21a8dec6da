"""Going through who can open the vault, and what was found."""

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import absolute
from desktop.ui.look.team_words import role_words
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside
from desktop.workflows.custody.review_access import Access
from desktop.workflows.keeping_ports import SlotInfo


class AccessDialog(ActDialog):
    """Shows everybody with their roles and every way to open the vault; a note records that (M87-3.4c)."""

    def __init__(self, parent: QWidget, access: Access) -> None:
        super().__init__(parent, self.tr("Who can open this vault"), width=560)
        intro = self.tr("Go through all of it: does each still belong to somebody who needs it?")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        for member in access.people:
            roles = ", ".join(map(role_words, member.roles_in_order)) or self.tr("no role")
            line = beside(InertLabel(Untrusted(member.name), "caption"), Words(roles, "small"), spacing=10)
            self.rows.addLayout(line)
        for slot in access.slots:
            self.rows.addWidget(Words(self._kind(slot), "heading"))
            made = self.tr("Made {when}").format(when=absolute(slot.made_at))
            self.rows.addWidget(Words(made, "small", wrap=True))
            if slot.label not in ("", slot.kind):
                self.rows.addWidget(InertLabel(Untrusted(slot.label)))
        told = self.tr("One that must go is removed with `embargo slots remove`.")
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

    def _kind(self, slot: SlotInfo) -> str:
        return {
            "keyring": self.tr("The keyring of this computer's account"),
            "passphrase": self.tr("A passphrase"),
            "recovery": self.tr("The recovery code"),
        }[slot.kind]
