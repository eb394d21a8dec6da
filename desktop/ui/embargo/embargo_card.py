"""The embargo of the case in view: state, until when, by what, every date, what is proposed, whom to tell."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.embargo.state import Embargo, Proposal, Term
from desktop.domain.embargo.to_tell import ToTell
from desktop.domain.inert import Untrusted
from desktop.domain.policy.quoting import quotes_of
from desktop.ui.case.policy_tips import sentences_by
from desktop.ui.embargo.embargo_words import basis_words, hours, proposal_words, state_chip, term_words
from desktop.ui.embargo.to_tell_list import ToTellList
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.parts.tips import give_tip
from desktop.workflows.desk.view_case import CaseView

Ask = Callable[[str, str], None]


class EmbargoCard(QWidget):
    """`ask` opens what is needed to change something, `go` leads to a tab, `tell` to where one is told."""

    def __init__(self, ask: Ask, go: Ask, tell: Callable[[ToTell], None]) -> None:
        super().__init__()
        self._ask, self._go = ask, go
        self._chip = ChipLabel()
        self.until = Words(wrap=True)
        self._basis = Words(look="small", wrap=True)
        self._why = Words(look="small", wrap=True)
        self._quotes = InertLabel(look="small", lines=True)
        self._attacks = Words(look="warn", wrap=True)
        self._dates = QVBoxLayout()
        self._dates.setSpacing(6)
        self._shown: object = None
        self.people = ToTellList(tell)
        self.agree = ActButton(self.tr("Agree on a date…"), partial(ask, "disclosure", ""), "small")
        self.propose = ActButton(self.tr("Record a proposal…"), partial(ask, "propose", ""), "small")
        self.end = ActButton(self.tr("End it by agreement…"), partial(ask, "end-embargo", ""), "small")
        self.break_glass = ActButton(self.tr("Break the glass…"), partial(ask, "break-glass", ""), "small")
        self.mend = ActButton(
            self.tr("Pressed by mistake: take it back"), partial(ask, "mend-glass", ""), "small"
        )
        rows = column(self, spacing=5)
        rows.addLayout(beside(self._chip, stretch=1))
        for words in (self.until, self._basis, self._why, self._quotes, self._attacks):
            rows.addWidget(words)
        rows.addLayout(self._dates)
        self._rows = {
            button: FoldingRow(button) for button in (self.agree, self.propose, self.end, self.break_glass)
        }
        for row in self._rows.values():
            rows.addWidget(row)
        rows.addWidget(self.people)
        self._rows[self.mend] = FoldingRow(self.mend)
        rows.addWidget(self._rows[self.mend])

    def show_case(self, view: CaseView) -> None:
        """Show how it stands at this moment."""
        embargo = view.embargo
        self._chip.tell(state_chip(embargo.state))
        by_policy = "\n".join(sentences_by(view, view.profile.disclosure.clauses))
        for words in (self._chip, self.until, self._basis):
            give_tip(words, by_policy)
        self._show_end(view)
        basis = basis_words(embargo)
        self._basis.say(basis)
        self._basis.setVisible(bool(basis))
        self._why.say("" if embargo.ended is not None and embargo.ended.by else view.hold.why)
        self._why.setVisible(bool(self._why.text()))
        profile = view.profile
        quotes = quotes_of(profile.policy, profile.disclosure.clauses) if not embargo.ended else ()
        self._quotes.show_text(Untrusted(" ".join(f"“{quote}”" for quote in quotes)))
        self._quotes.setVisible(bool(quotes))
        self._show_attacks(embargo)
        self._show_dates(view)
        ended = embargo.ended
        over = ended is not None and (ended.final or bool(ended.by))
        self._offer(self.agree, wanted=not over)
        self._offer(self.propose, wanted=not over)
        self._offer(self.end, wanted=embargo.holds and view.case.open)
        self._offer(self.break_glass, wanted=view.case.open and view.case.exit is None and ended is None)
        self.people.setVisible(bool(view.to_tell))
        self.people.show_people(view)
        untold = all(person.told_at is None for person in view.to_tell)
        self._offer(self.mend, wanted=view.case.glass_broken and untold)

    def _offer(self, button: ActButton, *, wanted: bool) -> None:
        """A button that makes no sense now leaves no gap either."""
        button.setVisible(wanted)
        self._rows[button].setVisible(wanted)

    def _show_end(self, view: CaseView) -> None:
        hold = view.hold
        if hold.until is None:
            words = self.tr("Until somebody decides") if not hold.stated else self.tr("No date known yet")
        elif hold.ended(view.at):
            ended = view.embargo.ended
            words = self.tr("Ended {when}").format(when=hours(ended.at if ended else hold.until, view))
        else:
            words = self.tr("Until {when}").format(when=hours(hold.until, view))
        if hold.may_come_sooner:
            words = self.tr("{until}, or sooner").format(until=words)
        self.until.say(words)

    def _show_attacks(self, embargo: Embargo) -> None:
        since = embargo.attacks_since
        self._attacks.setVisible(since is not None)
        if since is not None:
            words = self.tr("Attacks are known since {when}: the embargo should end. Somebody has to decide.")
            self._attacks.say(words.format(when=absolute(since)))

    def _show_dates(self, view: CaseView) -> None:
        """Every date, the latest first, and the proposals; drawn anew where they are others."""
        embargo = view.embargo
        if (embargo.terms, embargo.proposals) == self._shown:
            return
        self._shown = embargo.terms, embargo.proposals
        clear(self._dates)
        for proposal in reversed(embargo.proposals):
            self._dates.addWidget(self._proposal(proposal, view))
        if len(embargo.terms) > 1 or (embargo.term is not None and embargo.term.by != "policy"):
            for term in reversed(embargo.terms):
                self._dates.addWidget(self._term(term, view))

    def _proposal(self, proposal: Proposal, view: CaseView) -> QWidget:
        line = QWidget()
        rows = column(line, spacing=2)
        is_open = proposal.answer == "open"
        rows.addWidget(Words(proposal_words(proposal, view), "warn" if is_open else "small", wrap=True))
        for said in filter(None, (proposal.ground, proposal.reason)):
            rows.addWidget(InertLabel(Untrusted(said), "small", lines=True))
        if is_open:
            refuse = ActButton(self.tr("Turn it down…"), partial(self._ask, "refuse", proposal.id), "small")
            agree = ActButton(self.tr("Agree…"), partial(self._ask, "disclosure", proposal.id), "small")
            rows.addWidget(FoldingRow(agree, refuse, spacing=6))
        return line

    def _term(self, term: Term, view: CaseView) -> QWidget:
        """A party's name may be a stranger's."""
        line = QWidget()
        rows = column(line, spacing=2)
        rows.addWidget(InertLabel(Untrusted(term_words(term, view)), "small", lines=True))
        if term.message:
            look = ActButton(self.tr("The message that proves it…"), partial(self._go, "thread", ""), "small")
            rows.addWidget(FoldingRow(look))
        elif term.evidence:
            rows.addWidget(InertLabel(Untrusted(term.evidence), "small", lines=True))
        return line
