"""A message that looks like a letter of ours: which letter it was, or whether it is a report after all."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import CLOCK_SKEW
from desktop.domain.inert import Untrusted
from desktop.formats.letters.kinds import EVENTS, LETTER_KINDS, LetterKind
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import absolute
from desktop.ui.look.letter_words import letter_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.correspondence.recognise_sent import SentCopy


class SentDialog(ActDialog):
    """Submitted, it is recorded as sent; `report_meant` says that it came from outside."""

    report_meant = Signal()
    rest_left = Signal()
    """Neither this one nor those that wait are to be asked about."""

    def __init__(self, parent: QWidget, copy: SentCopy, now: datetime) -> None:
        super().__init__(parent, self.tr("Was this letter sent from here?"))
        intro = self.tr("It looks like a letter about {case}, not like a report.")
        self.rows.addWidget(Words(intro.format(case=copy.case_id), "muted", wrap=True))
        recipients = Untrusted(", ".join(to.raw for to in copy.recipients))
        for caption, words in (
            (self.tr("From"), copy.sender),
            (self.tr("To"), recipients),
            (self.tr("Subject"), copy.subject),
        ):
            self.rows.addWidget(Words(caption, "caption"))
            self.rows.addWidget(InertLabel(words))
        for doubt in copy.doubts:
            self.rows.addWidget(Words(doubt, "warn", wrap=True))
        self._kind = ChoiceField(
            self.tr("It was"), [(k, letter_words(k)) for k in LETTER_KINDS if k in EVENTS]
        )
        self._kind.put(copy.kind or "")
        self.rows.addWidget(self._kind)
        dated = has_usable_date(copy, now)
        self._when = WhenField(self.tr("Sent"), (copy.sent_at if dated else None) or now)
        if copy.sent_at is not None:
            said = self.tr("Sent {when}") if dated else self.tr("By its Date it was sent {when}.")
            told = said.format(when=absolute(copy.sent_at))
            self.rows.addWidget(Words(told, "body" if dated else "warn", wrap=True))
        self.rows.addWidget(self._when)
        self._asks_when = not dated
        self._when.setVisible(self._asks_when)
        report = ActButton(self.tr("No, take it in as a report"), self._on_report, "quiet")
        self.rows.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        self._more = Words(look="small")
        self._leave_all = ActButton(self.tr("Leave them all"), self._on_rest_left, "quiet")
        self.rows.addWidget(FoldingRow(self._more, self._leave_all, grow=(self._more,)))
        self.finish(self.tr("Record it as sent"), cancel=self.tr("Leave it"))
        self.tell_more(0)

    def tell_more(self, number: int) -> None:
        """Say how many others wait to be asked about."""
        self._more.say(self.tr("%n more after this one.", "", number))
        for widget in (self._more, self._leave_all):
            widget.setVisible(bool(number))

    @property
    def kind(self) -> LetterKind:
        """Which letter it was."""
        return next(kind for kind in LETTER_KINDS if kind == self._kind.value)

    @property
    def sent_at(self) -> datetime | None:
        """When, where the message itself does not say, or says what cannot be."""
        return self._when.instant if self._asks_when else None

    def refuse(self, sentence: str) -> None:
        """What was refused may be the time: it can be given from now on."""
        if sentence and self.is_open:
            self._asks_when = True
            self._when.show()
        super().refuse(sentence)

    def _on_rest_left(self) -> None:
        self.rest_left.emit()
        self.reject()

    def _on_report(self) -> None:
        self.report_meant.emit()
        self.reject()


def has_usable_date(copy: SentCopy, now: datetime) -> bool:
    """Whether the message's own Date can stand for when it was sent."""
    return copy.sent_at is not None and copy.sent_at <= now + CLOCK_SKEW
