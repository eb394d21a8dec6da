"""SSVC: what was decided by its tables, and the walk to the next decision."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.events import SsvcDecided
from desktop.domain.scoring.ssvc import Walk
from desktop.formats.ssvc import ssvc_table
from desktop.ui.look.scoring_names import scoring_word
from desktop.ui.look.wording import Chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field, TextField
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import beside, column
from desktop.ui.scoring.walk_field import WalkField


class SsvcCard(QFrame):
    """Folded away until somebody wants it; `decided` asks for an act."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._recorded = Words(wrap=True)
        self._unfold = ActButton(self.tr("Decide by a table"), self._on_unfold, "small")
        self._form = QWidget()
        self._walk = WalkField()
        self._chip = ChipLabel()
        self._says = Words(look="small", wrap=True)
        self._rationale = TextField(self.tr("Rationale of the decision"), lines=2)
        self._record = ActButton(self.tr("Record the decision"), self._on_record)
        self.fields: dict[str, Field] = {"ssvc": self._walk, "ssvc-rationale": self._rationale}
        self._walk.edited.connect(self._show_walk)
        self._rationale.edited.connect(self._show_walk)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("SSVC"), "section"))
        rows.addWidget(self._recorded)
        rows.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addWidget(self._form)
        inner = column(self._form, spacing=12)
        inner.addWidget(self._walk)
        outcome = beside(self._chip, self._says, spacing=10)
        outcome.setStretch(0, 0)
        outcome.setAlignment(self._chip, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(outcome)
        inner.addWidget(self._rationale)
        inner.addWidget(self._record, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.hide()

    def fill(self) -> None:
        """Begin without a table: each decision is made anew."""
        self._walk.put("")
        self._rationale.put("")
        self._form.hide()

    def show_decisions(self, decisions: tuple[SsvcDecided, ...]) -> None:
        """Show what is recorded, and a walk that is half done."""
        lines = [self._line(decision) for decision in decisions]
        self._recorded.say("\n".join(lines) or self.tr("Nothing is decided by a table yet."), "body")
        if self._walk.value:
            self._form.show()
        self._show_walk()

    def _line(self, decision: SsvcDecided) -> str:
        try:
            title = scoring_word(ssvc_table(decision.table).title)
        except ValueError:  # a table of a later version
            title = decision.table
        words = self.tr("{table}: {outcome}. {rationale}")
        return words.format(table=title, outcome=decision.outcome, rationale=decision.rationale)

    def _show_walk(self) -> None:
        walk = self._walk.walk
        done = walk is not None and walk.outcome is not None
        self._chip.setVisible(walk is not None)
        self._says.setVisible(walk is not None)
        self._rationale.setVisible(walk is not None)
        self._record.setVisible(walk is not None)
        self._record.setEnabled(done and bool(self._rationale.value))
        if walk is not None:
            self._say(walk)

    def _say(self, walk: Walk) -> None:
        outcome = walk.outcome
        if outcome is not None:
            self._chip.tell(Chip(scoring_word(outcome.name), "accent"))
            self._says.say(outcome.text)
            return
        self._chip.tell(Chip(self.tr("%n open", "", len(walk.open)), "muted"))
        left = ", ".join(value.key for value in walk.possible)
        self._says.say(self.tr("Can still come: {outcomes}.").format(outcomes=left))

    def _on_unfold(self) -> None:
        self._form.setVisible(self._form.isHidden())

    def _on_record(self) -> None:
        walk = self._walk.walk
        if walk is not None:
            act = SsvcDecided(table=walk.table.id, chosen=walk.written, rationale=self._rationale.value)
            self.decided.emit(act)
