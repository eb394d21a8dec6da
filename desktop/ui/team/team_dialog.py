"""Who works in the vault: look, enrol, give and withdraw roles, ask for a second person."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import grouped, tail
from desktop.domain.rights.team import NO_BOUNDARY, ROLES, Member, Team
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.team_words import role_words, what_roles_do
from desktop.ui.look.theme import grown
from desktop.ui.look.wording import Chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import Sheet, beside, clear, column
from desktop.ui.parts.ticks_field import Tick, TicksField

_LIST_PX, _WIDEST_LIST_PX = 176, 260


class TeamDialog(Dialog):
    """Each change is recorded at once: `kept` gives name, fingerprint and roles, `decided` the rule."""

    kept = Signal(str, str, object)
    decided = Signal(bool)

    def __init__(self, parent: QWidget, handler: str) -> None:
        super().__init__(parent, self.tr("Team"), width=640)
        self._handler = handler
        self._asked = False
        self._intro = Words(look="muted", wrap=True)
        self._lines = Sheet(self.tr("People of this vault"), margin=12, spacing=8)
        self._lines.setFixedHeight(grown(_LIST_PX, _WIDEST_LIST_PX))
        self._card = QFrame()
        self._card.setObjectName("card")
        column(self._card).addWidget(self._lines)
        self._name = LineField(self.tr("Name"), self.tr("As it stands beside their entries."))
        self._key = LineField(
            self.tr("Fingerprint of their OpenPGP key"), self.tr("They sign in with it."), self.tr("optional")
        )
        self._roles = TicksField(self.tr("Roles"))
        self._roles.offer([Tick(role, role_words(role), what_roles_do(role)) for role in ROLES])
        self._keep = ActButton(self.tr("Enrol"), self._on_keep, mark="plus")
        self._anew = ActButton(self.tr("Leave it as it was"), self.begin, "small")
        self._four_eyes = QCheckBox(self.tr("Advisories of this vault need a second person"))
        self._four_eyes.setAccessibleName(self._four_eyes.text())
        self._four_eyes.clicked.connect(self._on_four_eyes)
        pair = (self._name, self._key)
        for widget in (
            self._intro,
            self._card,
            FoldingRow(*pair, grow=pair, spacing=14),
            self._roles,
            FoldingRow(self._keep, self._anew),
            self._four_eyes,
            Words(NO_BOUNDARY, "hint", wrap=True),
        ):
            self.rows.addWidget(widget)
        self.finish(self.tr("Done"))
        self.begin()

    def show_team(self, team: Team, *, four_eyes: bool) -> None:
        """List who works here now; what is half typed stays."""
        if not self.is_open:
            return
        self._asked = four_eyes
        self._four_eyes.setChecked(four_eyes)
        alone = self.tr(
            "Nobody is enrolled: whoever opens this vault is a handler. Enrol yourself first, as an "
            "owner, who says who comes next."
        )
        together = self.tr("You work here as {name}. Only an owner changes who works here.")
        self._intro.say(together.format(name=Untrusted(self._handler).line) if team.members else alone)
        if not team.members and not self._name.value:
            self._name.put(self._handler)
        self._roles.setVisible(bool(team.members))
        self._card.setVisible(bool(team.members))
        clear(self._lines.rows)
        for member in team.members:
            self._lines.rows.addWidget(self._line(member))
        self._lines.rows.addStretch(1)
        self.refuse("")

    def begin(self, member: Member | None = None) -> None:
        """Fill the fields in from a person who is to be changed, or empty them."""
        self.refuse("")
        self._name.put(member.name if member is not None else "")
        self._name.control.setEnabled(member is None)
        self._key.put(grouped(member.fingerprint) if member is not None and member.fingerprint else "")
        self._roles.put("\n".join(member.roles if member is not None else ("handler",)))
        self._keep.rename(self.tr("Keep the change") if member is not None else self.tr("Enrol"))
        self._anew.setVisible(member is not None)

    def _line(self, member: Member) -> QWidget:
        name = InertLabel(Untrusted(member.name), "caption")
        signs = self.tr("signs in with … {key}").format(key=tail(member.fingerprint))
        key = Words(signs if member.fingerprint else self.tr("has no key"), "small")
        change = ActButton(self.tr("Change"), lambda: self.begin(member), "small")
        change.setAccessibleName(self.tr("Change {name}").format(name=member.name))
        chips = [ChipLabel(Chip(role_words(role), _TONES[role])) for role in member.roles_in_order]
        chips = chips or [ChipLabel(Chip(self.tr("no role"), "warn"))]
        line = QWidget()
        who = QWidget()
        rows = column(who, spacing=2)
        rows.addWidget(name)
        rows.addWidget(key)
        row = beside(who, *chips, change, spacing=8)
        row.setContentsMargins(4, 0, 8, 0)
        for place in range(1, row.count()):
            row.setStretch(place, 0)
        line.setLayout(row)
        return line

    def _on_four_eyes(self, wanted: bool) -> None:
        """The tick shows what holds: it moves once that is recorded."""
        self._four_eyes.setChecked(self._asked)
        self.decided.emit(wanted)

    def _on_keep(self) -> None:
        self.kept.emit(self._name.value, self._key.value, frozenset(self._roles.keys))


_TONES = {"owner": "accent", "handler": "muted", "reviewer": "good", "auditor": "warn"}
