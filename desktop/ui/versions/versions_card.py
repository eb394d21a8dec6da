"""What is known of the versions, beside the form that lists them: a line for each product, and the way in."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.inert import Untrusted
from desktop.domain.matrix.known import Known
from desktop.domain.matrix.matrix import Matrix
from desktop.ui.look.sentences import said
from desktop.ui.look.version_words import branches_chip, state_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, clear
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


class VersionsCard(QFrame):
    """`on_take` fills the form from what follows from a matrix; nothing is recorded by it."""

    def __init__(self, session: Session, on_take: Callable[[Known], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._on_take = on_take
        self._shown: tuple[Known, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.open = ActButton(
            self.tr("Look at versions…"), lambda: session.errand_wanted.emit("versions", ""), "small"
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Which versions are affected"), "section", wrap=True))
        rows.addLayout(self._lines)
        rows.addWidget(FoldingRow(self.open))

    def show_known(self, view: CaseView) -> None:
        """List it, if it is other than before."""
        known = tuple(one for one in view.known if not one.matrix.finding)
        if known == self._shown:
            return
        self._shown = known
        clear(self._lines)
        for one in known:
            self._add(one)
        if not known:
            told = self.tr(
                "Name the product above; then its versions can be looked at, with or without a clone."
            )
            self._lines.addWidget(Words(told, "muted", wrap=True))

    def _standing(self, matrix: Matrix) -> str:
        """Each supported branch with its state; where there is none, how many versions are in which."""
        words = state_words()
        if matrix.branches:
            return "; ".join(f"{branch}: {words[matrix.branch(branch).state]}" for branch in matrix.branches)
        counts = Counter[str](row.state for row in matrix.rows)
        told = [f"{words[state]}: {counts[state]}" for state in words if counts[state]]
        return "; ".join(told) or self.tr("No version and no supported branch is known yet.")

    def _add(self, known: Known) -> None:
        name = InertLabel(Untrusted(known.matrix.product))
        heading = beside(name, ChipLabel(branches_chip(known.matrix)), spacing=8)
        heading.setStretch(1, 0)
        self._lines.addLayout(heading)
        self._lines.addWidget(InertLabel(Untrusted(self._standing(known.matrix)), "small", lines=True))
        for remark in known.remarks:
            self._lines.addWidget(InertLabel(Untrusted(said(remark)), "warn", lines=True))
        if known.proposal.affected:
            listed = self.tr("To be listed by it: {versions}.").format(
                versions="; ".join(known.proposal.affected)
            )
            label = InertLabel(Untrusted(listed), "small", lines=True)
            take = ActButton(self.tr("Put into the form"), lambda: self._on_take(known), "small")
            self._lines.addWidget(FoldingRow(label, take, grow=(label,)))
