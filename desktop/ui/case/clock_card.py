"""The promise that asks first, large, with the policy's own sentence; and all the others below."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.clocks import Reading, hangs_on_severity
from desktop.domain.inert import Untrusted
from desktop.ui.look.instants import absolute, overdue_by, relative, short
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.tips import give_tip


class NextPromise(QFrame):
    """One clock, big enough to be seen from the next chair."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._heading = Words(look="section")
        self._until = Words(look="display", wrap=True)
        self._when = Words(look="small", wrap=True)
        self._sentence = Words(wrap=True)
        self._quotes = InertLabel(look="small", lines=True)
        self._clauses = Words(look="small")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(3)
        rows.addWidget(self._heading)
        rows.addWidget(self._until)
        rows.addWidget(self._when)
        rows.addSpacing(6)
        rows.addWidget(self._sentence)
        rows.addWidget(self._quotes)
        rows.addWidget(self._clauses)

    def show_reading(self, reading: Reading | None, now: datetime) -> None:
        """Show this promise, or that nothing is due."""
        self._heading.say(self._headed(reading, now))
        if reading is None:
            self._until.say(self.tr("Nothing is due"), "title")
            for label in (self._when, self._quotes, self._clauses):
                label.hide()
            self._sentence.say(self.tr("Every promise of the policy is kept, or waits for something."))
            give_tip(self, "")
            return
        self._until.say(*_headline(reading, now))
        self._when.setVisible(reading.due is not None)
        self._when.say(_when(reading))
        self._sentence.say(reading.sentence)
        self._quotes.setVisible(bool(reading.quotes))
        self._quotes.show_text(quoted_lines(reading))
        self._clauses.setVisible(bool(reading.clauses))
        self._clauses.say(", ".join(reading.clauses))
        give_tip(self, origin_of(reading))

    def _headed(self, reading: Reading | None, now: datetime) -> str:
        if reading is not None and _is_over(reading, now):
            return self.tr("Overdue promise")
        return self.tr("Next promise")


class ClockList(QWidget):
    """Every clock of the policy with its state."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=9)
        self._shown: list[tuple[Reading, str]] | None = None

    def show_readings(self, readings: tuple[Reading, ...], now: datetime) -> None:
        """Draw the clocks anew, where their words have changed."""
        lines = [(reading, _detail(reading, now)) for reading in readings]
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._rows)
        for reading, told in lines:
            if reading.state != "not-applicable":
                self._rows.addWidget(self._line(reading, told))
        if not self._rows.count():
            self._rows.addWidget(Words(self.tr("No promise runs."), "muted"))

    def _line(self, reading: Reading, told: str) -> QWidget:
        line = QWidget()
        give_tip(line, origin_of(reading))
        rows = column(line, spacing=2)
        rows.addWidget(Words(reading.sentence, wrap=True))
        if reading.quotes:
            rows.addWidget(InertLabel(quoted_lines(reading), "small", lines=True))
        detail = Words(told, "small", wrap=True)
        chip = ChipLabel(state_chip(reading.state, reading.why))
        rows.addWidget(FoldingRow(detail, chip, grow=(detail,), spacing=8))
        return line


def quoted_lines(reading: Reading) -> Untrusted:
    """The policy's own sentences that made a promise."""
    return Untrusted(" ".join(f"“{quote}”" for quote in reading.quotes))


def origin_of(reading: Reading) -> str:
    """Where a promise comes from and why it stands as it does, for a tooltip."""
    assumed = QCoreApplication.translate("Clocks", "Where the policy is silent: {choice}")
    lines = (
        reading.sentence,
        quoted_lines(reading).line,
        said(reading.why),
        assumed.format(choice=reading.assumed) if reading.assumed else "",
        ", ".join(reading.clauses),
    )
    return "\n".join(line for line in lines if line)


def _headline(reading: Reading, now: datetime) -> tuple[str, str]:
    chip = state_chip(reading.state, reading.why)
    if reading.due is None or reading.state == "conditional":
        return chip.words.capitalize(), "title"
    if _is_over(reading, now):
        return overdue_by(reading.due, now), "display-bad"
    return relative(reading.due, now), "display"


def _is_over(reading: Reading, now: datetime) -> bool:
    """What only may apply is owed to nobody yet, and so never over."""
    return reading.due is not None and reading.due < now and reading.state != "conditional"


def _when(reading: Reading) -> str:
    """The date; of what may apply, with what it hangs on."""
    if reading.due is None:
        return ""
    if reading.state != "conditional":
        return absolute(reading.due)
    words = QCoreApplication.translate("Clocks", "If yes: due {when}")
    if hangs_on_severity(reading.why):
        words = QCoreApplication.translate("Clocks", "If it counts: due {when}")
    return words.format(when=absolute(reading.due))


def _detail(reading: Reading, now: datetime) -> str:
    moment = reading.met_at or reading.due
    clauses = ", ".join(reading.clauses)
    if moment is None:
        return said(reading.why) or clauses
    shown = absolute(moment) if reading.force == "rule" else short(moment)
    return f"{shown} ({relative(moment, now)}) · {clauses}" if clauses else shown
