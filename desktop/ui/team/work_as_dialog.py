"""Working under another name of the vault; who was enrolled with a key signs in with it."""

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail
from desktop.domain.rights.team import NO_BOUNDARY, Team
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.team_words import roles_words
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words


class WorkAsDialog(ActDialog):
    """Names one of the people."""

    def __init__(self, parent: QWidget, team: Team, handler: str) -> None:
        super().__init__(parent, self.tr("Work as…"), width=480)
        self._team = team
        no_role = self.tr("no role")
        self._who = ChoiceField(
            self.tr("Who sits here"),
            [
                (m.name, f"{Untrusted(m.name).line} ({roles_words(m.roles_in_order) or no_role})")
                for m in team.members
            ],
        )
        self._how = Words(look="muted", wrap=True)
        self._who.edited.connect(self._refresh)
        member = team.find(handler)
        if member is not None:
            self._who.put(member.name)
        self.rows.addWidget(self._who)
        self.rows.addWidget(self._how)
        self.rows.addWidget(Words(NO_BOUNDARY, "hint", wrap=True))
        self.finish(self.tr("Work as this person"), cancel=self.tr("Cancel"))
        self._refresh()

    @property
    def name(self) -> str:
        """Who was chosen."""
        return self._who.value

    def _refresh(self) -> None:
        member = self._team.find(self.name)
        if member is not None and member.fingerprint:
            words = self.tr("gpg asks for a signature with the key … {key}; the journal keeps that.")
            self._how.say(words.format(key=tail(member.fingerprint)))
        else:
            self._how.say(self.tr("No key is known of this person: nothing proves that it is them."))
        self.refuse("")
