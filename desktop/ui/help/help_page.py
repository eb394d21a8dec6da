"""One page of the help as labels and buttons: its words do nothing, its links are buttons under them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal

from desktop.formats.help_pages import HelpPage, MenuEntry, Paragraph
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, clear


class HelpView(Sheet):
    """`keys` are the keys in use, by the words of their entries: a page never names one that was changed."""

    wanted = Signal(str)
    """The topic that a link leads to."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        super().__init__(QCoreApplication.translate("Help", "Page of the help"), margin=6, spacing=10)
        self._keys = keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, page: HelpPage, titles: Mapping[str, str]) -> None:
        """Show this page from its beginning."""
        clear(self.rows)
        self.rows.addWidget(Words(page.title, "title", wrap=True))
        for paragraph in page.paragraphs:
            self._add(paragraph, titles)
        self.rows.addStretch(1)
        self.setAccessibleDescription(page.title)
        self.verticalScrollBar().setValue(0)

    def _add(self, paragraph: Paragraph, titles: Mapping[str, str]) -> None:
        self.rows.addWidget(Words("".join(map(self._said, paragraph.pieces)), wrap=True))
        topics = dict.fromkeys(topic for _, topic in paragraph.links)
        buttons = [ActButton(titles[topic], self._leading(topic), "small", "forward") for topic in topics]
        if buttons:
            self.rows.addWidget(FoldingRow(*buttons, spacing=4))

    def _leading(self, topic: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(topic)

    def _said(self, piece: str | MenuEntry) -> str:
        if isinstance(piece, str):
            return piece
        key = self._keys.get(piece.entry, "")
        named = QCoreApplication.translate("Help", "“{menu} > {entry}”")
        keyed = QCoreApplication.translate("Help", "“{menu} > {entry}” ({key})")
        return (keyed if key else named).format(menu=piece.menu, entry=piece.entry, key=key)
