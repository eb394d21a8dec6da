"""A message that looks like a letter of ours: which letter it was, or whether it is a report after all."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.formats.letters.kinds import EVENTS, LETTER_KINDS, LetterKind
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.instants import absolute
from desktop.ui.look.letter_words import letter_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.recognise_sent import SentCopy


class SentDialog(Dialog):
    """Accepted, it is recorded as sent; `report_meant` says that it came from outside."""

    report_meant = Signal()

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
        self._when = WhenField(self.tr("Sent"), copy.sent_at or now)
        self._sent_at = copy.sent_at
        if copy.sent_at is not None:
            said = self.tr("Sent {when}").format(when=absolute(copy.sent_at))
            self.rows.addWidget(Words(said, wrap=True))
        else:
            self.rows.addWidget(self._when)
        report = ActButton(self.tr("No, take it in as a report"), self._on_report, "quiet")
        self.rows.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        self.finish(self.tr("Record it as sent"), cancel=self.tr("Cancel"))

    @property
    def kind(self) -> LetterKind:
        """Which letter it was."""
        return next(kind for kind in LETTER_KINDS if kind == self._kind.value)

    @property
    def sent_at(self) -> datetime | None:
        """When, where the message itself does not say."""
        return None if self._sent_at is not None else self._when.instant

    def _on_report(self) -> None:
        self.report_meant.emit()
        self.reject()
