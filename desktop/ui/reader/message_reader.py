"""One message behind four tabs: its words first, then its source, its headers and how it is built."""

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desktop.domain.case import Message
from desktop.domain.inert import Untrusted
from desktop.ui.parts.layout import column
from desktop.ui.reader.source_view import SourceView
from desktop.ui.reader.text_reader import TextReader
from desktop.ui.session import Session

FORMS = ("text", "raw", "headers", "structure")


class MessageReader(QWidget):
    """The source is read only when somebody asks for it."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self._message: Message | None = None
        self._text = Untrusted("")
        self.words = TextReader(name)
        self._session = session
        self._source: SourceView | None = None
        self.bar = QTabBar()
        self.bar.setAccessibleName(self.tr("Ways to look at the message"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for title in (self.tr("Text"), self.tr("Raw"), self.tr("Headers"), self.tr("Structure")):
            self.bar.addTab(title)
        self.bar.currentChanged.connect(self._on_chosen)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.words)
        rows = column(self, spacing=6)
        rows.addWidget(self.bar)
        rows.addWidget(self._pages, 1)

    def show_message(self, text: Untrusted, message: Message | None) -> None:
        """Show its words; `message` tells where its source is kept, if it is."""
        kept = message if message is not None and message.sealed_sha256 else None
        another = kept is None or kept != self._message
        self._message = kept
        self.bar.setVisible(kept is not None)
        if another:
            self.bar.setCurrentIndex(0)
            if self._source is not None:
                self._source.clear()
        if another or text != self._text:  # read again, the same words stay where they are
            self._text = text
            self.words.show_text(text)

    @property
    def source(self) -> SourceView:
        """The message as it came; made when somebody asks for it first."""
        if self._source is None:
            self._source = SourceView(self._session)
            self._pages.addWidget(self._source)
        return self._source

    @property
    def reader(self) -> TextReader:
        """What is read now."""
        return self.words if self.form == "text" else self.source.reader

    @property
    def form(self) -> str:
        """What of the message is in front."""
        return FORMS[self.bar.currentIndex()]

    def show_form(self, form: str) -> None:
        """Bring this to the front."""
        self.bar.setCurrentIndex(FORMS.index(form))

    def _on_chosen(self) -> None:
        self._pages.setCurrentWidget(self.words if self.form == "text" else self.source)
        if self.form != "text" and self._message is not None:
            self.source.show_message(self._message, self.form)
