"""The thread of a case: all that was written, the words of what is chosen, and the writing of letters."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop.domain.thread import Entry
from desktop.formats.letters.kinds import LETTER_KINDS, LetterKind
from desktop.ui.case.letter_owed import owed_letter
from desktop.ui.case.letter_page import LetterPage
from desktop.ui.desk_work import Loaded
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.layout import Rule, column
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.ui.thread.entry_view import EntryView, can_be_answered, why_no_reply
from desktop.ui.thread.silence_notice import SilenceNotice
from desktop.ui.thread.thread_list import ThreadList
from desktop.workflows.correspondence.read_thread import read_thread
from desktop.workflows.desk.view_case import CaseView

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class ThreadTab(QStackedWidget):
    """Either the thread is read, or a letter is written; R in the thread replies."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._case_id = ""
        self.letters = LetterPage(session)
        self.list = ThreadList(lambda: session.present)
        self.entry = EntryView(session)
        self._silence = SilenceNotice()
        self._reading, self._writing = QWidget(), QWidget()
        self._lay_out()
        self.list.chosen.connect(self.entry.show_entry)
        self.list.begun.connect(self.reply)
        self.entry.written.connect(self.reply)
        self._silence.wanted.connect(lambda: session.errand_wanted.emit("silence", ""))
        self.letters.served.connect(self.show_thread)
        self.letters.saved.connect(self._read_again)
        for widget in (self.list, self.entry.text):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        self._silence.setContentsMargins(24, 14, 24, 10)
        parts = self.parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.entry)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([400, 600])  # shares, not pixels
        reading = column(self._reading)
        reading.addWidget(self._silence)
        reading.addWidget(parts, 1)
        back = QHBoxLayout()
        back.setContentsMargins(16, 8, 16, 6)
        back.addWidget(ActButton(self.tr("Back to the thread"), self.leave_letter, "quiet"))
        back.addStretch(1)
        writing = column(self._writing)
        writing.addLayout(back)
        writing.addWidget(Rule())
        writing.addWidget(self.letters, 1)
        self.addWidget(self._reading)
        self.addWidget(self._writing)

    # --- what is shown -------------------------------------------------------------------------------

    def show_case(self, loaded: Loaded) -> None:
        """Show the thread of a case, at its newest entry or where somebody was reading."""
        another = loaded.view.case.case_id != self._case_id
        self._case_id = loaded.view.case.case_id
        if another:
            self.show_thread()
        self.letters.show_case(loaded)
        self.list.show_entries(loaded.thread, anew=another)
        self._silence.show_case(loaded.view)

    def judge(self, view: CaseView) -> None:
        """The same case as of a later moment: the answer may have been awaited for long enough."""
        self._silence.show_case(view)

    def show_thread(self) -> None:
        """Read."""
        self.setCurrentWidget(self._reading)

    def open_letter(self) -> None:
        """Write: what is half typed, else the letter that is owed."""
        self.setCurrentWidget(self._writing)

    def begin(self, wanted: str) -> None:
        """Write a letter of this kind; without one go on with what is half typed, else what is owed."""
        kind = next((kind for kind in LETTER_KINDS if kind == wanted), None)
        if kind is not None:
            self.write(kind)
        else:
            self.open_letter()
            self.letters.focus_first()

    def write(self, kind: LetterKind, answers: str = "") -> None:
        """Begin a letter of this kind."""
        self.open_letter()
        self.letters.write(kind, answers)

    def reply(self) -> None:
        """Answer what is chosen with the letter that the case owes; what was begun is gone on with."""
        view, entry = self._session.view, self.list.current
        if view is None:
            return
        if self.letters.begun:
            self.open_letter()
            if entry is None or entry.state != "draft":
                words = self.tr("A letter is half typed: it is gone on with. Another kind begins it anew.")
                self._session.said.emit(Message("info", words, seconds=10))
        elif entry is not None and entry.state == "saved":
            self.letters.resume(entry)  # first: an empty page begins the letter that is owed
            self.open_letter()
        elif entry is not None and why_no_reply(entry):
            self._session.said.emit(Message("warn", why_no_reply(entry), seconds=10))
            return
        else:
            answered = entry is not None and can_be_answered(entry)
            self.write(owed_letter(view), entry.event_id if entry is not None and answered else "")
        self.letters.focus_first()

    def leave_letter(self) -> None:
        """Back to the thread; what is half typed stays, and stands in it."""
        self.letters.flush()
        self.show_thread()
        self._read_again()
        self.list.setFocus()

    @property
    def writing(self) -> LetterPage | None:
        """The letter in front, if one is."""
        return self.letters if self.currentWidget() is self._writing else None

    def focus_text(self) -> None:
        """Read what is chosen with the keyboard."""
        self.entry.text.setFocus()

    def focus_first(self) -> None:
        """Walk through the entries with the keyboard."""
        self.list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """R replies in the list and in the words, where it would record elsewhere."""
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_R or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.KeyPress:
            self.reply()
        event.accept()
        return True

    def _read_again(self) -> None:
        """The drafts have changed: nothing else of the case has."""
        desk, case_id = self._session.desk, self._case_id

        def take(entries: tuple[Entry, ...]) -> None:
            if case_id == self._case_id:
                self.list.show_entries(entries, anew=False)

        if case_id:
            self._session.background.run(
                lambda _p: read_thread(desk, case_id),
                take,
                topic="thread",
                doing=self.tr("Reading the thread"),
            )
