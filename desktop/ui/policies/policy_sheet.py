"""A policy to be read: who promises what, clause by clause, and where nothing is stated."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.policy import Identity, Profile
from desktop.ui.look.sentences import said
from desktop.ui.look.theme import grown
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Rule, Sheet, beside, clear, column
from desktop.ui.pieces import Pieces
from desktop.ui.policies.policy_lines import Line, Section
from desktop.ui.policies.policy_sections import sections_of
from desktop.ui.policies.policy_work import ShelfEntry

_CLAUSES_PX, _WIDEST_CLAUSES_PX = 128, 190
_WIDEST_LINE_PX, _WIDEST_PX = 760, 1100


class PolicySheet(Sheet):
    """Shows one entry of the shelf, a section to a piece; a broken one by its mistakes."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._body = QWidget()
        self._lines = column(self._body, spacing=8)
        super().__init__(self.tr("Policy"), margin=30, spacing=0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keyboard scrolls it
        self.rows.addWidget(self._body)
        self.rows.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that are too wide are hard to read: what a wide window gives beyond them stays free."""
        self._space()
        super().resizeEvent(event)

    def _space(self) -> None:
        super()._space()
        around = self.rows.contentsMargins()
        room = self.viewport().width() - around.left() - around.right()
        around.setRight(around.right() + max(room - grown(_WIDEST_LINE_PX, _WIDEST_PX), 0))
        self.rows.setContentsMargins(around)

    def show_entry(self, entry: ShelfEntry) -> None:
        """Show this policy from its beginning."""
        clear(self._lines)
        self._pieces.begin(self, ())
        self._space()
        if entry.profile is None:
            self._show_mistake(entry)
        else:
            self._show_profile(entry, entry.profile)
        self.verticalScrollBar().setValue(0)

    def _show_mistake(self, entry: ShelfEntry) -> None:
        self._lines.addWidget(Words(entry.policy_id, "title", wrap=True))
        told = self.tr("This file cannot be used. Correct it, then come back to this page.")
        self._lines.addWidget(Words(told, "muted", wrap=True))
        mistake = InertText(self.tr("What is wrong"))
        mistake.setProperty("look", "document")
        mistake.setFixedHeight(grown(160))
        mistake.show_text(Untrusted(said("\n".join(entry.mistakes))))
        self._lines.addWidget(mistake)

    def _show_profile(self, entry: ShelfEntry, profile: Profile) -> None:
        identity = profile.policy
        self._lines.addWidget(Words(identity.organisation, "title", wrap=True))
        self._lines.addWidget(Words(_subtitle(profile), "muted", wrap=True))
        if identity.source:
            told = self.tr("Read in {name} on {day}: {hash}").format(
                name=Untrusted(identity.source).line,
                day=identity.source_read,
                hash=identity.source_sha256[:16],
            )
            self._lines.addWidget(Words(told, "small", wrap=True))
        if profile.adopted is not None:
            told = self.tr("In use since {day}, with the answers that were given then.")
            self._lines.addWidget(Words(told.format(day=profile.adopted.on.isoformat()), "good", wrap=True))
        if entry.newer:
            told = self.tr("The file says something else by now. Adopt it again to use it for new cases.")
            self._lines.addWidget(Words(told, "warn", wrap=True))
        if profile.kind == "pack":
            told = self.tr("Not a policy of its own: a case takes its clocks on beside those of its policy.")
            self._lines.addWidget(Words(told, "muted", wrap=True))
        sections = [partial(self._show_section, section, identity) for section in sections_of(profile)]
        self._pieces.begin(self, sections)

    def _show_section(self, section: Section, identity: Identity) -> None:
        self._lines.addSpacing(14)
        self._lines.addWidget(Words(section.title, "heading"))
        self._lines.addWidget(self._card(section, identity))

    def _card(self, section: Section, identity: Identity) -> QWidget:
        if not section.lines:
            return Words(self.tr("Not stated."), "muted")
        card = QFrame()
        card.setObjectName("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(9)
        for number, line in enumerate(section.lines):
            if number:
                rows.addWidget(Rule())
            rows.addWidget(self._line(line, identity))
        return card

    def _line(self, line: Line, identity: Identity) -> QWidget:
        told = QWidget()
        rows = column(told, spacing=2)
        rows.addWidget(Words(line.text, wrap=True))
        if line.detail:
            rows.addWidget(Words(line.detail, "small", wrap=True))
        if line.assumed:
            words = self.tr("Assumed: {what}").format(what=line.assumed)
            rows.addWidget(Words(words, "assumed", wrap=True))
        for clause in line.clauses:
            if quote := identity.quotes.get(clause.removeprefix(f"{identity.code}-"), ""):
                rows.addWidget(InertLabel(Untrusted(f"“{quote}”"), "small", lines=True))
        rows.addStretch(1)
        clauses = Words(" ".join(line.clauses), "small", wrap=True)
        clauses.setFixedWidth(grown(_CLAUSES_PX, _WIDEST_CLAUSES_PX))
        row = QWidget()
        pair = beside(told, clauses, spacing=16)
        pair.setStretch(1, 0)
        pair.setAlignment(clauses, Qt.AlignmentFlag.AlignTop)
        pair.setContentsMargins(0, 0, 0, 0)
        row.setLayout(pair)
        return row


def _subtitle(profile: Profile) -> str:
    identity = profile.policy
    day = identity.updated or identity.effective
    return " · ".join(filter(None, dict.fromkeys((identity.product, identity.code, day))))
