"""The case that the one in view may be a duplicate of, why, and what to do about it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain import events as e
from desktop.domain.failures import Failure
from desktop.domain.triage import Likeness
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside
from desktop.ui.session import Session
from desktop.ui.triage.likeness_words import circumstances, reasons, strength_chip
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.triage.propose_duplicates import propose_duplicates


class TriageCard(QFrame):
    """One proposal at a time, the likeliest first; hidden while there is none."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._case_id = ""
        self._proposed: tuple[Likeness, ...] = ()
        self._at = 0
        self._heading = Words(look="section")
        self._chip = ChipLabel()
        self._title = InertLabel(look="caption")
        self._reasons = InertLabel(look="body", lines=True)
        self._around = Words(look="small", wrap=True)
        self._merge = ActButton(self.tr("Merge as duplicate…"), self._on_merge, "small")
        self._compare = ActButton(self.tr("Compare…"), self._on_compare, "small")
        self._deny = ActButton(self.tr("Not the same"), self._on_deny, "small")
        self._next = ActButton(self.tr("Next"), self._on_next, "small")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 12)
        rows.setSpacing(6)
        rows.addLayout(beside(self._heading, self._chip, stretch=1, spacing=8))
        for widget in (self._title, self._reasons, self._around):
            rows.addWidget(widget)
        rows.addWidget(FoldingRow(self._compare, self._merge, self._deny, self._next))
        self.hide()

    @property
    def strongest(self) -> str:
        """The case that is shown and proposed with strength, or empty."""
        shown = self._proposed[self._at] if self._proposed else None
        return shown.case_id if shown is not None and shown.strength == "strong" else ""

    def show_case(self, view: CaseView) -> None:
        """Ask anew, unless the case is settled; what was proposed for another case goes at once."""
        case = view.case
        if case.case_id != self._case_id:
            self._show(case.case_id, ())
        if not case.open or case.rejected is not None or case.has(e.ReportConfirmed):
            self._show(case.case_id, ())
            return
        desk, case_id = self._session.desk, case.case_id
        self._session.background.run(
            lambda _p: propose_duplicates(desk, case_id),
            lambda proposed: self._show(case_id, proposed),
            topic="duplicates",
            otherwise=_ignore,
            doing=self.tr("Looking for duplicates"),
        )

    def _show(self, case_id: str, proposed: tuple[Likeness, ...]) -> None:
        view = self._session.view
        if view is not None and case_id != view.case.case_id:
            return
        if (case_id, proposed) != (self._case_id, self._proposed):
            self._case_id, self._proposed, self._at = case_id, proposed, 0
        self.setVisible(bool(proposed))
        if proposed:
            self._tell()

    def _tell(self) -> None:
        like = self._proposed[self._at]
        self._heading.say(self.tr("Looks like {case}").format(case=like.case_id))
        self._chip.tell(strength_chip(like))
        self._title.show_text(like.title)
        self._reasons.show_text(reasons(like))
        self._around.say(circumstances(like))
        more = len(self._proposed)
        self._next.setVisible(more > 1)
        self._next.rename(self.tr("Next ({n} of {all})").format(n=self._at + 1, all=more))

    def _on_next(self) -> None:
        self._at = (self._at + 1) % len(self._proposed)
        self._tell()

    def _on_compare(self) -> None:
        self._session.errand_wanted.emit("compare", self._proposed[self._at].case_id)

    def _on_merge(self) -> None:
        self._session.errand_wanted.emit("merge", self._proposed[self._at].case_id)

    def _on_deny(self) -> None:
        self._session.act(e.DuplicateDenied(other=self._proposed[self._at].case_id))


def _ignore(_failure: Failure) -> None:
    """A proposal that cannot be made is missed by nobody."""
