"""The words of one entry of a thread, inert: a message, the kept copy of a letter, a draft, a note."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.domain.thread import Entry
from desktop.ui.look.instants import absolute
from desktop.ui.look.thread_words import parties, standing_chip, titled, told_when
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.reader.text_reader import TextReader
from desktop.ui.session import Session
from desktop.workflows.correspondence.read_thread import read_entry


class EntryView(QWidget):
    """`written` asks for the letter that the button names; what the vault keeps is read in the background."""

    written = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: Entry | None = None
        self._unread: Entry | None = None
        self._subject = InertLabel(look="heading", lines=True)
        self._who = InertLabel(look="body")
        self._state = ChipLabel()
        self._when = Words(look="small", wrap=True)
        self._remark = Words(look="warn", wrap=True)
        self._unreachable = ActButton(self.tr("Record that the reporter cannot be reached"), self._on_lost)
        self.reader = TextReader(self.tr("Text of the message or letter"))
        self.text = self.reader.text
        self._write = ActButton(self.tr("Reply…"), self.written.emit, mark="letter")
        self._lay_out()

    def _lay_out(self) -> None:
        rows = self._rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 14, 24, 14)
        rows.setSpacing(6)
        rows.addWidget(self._subject)
        rows.addWidget(FoldingRow(self._who, self._state, grow=(self._who,)))
        rows.addWidget(self._when)
        rows.addWidget(self._remark)
        rows.addWidget(FoldingRow(self._unreachable))
        rows.addSpacing(4)
        rows.addWidget(self.reader, 1)
        rows.addWidget(FoldingRow(self._write))

    def show_entry(self, entry: Entry | None) -> None:
        """Show this one; its words follow when the vault has given them."""
        self._entry = entry
        self.setVisible(entry is not None)
        if entry is None:
            return
        self._subject.show_text(Untrusted(titled(entry)))
        self._who.show_text(Untrusted(parties(entry)))
        chip = standing_chip(entry)
        self._state.setVisible(chip is not None)
        if chip is not None:
            self._state.tell(chip)
        self._when.say(told_when(entry))
        self._show_remark(entry)
        self._write.rename(self._offered(entry))
        self._write.setVisible(not why_no_reply(entry))
        self.reader.show_text(Untrusted(entry.text))
        self._unread = entry if entry.report_sha256 else None
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: read what was chosen meanwhile."""
        super().showEvent(event)
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width, and are never squeezed."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """So they do when they are other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self._rows.totalMinimumHeightForWidth(self.width()))

    def _read(self) -> None:
        entry, desk = self._unread, self._session.desk
        if entry is None or not self.isVisible():
            return
        self._unread = None
        self._session.background.run(
            lambda _p: read_entry(desk, entry), lambda report: self._on_read(entry, report), topic="entry"
        )

    def _on_read(self, entry: Entry, report: Report | None) -> None:
        if report is None or self._entry is not entry:
            return
        self.reader.show_text(report.text)
        if report.subject:
            self._subject.show_text(Untrusted(titled(entry, report.subject.line)))

    def _show_remark(self, entry: Entry) -> None:
        remark = why_no_reply(entry) or self._remarked(entry)
        self._remark.say(remark)
        self._remark.setVisible(bool(remark))
        view = self._session.view
        recorded = view is None or view.case.unreachable is not None or not view.case.open
        self._unreachable.setVisible(entry.bounce and not recorded)

    def _remarked(self, entry: Entry) -> str:
        if entry.purged:
            return self.tr("Its content was removed by a retention rule. That it was written stays.")
        if entry.bounce:
            return self.tr("A mail server says that a letter could not be delivered. It answers nothing.")
        if entry.automatic:
            return self.tr("A machine wrote this: it answers nothing, and no clock stops or runs for it.")
        if entry.state == "saved":
            words = self.tr("Saved as {file}. Nobody has said that it was sent.")
            return words.format(file=Untrusted(entry.how).line)
        if entry.direction == "out" and entry.event_id and not entry.report_sha256:
            return self.tr("No copy of it is kept. A sent message that is dropped on this window is.")
        return ""

    def _offered(self, entry: Entry) -> str:
        if entry.state in ("draft", "saved"):
            return self.tr("Go on writing…")
        return self.tr("Reply…") if can_be_answered(entry) else self.tr("Write a letter…")

    def _on_lost(self) -> None:
        if self._entry is not None and self._entry.at is not None:
            words = self.tr("A letter came back undelivered on {when}.").format(when=absolute(self._entry.at))
            self._session.act(e.ReporterUnreachable(explanation=words))


def can_be_answered(entry: Entry) -> bool:
    """Whether a letter can be written in answer to it: the reporter wrote it."""
    return entry.direction == "in" and not entry.automatic and entry.party == "reporter"


def why_no_reply(entry: Entry) -> str:
    """Why nothing is written here in answer to somebody else than the reporter, or ""."""
    if entry.party != "other":
        return ""
    return QCoreApplication.translate(
        "EntryView",
        "Not from the reporter, to whom alone letters of a case go: answer it in your mail program.",
    )
