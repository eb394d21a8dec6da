"""A message as it came: its bytes, its headers, and how it is built; letters, none of which does anything."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from desktop.domain.case import Message
from desktop.domain.failures import Failure
from desktop.domain.inert import Untrusted
from desktop.formats.mail.outline import OutlinedPart
from desktop.ui.look.sizes import size_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.reader.text_reader import TextReader
from desktop.ui.session import Session
from desktop.workflows.desk.read_source import (
    Layer,
    SourcePage,
    layers_of,
    read_headers,
    read_source,
    read_structure,
)
from desktop.workflows.ports import Progress

_T = TypeVar("_T")
_INDENT = "    "


class SourceView(QWidget):
    """Reads what is asked for in the background, a page of the bytes at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._message: Message | None = None
        self._form = "headers"
        self._page: SourcePage | None = None
        self.layer = ChoiceField(self.tr("Layer"))
        self.layer.edited.connect(lambda: self._read(0))
        self._refusal = Words(look="bad", wrap=True)
        self.reader = TextReader(self.tr("Source of the message"))
        self.reader.text.setProperty("look", "document")
        self._where = Words(look="small")
        self.earlier = ActButton(self.tr("Earlier page"), self._on_earlier, "small")
        self.later = ActButton(self.tr("Later page"), self._on_later, "small")
        rows = column(self, spacing=8)
        rows.addWidget(self.layer)
        rows.addWidget(self._refusal)
        rows.addWidget(self.reader, 1)
        rows.addWidget(FoldingRow(self._where, self.earlier, self.later, spacing=10))

    def show_message(self, message: Message, form: str) -> None:
        """Show this message's "raw" bytes, its "headers" or its "structure"."""
        names = {"came": self.tr("As it came"), "decrypted": self.tr("Decrypted, all layers off")}
        layers = layers_of(message)
        self.layer.offer([(layer, names[layer]) for layer in layers])
        if message != self._message:
            self.clear()
            if layers:
                self.layer.put(layers[-1])
        self.layer.setVisible(len(layers) > 1)
        self._message, self._form = message, form
        self._read(0)

    def clear(self) -> None:
        """Show nothing; what is still being read of a message is not shown any more."""
        self._message = None
        self._refusal.hide()
        self._tell_page(None)
        self.reader.show_text(Untrusted(""))

    def _read(self, start: int) -> None:
        message, desk = self._message, self._session.desk
        if message is None:
            return
        layer: Layer = "decrypted" if self.layer.value == "decrypted" else "came"
        form = self._form
        self._tell_page(None)

        def work(progress: Progress) -> SourcePage | Untrusted | tuple[OutlinedPart, ...]:
            if form == "raw":
                return read_source(desk, message, layer, start)
            if form == "headers":
                return read_headers(desk, message, layer)
            return read_structure(desk, message, layer, progress=progress)

        show, refuse = self._while_shown(message, self._show), self._while_shown(message, self._refuse)
        self._session.background.run(work, show, topic="source", otherwise=refuse)

    def _while_shown(self, message: Message, then: Callable[[_T], None]) -> Callable[[_T], None]:
        """What comes once another message is shown is let go."""

        def take(found: _T) -> None:
            if message == self._message:
                then(found)

        return take

    def _show(self, found: SourcePage | Untrusted | tuple[OutlinedPart, ...]) -> None:
        self._refusal.hide()
        if isinstance(found, SourcePage):
            self._tell_page(found)
            self.reader.show_text(found.text)
        elif isinstance(found, Untrusted):
            self.reader.show_text(found or Untrusted(self.tr("It has no headers.")))
        else:
            self.reader.show_text(Untrusted(self._outlined(found)))

    def _refuse(self, failure: Failure) -> None:
        self.reader.show_text(Untrusted(""))
        self._refusal.say(str(failure))
        self._refusal.show()

    def _outlined(self, parts: Sequence[OutlinedPart]) -> str:
        """A line for each part, indented by its depth."""
        return "\n".join(
            _INDENT * part.depth
            + "  ".join(
                filter(None, (part.media_type, size_words(part.size), part.encoding.line, part.name.line))
            )
            for part in parts
        )

    def _tell_page(self, page: SourcePage | None) -> None:
        self._page = page
        words = self.tr("Bytes {start} to {end}, and more follows") if page and page.more else ""
        words = words or self.tr("Bytes {start} to {end}, the end")
        counts = {"start": f"{page.start + 1:,}", "end": f"{page.end:,}"} if page else {}
        self._where.say(words.format(**counts) if page else "")
        self._where.setVisible(page is not None)
        self.earlier.setVisible(page is not None and page.start > 0)
        self.later.setVisible(page is not None and page.more)

    def _on_earlier(self) -> None:
        if self._page is not None:
            self._read(self._page.start - 1)

    def _on_later(self) -> None:
        if self._page is not None:
            self._read(self._page.end)
