"""The similar problems that the audit found: each a finding with versions of its own."""

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.events import VariantFound
from desktop.domain.inert import Untrusted
from desktop.domain.matrix.known import Known
from desktop.ui.look.version_words import branches_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, clear
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


class VariantsCard(QFrame):
    """Lists them, and leads to their versions."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._shown: tuple[object, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        wanted = session.errand_wanted.emit
        self.add = ActButton(
            self.tr("Add a similar problem…"), lambda: wanted("variant", ""), "small", "plus"
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Similar problems"), "section"))
        rows.addLayout(self._lines)
        rows.addWidget(FoldingRow(self.add))

    def show_variants(self, view: CaseView) -> None:
        """List them, if they are others than before."""
        self.add.setEnabled(view.case.open)
        shown = (view.case.variants, view.known)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        for variant in view.case.variants:
            self._add(variant, tuple(k for k in view.known if k.matrix.finding == variant.name))
        if not view.case.variants:
            why = self.tr("Each one that the audit finds has its own versions, and its own fixes.")
            self._lines.addWidget(EmptyState(Emptiness(self.tr("None yet."), why), centred=False))

    def _add(self, variant: VariantFound, known: tuple[Known, ...]) -> None:
        chips = [ChipLabel(branches_chip(one.matrix)) for one in known]
        heading = beside(InertLabel(Untrusted(variant.name)), *chips, spacing=8)
        for place in range(1, len(chips) + 1):
            heading.setStretch(place, 0)
        self._lines.addLayout(heading)
        self._lines.addWidget(InertLabel(Untrusted(variant.where), "small", lines=True))
        look = ActButton(
            self.tr("Look at its versions…"),
            partial(self._session.errand_wanted.emit, "versions", variant.name),
            "small",
        )
        look.setAccessibleName(
            self.tr("Look at the versions of {name}").format(name=Untrusted(variant.name).line)
        )
        self._lines.addLayout(beside(look, stretch=1))
