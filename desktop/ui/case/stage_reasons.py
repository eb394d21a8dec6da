"""What heads the page of a stage: why it asks, what the policy says of it by its clauses, what is missing."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop.domain.stages import Need
from desktop.ui.case.clock_card import origin_of
from desktop.ui.case.policy_tips import promised_in, quoted, standing, words_of
from desktop.ui.look.need_words import need_within, need_words
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.tips import give_tip
from desktop.workflows.desk.view_case import CaseView


class StageReasons(QWidget):
    """Three things, each a line or a few; promises that do not apply are left out."""

    def __init__(self, why: str = "") -> None:
        super().__init__()
        self.why = Words(why, "small", wrap=True)
        if not why:
            self.why.hide()  # shown before it is part of the page, it would be a window of its own
        self.missing = Words(look="warn", wrap=True)
        self._policy = QWidget()
        self._promises = column(self._policy, spacing=3)
        self._shown: list[tuple[str, str]] = []
        rows = column(self, spacing=5)
        for widget in (self.why, self._policy, self.missing):
            rows.addWidget(widget)

    def show_stage(self, view: CaseView, stage: str) -> None:
        """Show what is asked of this stage; "" is the page of none."""
        needs = [need for shown in view.stages if shown.stage == stage for need in shown.needs]
        lacks = [_named(need, first=not n) for n, need in enumerate(n for n in needs if not n.settled)]
        self.missing.say(self.tr("Missing: {needs}").format(needs="; ".join(lacks)))
        self.missing.setVisible(bool(lacks))
        lines = list(self._said(view, stage)) if stage else []
        if stage and not lines:
            lines = [(self._asked([need for need in needs if need.clauses]), "")]
        self._policy.setVisible(bool(lines))
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._promises)
        for words, tip in lines:
            line = Words(words, "small", wrap=True)
            give_tip(line, tip)
            self._promises.addWidget(line)

    def _said(self, view: CaseView, stage: str) -> Iterator[tuple[str, str]]:
        words = self.tr("The policy says: {sentence} {state}.")
        for reading in promised_in(view, stage):
            sentence = quoted(words_of(reading), reading.clauses)
            yield words.format(sentence=sentence, state=standing(reading)), origin_of(reading)

    def _asked(self, needs: list[Need]) -> str:
        """A stage about which no promise runs; steps of the policy may ask for something all the same."""
        if not needs:
            return self.tr("The policy says nothing of this stage: it is house procedure.")
        steps = "; ".join(quoted(need_words(need), need.clauses) for need in needs)
        return self.tr("The policy sets no time here, and asks: {steps}.").format(steps=steps)


def _named(need: Need, *, first: bool) -> str:
    words = need_words(need) if first else need_within(need)
    return f"{words} ({', '.join(need.clauses)})" if need.clauses else words
