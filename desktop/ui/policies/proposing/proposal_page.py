"""The page of a policy's own text: its lines on one side, what was read in them on the other."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.policy.proposing import LeftOut, Open, Passage, Proposal, Proposed
from desktop.domain.policy.proposing.reviewing import Lacks, Review, lacks_of, with_decisions_for
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import Rule, Sheet, column, tab_through
from desktop.ui.policies.proposing.point_card import PointCard
from desktop.ui.policies.proposing.point_list import PointList
from desktop.ui.policies.proposing.source_text import SourceText

_TEXT_PX, _POINTS_PX, _LEAST_PX, _LIST_PX = 520, 520, 300, 230


class ProposalPage(QWidget):
    """Holds the review; `reviewed` tells that a person decided something."""

    reviewed = Signal()
    correct_wanted = Signal(object)
    adopt_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.proposal: Proposal | None = None
        self.review = Review()
        self._same: tuple[str, ...] = ()
        self.source = SourceText()
        self.points = PointList()
        self.card = PointCard()
        self._title = InertLabel(look="title")
        self._told = Words(look="muted", wrap=True)
        self._state = Words(look="muted", wrap=True)
        self._adopt = ActButton(self.tr("Adopt…"), self._on_adopt, "primary", "seal")
        self._as_before = ActButton(self.tr("Accept what is as before"), self._accept_same, mark="check")
        self._leave = ActButton(self.tr("Back to the policies"), self.left.emit, "quiet")
        self.points.chosen.connect(self._on_chosen)
        self.points.wanted.connect(self._on_wanted)
        self.card.wanted.connect(self._on_wanted)
        self.card.sought.connect(self.points.go_to)
        self.card.answered.connect(self._on_answered)
        self._lay_out()

    def _lay_out(self) -> None:
        head = column(top := QWidget(), spacing=4)
        head.setContentsMargins(20, 14, 20, 10)
        head.addWidget(FoldingRow(self._title, self._leave, grow=(self._title,)))
        head.addWidget(self._told)
        text = column(left := QWidget())
        text.setContentsMargins(14, 12, 14, 12)
        text.addWidget(self.source, 1)
        right = column(points := QWidget(), spacing=10)
        right.setContentsMargins(14, 12, 10, 12)
        sheet = self._sheet = Sheet(self.tr("The point in view"), margin=4, spacing=0)
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it
        sheet.rows.addWidget(self.card)
        sheet.rows.addStretch(1)
        self.points.setMinimumHeight(grown(_LIST_PX, _LIST_PX))
        right.addWidget(self.points, 2)
        right.addWidget(sheet, 3)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part in (left, points):
            part.setMinimumWidth(_LEAST_PX)
            split.addWidget(part)
        split.setSizes([_TEXT_PX, _POINTS_PX])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 12)
        foot.addWidget(FoldingRow(self._adopt, self._as_before, self._state, grow=(self._state,)))
        rows = column(self)
        rows.addWidget(top)
        rows.addWidget(Rule())
        rows.addWidget(split, 1)
        rows.addWidget(Rule())
        rows.addLayout(foot)

    # --- showing -------------------------------------------------------------------------------------

    def begin(
        self, proposal: Proposal, texts: Sequence[tuple[str, str]], review: Review, same: Sequence[str]
    ) -> None:
        """Show what was read in these texts; `same` are values as the version in use has them."""
        self.proposal, self.review, self._same = proposal, review, tuple(same)
        self._title.show_text(Untrusted(", ".join(name for name, _ in texts)))
        self._told.say(self._first_words(proposal), "warn" if proposal.not_a_policy else "muted")
        self.source.show_texts(texts, _passages(proposal))
        self.points.setCurrentRow(-1)
        self._as_before.setVisible(bool(same))
        self._show()
        self.points.setFocus()

    def decide(self, review: Review) -> None:
        """This is what was decided by now: go on to what is still open."""
        if self.proposal is not None:
            self.review = review
            self._show()
            self.points.go_on(self.proposal, review)
            self._show_card()
            self.reviewed.emit()

    def _first_words(self, proposal: Proposal) -> str:
        if proposal.not_a_policy or not proposal.items:
            return self.tr(
                "This text makes no promise that could run. Nothing is proposed, and nothing was written."
            )
        return self.tr(
            "Each value stands beside the sentence that it was read in. Nothing holds before you accept it."
        )

    def _show(self) -> None:
        assert self.proposal is not None
        self.points.show_points(self.proposal, self.review)
        lacks = lacks_of(self.proposal, self.review)
        told = lacking_words(lacks) or self.tr("Everything is decided.")
        any_promise = bool(self.proposal.items) and not self.proposal.not_a_policy
        self._state.say(told if any_promise else "", "muted" if lacks else "good")
        self._adopt.setEnabled(any_promise)
        self._show_card()

    def _show_card(self) -> None:
        assert self.proposal is not None
        if self.card.show_point(self.points.point, self.proposal, self.review):
            tab_through(self._sheet, self.card)

    def _on_chosen(self, point: object) -> None:
        if isinstance(point, LeftOut):
            self.source.lead_to([point.passage])
        elif isinstance(point, Proposed | Open):
            self.source.lead_to(point.passages)
        self._show_card()

    def changeEvent(self, event: QEvent) -> None:
        """Marks and icons have their tones of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.proposal is not None:
            self.points.show_points(self.proposal, self.review)
            self.source.mark()

    # --- deciding ------------------------------------------------------------------------------------

    def _on_wanted(self, act: str) -> None:
        point = self.points.point
        if not isinstance(point, Proposed):
            return
        if act == "correct":
            self.correct_wanted.emit(point)
        elif act == "accept":
            self.decide(self.review.accept(point.id))
        elif act == "refuse":
            self.decide(self.review.refuse(point.id))
        self.points.setFocus()

    def _on_answered(self, name: str, words: str) -> None:
        self.decide(self.review.answer(name, words))
        if (following := self.card.field) is not None and isinstance(self.points.point, Open):
            following.control.setFocus()
        else:
            self.points.setFocus()

    def _accept_same(self) -> None:
        self.decide(with_decisions_for(self.review, self._same))

    def _on_adopt(self) -> None:
        if self.proposal is None:
            return
        lacks = lacks_of(self.proposal, self.review)
        if lacks:
            told = self.tr("Not yet: {what} Nothing was written.")
            self._state.say(told.format(what=lacking_words(lacks)), "bad")
            self.points.go_on(self.proposal, self.review)
            self.points.setFocus()  # its letters decide, and what is lacking is in view
            return
        self.adopt_wanted.emit()


def _passages(proposal: Proposal) -> list[Passage]:
    return [passage for item in proposal.items for passage in item.passages]


def lacking_words(lacks: Lacks) -> str:
    """What is still to be done, in a sentence or two; empty where nothing is."""
    translate = QCoreApplication.translate
    told = (
        (len(lacks.undecided), translate("ProposalWords", "To decide: {n}.")),
        (len(lacks.unanswered), translate("ProposalWords", "To answer: {n}.")),
        (len(lacks.conflicts), translate("ProposalWords", "Contradictions to resolve: {n}.")),
        (len(lacks.missing), translate("ProposalWords", "Accepted without what they rest on: {n}.")),
    )
    found = [words.format(n=n) for n, words in told if n]
    if lacks.nothing and not lacks.undecided:
        found.append(translate("ProposalWords", "Nothing was accepted: there would be no promise."))
    return " ".join(found)
