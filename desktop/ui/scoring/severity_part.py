"""The part of the Confirm form that says how bad it is: rules, level, weakness, vectors, rationale."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.severity_rules import proposed_level, vectors_of
from desktop.domain.events import SeveritySet
from desktop.domain.policy import Profile
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.wording import level_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, Field, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.layout import column
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.ui.scoring.cvss_dialog import CvssDialog
from desktop.ui.scoring.severity_notes import SeverityNotes
from desktop.ui.scoring.vector_field import VectorField
from desktop.ui.scoring.weakness_field import WeaknessField


class SeverityPart(QWidget):
    """`fields` are kept in the draft of the form that it stands in."""

    def __init__(self, show: Callable[[Dialog], object]) -> None:
        """`show` opens a dialog and keeps what is half typed in it."""
        super().__init__()
        self._show_dialog = show
        self._profile: Profile | None = None
        self._rules = TicksField(self.tr("Does one of the policy's rules apply?"))
        self._level = ChoiceField(self.tr("Severity"))
        self._notes = SeverityNotes()
        self._cwe = WeaknessField()
        self._three = VectorField("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N")
        self._four = VectorField("4.0", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N")
        self._rationale = TextField(
            self.tr("Rationale"), "", self.tr("Who can do what to whom, and under which conditions."), lines=2
        )
        self.fields: dict[str, Field] = {
            "level": self._level,
            "cwe": self._cwe,
            "cvss": self._three,
            "cvss4": self._four,
            "rationale": self._rationale,
            "rules": self._rules,  # last: the first empty field gets focus, and these may be hidden
        }
        self._lay_out()

    def _lay_out(self) -> None:
        rows = column(self, spacing=14)
        rows.addWidget(self._rules)
        rows.addWidget(FoldingRow(self._level, self._cwe, grow=(self._level, self._cwe), spacing=14))
        rows.addWidget(self._notes)
        rows.addWidget(FoldingRow(self._three, self._four, grow=(self._three, self._four), spacing=14))
        rows.addWidget(FoldingRow(ActButton(self.tr("Score metric by metric…"), self._on_score)))
        rows.addWidget(self._rationale)
        self._rules.edited.connect(self._on_rules)
        for field in (self._level, self._three, self._four):
            field.edited.connect(self.show_notes)

    def fill(self, profile: Profile, severity: SeveritySet | None) -> None:
        """Offer what the policy has, and begin from what was recorded."""
        self._profile = profile
        levels = [(level, level_words(level)) for level in profile.severity.levels]
        self._level.offer([("", self.tr("Choose…")), *levels])
        ticks = [
            Tick(r.match, f"{r.match[:1].upper()}{r.match[1:]}", f"{', '.join(r.clauses)}: {r.level}")
            for r in profile.severity.rules
        ]
        self._rules.offer(ticks)
        self._rules.setVisible(bool(ticks))
        three, four = vectors_of(severity) if severity else ("", "")
        self._rules.put("\n".join(severity.rules) if severity else "")
        self._level.put(severity.level if severity else "")
        self._cwe.put(severity.cwe if severity else "")
        self._three.put(three)
        self._four.put(four)
        self._rationale.put(severity.rationale if severity else "")

    @property
    def fact(self) -> SeveritySet:
        """What the fields say."""
        return SeveritySet(
            level=self._level.value,
            rationale=self._rationale.value,
            cvss=self._three.vector,
            cwe=self._cwe.value,
            cvss4=self._four.vector,
            rules=self._rules.keys,
        )

    def show_notes(self) -> None:
        """Say what the level means beside the vectors, as they stand now."""
        if self._profile is not None:
            vectors = (self._three.vector, self._four.vector)
            self._notes.show_severity(self._profile, self._level.value, vectors)

    def _on_rules(self) -> None:
        """A ticked rule proposes its level; taking it back leaves the choice to the person."""
        if self._profile is not None:
            self._level.put(proposed_level(self._profile, self._level.value, self._rules.keys))
            self.show_notes()

    def _on_score(self) -> None:
        dialog = CvssDialog(self, self._three.vector, self._four.vector)
        dialog.submitted.connect(lambda: self._take(dialog))
        self._show_dialog(dialog)

    def _take(self, dialog: CvssDialog) -> None:
        for field, vector in zip((self._three, self._four), dialog.vectors, strict=True):
            if field.value != vector:
                field.put(vector)
                field.edited.emit()
        dialog.finish_well()
