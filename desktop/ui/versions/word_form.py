"""A person's word on versions: a state, its justification where it needs one, and what it rests on."""

from typing import cast

from PySide6.QtWidgets import QWidget

from desktop.domain.events import VersionJudged
from desktop.domain.matrix.cells import CellState
from desktop.domain.matrix.matrix import Matrix
from desktop.domain.matrix.rows import Row
from desktop.ui.look.version_words import justification_words, state_words
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.layout import column


class WordForm(QWidget):
    """About the rows that are selected, or a version that no row is of."""

    def __init__(self) -> None:
        super().__init__()
        self.state = ChoiceField(self.tr("What is selected is"), list(state_words().items()))
        self.justification = ChoiceField(self.tr("Because"), list(justification_words().items()))
        self.ground = LineField(self.tr("It rests on"), "", self.tr("a commit, a test, what was read"))
        self.other = LineField(self.tr("Another version"), "", self.tr("if it is not in the table"))
        self.state.edited.connect(self._on_state_chosen)
        rows = column(self, spacing=8)
        rows.addWidget(FoldingRow(self.state, self.justification, grow=(self.justification,), spacing=14))
        rows.addWidget(FoldingRow(self.ground, self.other, grow=(self.ground,), spacing=14))
        self._on_state_chosen()

    def begin(self) -> None:
        """Say what the selected rows are."""
        self.state.control.setFocus()

    def forget(self) -> None:
        """The next word has a ground of its own."""
        self.ground.put("")
        self.other.put("")

    def acts(self, matrix: Matrix, rows: tuple[Row, ...]) -> tuple[VersionJudged, ...]:
        """What is said: of the version that was typed, else of each row."""
        if typed := self.other.value:
            named = any(row.name == typed for row in matrix.rows if row.sort != "supported")
            return (self._act(matrix, typed, branch=typed in matrix.branches and not named),)
        return tuple(self._act(matrix, row.name, branch=row.sort == "supported") for row in rows)

    def _act(self, matrix: Matrix, version: str, *, branch: bool) -> VersionJudged:
        why = self.justification.value if self.state.value == "not-affected" else ""
        return VersionJudged(
            product=matrix.product,
            version=version,
            state=cast("CellState", self.state.value),
            ground=self.ground.value,
            justification=why,  # type: ignore[arg-type]  # one of the five that were offered
            finding=matrix.finding,
            branch=branch,
        )

    def _on_state_chosen(self) -> None:
        self.justification.setVisible(self.state.value == "not-affected")
