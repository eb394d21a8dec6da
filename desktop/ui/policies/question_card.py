"""Questions on which promises of the case in view hang, and the answers that were given."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.clocks import Reading
from desktop.domain.policy import Clock, Condition, Profile
from desktop.ui.look.instants import absolute
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.workflows.desk.view_case import CaseView


class QuestionCard(QFrame):
    """Open questions first; nothing is shown where nothing is asked."""

    wanted = Signal(str, str)
    """The policy that asks, and its question."""
    dates_wanted = Signal(str)
    """The policy whose clocks wait for a date."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 12, 16, 12)
        self._rows.setSpacing(8)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show what is asked in this case."""
        clear(self._rows)
        asked = questions(view)
        open_ones = [(p, c) for p, c in asked if (p.policy.id, c.id) not in view.case.answers]
        if open_ones:
            self._rows.addWidget(Words(self.tr("To be answered"), "section"))
        for profile, condition in open_ones:
            self._rows.addWidget(self._question(view, profile, condition))
        for profile, condition in asked:
            if (profile.policy.id, condition.id) in view.case.answers:
                self._rows.addWidget(self._answered(view, profile, condition))
        waiting = waiting_for_dates(view)
        for reading in waiting:
            self._rows.addWidget(self._dateless(reading))
        self.setVisible(bool(asked or waiting))

    def _question(self, view: CaseView, profile: Profile, condition: Condition) -> QWidget:
        block = QWidget()
        rows = column(block, spacing=2)
        rows.addWidget(Words(condition.question, wrap=True))
        for due in due_after_yes(view, profile, condition):
            words = self.tr("If yes: due {when}").format(when=absolute(due))
            rows.addWidget(Words(words, "small", wrap=True))
        answer = self._button(self.tr("Answer…"), profile, condition)
        rows.addWidget(FoldingRow(Words(", ".join(condition.clauses), "small"), answer, spacing=8))
        return block

    def _answered(self, view: CaseView, profile: Profile, condition: Condition) -> QWidget:
        answer = view.case.answers[profile.policy.id, condition.id]
        block = QWidget()
        rows = column(block, spacing=2)
        rows.addWidget(Words(condition.question, "small", wrap=True))
        told = self.tr("Yes: {ground}") if answer.applies else self.tr("No: {ground}")
        rows.addWidget(Words(told.format(ground=answer.ground), wrap=True))
        rows.addWidget(FoldingRow(self._button(self.tr("Change…"), profile, condition)))
        return block

    def _dateless(self, reading: Reading) -> QWidget:
        block = QWidget()
        rows = column(block, spacing=2)
        rows.addWidget(Words(reading.sentence, "small", wrap=True))
        rows.addWidget(Words(self.tr("No date is known for the next release."), wrap=True))
        add = ActButton(self.tr("Add dates…"), lambda: self.dates_wanted.emit(reading.policy_id), "small")
        add.setAccessibleName(self.tr("Add dates: {promise}").format(promise=reading.sentence))
        rows.addWidget(FoldingRow(add))
        return block

    def _button(self, words: str, profile: Profile, condition: Condition) -> ActButton:
        button = ActButton(words, lambda: self.wanted.emit(profile.policy.id, condition.id), "small")
        button.setAccessibleName(f"{words.rstrip('…')}: {condition.question}")
        return button


def waiting_for_dates(view: CaseView) -> list[Reading]:
    """Clocks that have begun and wait for nothing but the date of a release."""
    found = []
    for profile in (view.profile, *view.packs):
        dated = {clock.id for clock in profile.clocks if clock.within.startswith("next:")}
        found += [
            reading
            for reading in view.readings
            if reading.policy_id == profile.policy.id
            and reading.clock in dated
            and reading.state == "waiting"
            and reading.since is not None
        ]
    return found


def due_after_yes(view: CaseView, profile: Profile, condition: Condition) -> list[datetime]:
    """The dates that hang on the answer, the earliest first."""
    hanging = {clock.id for clock in profile.clocks if clock.when == condition.id}
    waiting = [r for r in view.readings if r.policy_id == profile.policy.id and r.clock in hanging]
    return sorted({r.due for r in waiting if r.state == "conditional" and r.due is not None})


def questions(view: CaseView) -> list[tuple[Profile, Condition]]:
    """The questions that matter now: answered ones, and those for which a clock waits."""
    states = {(reading.policy_id, reading.clock): reading.state for reading in view.readings}
    found = []
    for profile in (view.profile, *view.packs):
        policy_id = profile.policy.id
        waiting = {
            name
            for clock in profile.clocks
            for name in _asked_by(clock, states.get((policy_id, clock.id), ""))
        }
        found += [
            (profile, condition)
            for condition in profile.conditions
            if condition.id in waiting or (policy_id, condition.id) in view.case.answers
        ]
    return found


def _asked_by(clock: Clock, state: str) -> tuple[str, ...]:
    """The conditions for which a clock waits: for its outer bound it stands without a date meanwhile."""
    if state == "conditional":
        return (clock.when, clock.outer_when)
    return (clock.outer_when,) if state == "undated" else ()
