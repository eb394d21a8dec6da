"""A sample report that came now: when each promise would be due under the answers at hand."""

from datetime import tzinfo

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.clocks.hold import Hold
from desktop.ui.look.instants import absolute
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.policies.adopt_preview import Preview, PreviewLine


class SampleCard(QFrame):
    """Drawn anew with every answer, in the time zone that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(9)
        rows.addWidget(Words(self.tr("What follows"), "section"))
        told = self.tr("For a report that came now, was answered after one day and confirmed after three:")
        rows.addWidget(Words(told, "small", wrap=True))
        self._lines = column(body := QWidget(), spacing=9)
        rows.addWidget(body)

    def show_preview(self, preview: Preview) -> None:
        """Show this instead."""
        clear(self._lines)
        if preview.flaws:
            self.say(self.tr("Nothing can be told as long as an answer cannot be used."))
        for line in preview.lines:
            self._lines.addWidget(_promise(line, preview.zone))
        if preview.hold is not None:
            self._show_hold(preview.hold, preview.zone)

    def _show_hold(self, hold: Hold, zone: tzinfo) -> None:
        words = self.tr("Details are held until then, or sooner.")
        if hold.until is None:
            words = self.tr("Until when details are held:")
        elif not hold.may_come_sooner:
            words = self.tr("Details are held until then.")
        self._lines.addWidget(_promise(PreviewLine(words, hold.until, hold.why), zone))
        if hold.publish_by is not None:
            words = self.tr("Published by then at the latest, fix or no fix.")
            self._lines.addWidget(_promise(PreviewLine(words, hold.publish_by, ""), zone))

    def say(self, words: str) -> None:
        """Say why there is nothing to show."""
        clear(self._lines)
        self._lines.addWidget(Words(words, "muted", wrap=True))


def _promise(line: PreviewLine, zone: tzinfo) -> QWidget:
    shown = QWidget()
    rows = column(shown, spacing=1)
    rows.addWidget(Words(line.sentence, "small", wrap=True))
    if line.due is not None:
        rows.addWidget(Words(absolute(line.due, zone), "caption", wrap=True))
    else:
        rows.addWidget(Words(line.why, wrap=True))
    return shown
