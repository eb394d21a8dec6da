"""Who sees a case: everybody who handles cases, or those alone who are assigned to it (M87-3.4g)."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.rights.team import NO_BOUNDARY, Team
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.team_words import roles_words
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.ticks_field import Tick, TicksField

_ALL, _SOME = "all", "some"


class ReadersDialog(ActDialog):
    """Gives the act that says so."""

    def __init__(self, parent: QWidget, case: Case, team: Team) -> None:
        super().__init__(parent, self.tr("Who sees this case"), width=520)
        self._who = ChoiceField(
            self.tr("Shown to"),
            [
                (_ALL, self.tr("Everybody who handles or reviews cases")),
                (_SOME, self.tr("Its handler, owners, and those ticked here")),
            ],
        )
        others = [member for member in team.members if not e.same_name(member.name, case.handler)]
        named = case.restricted.names if case.restricted is not None else ()
        known = {e.name_key(name) for name in named}
        self._names = TicksField(self.tr("Beside its handler"))
        self._names.offer(
            [
                Tick(m.name, Untrusted(m.name), roles_words(m.roles_in_order))
                for m in others
                if m.roles & {"handler", "reviewer"}
            ]
        )
        self._names.put("\n".join(m.name for m in others if e.name_key(m.name) in known))
        self._who.put(_SOME)
        self._reason = LineField(self.tr("Reason"))
        self._who.edited.connect(self._refresh)
        for widget in (self._who, self._names, self._reason, Words(NO_BOUNDARY, "hint", wrap=True)):
            self.rows.addWidget(widget)
        self.finish(self.tr("Record"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """Opening a case has its reason."""
        lacks = self._who.value == _ALL and not self._reason.value
        return self.tr("Say why everybody is to see the case.") if lacks else ""

    @property
    def act(self) -> Event:
        """What is recorded."""
        if self._who.value == _ALL:
            return e.CaseOpened(self._reason.value)
        return e.CaseRestricted(self._names.keys, self._reason.value)

    def _refresh(self) -> None:
        self._names.setVisible(self._who.value == _SOME)
        self.refuse("")
