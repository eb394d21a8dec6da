"""The help: pages beside the one that is read, and a line that narrows them to those which say some words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.formats.help_pages import HelpPage, matching, read_pages
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.help.help_page import HelpView
from desktop.ui.look.theme import grown
from desktop.ui.parts.labels import Words

_HEIGHT_PX, _HIGHEST_PX = 460, 560
_LIST_PX, _WIDEST_LIST_PX = 200, 300


class HelpDialog(Dialog):
    """Opens at a topic; nothing in it leads out of the program."""

    def __init__(self, parent: QWidget, topic: str, keys: Mapping[str, str]) -> None:
        super().__init__(parent, QCoreApplication.translate("Help", "Help"), width=820)
        self._pages = read_pages(QLocale().name().partition("_")[0])
        self._titles: dict[str, str] = {page.topic: page.title for page in self._pages}
        self.line = QLineEdit()
        self.line.setPlaceholderText(QCoreApplication.translate("Help", "Search the help"))
        self.line.setAccessibleName(QCoreApplication.translate("Help", "Search the help"))
        self.line.textChanged.connect(self._on_typed)
        self.list = QListWidget()
        self.list.setAccessibleName(QCoreApplication.translate("Help", "Pages of the help"))
        self.list.setFixedWidth(grown(_LIST_PX, _WIDEST_LIST_PX))
        self.list.currentItemChanged.connect(self._on_chosen)
        self.none = Words(
            QCoreApplication.translate("Help", "No page says that. Fewer words find more."),
            "muted",
            wrap=True,
        )
        self.view = HelpView(keys)
        self.view.setMinimumHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        self.view.wanted.connect(self.show_topic)
        self._lay_out()
        self._offer(self._pages)
        self.show_topic(topic)
        self.list.setFocus()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        for widget in (self.line, self.none, self.list):
            side.addWidget(widget)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(side)
        row.addWidget(self.view, 1)
        self.rows.addLayout(row, 1)
        self.finish(QCoreApplication.translate("Help", "Close"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One help is enough."""
        if event.key() != Qt.Key.Key_F1:
            super().keyPressEvent(event)

    @property
    def topic(self) -> str:
        """The page in front."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def show_topic(self, topic: str) -> None:
        """Bring a page to the front, whatever was searched for."""
        if topic not in self._shown:
            self.line.clear()
        self.list.setCurrentRow(self._shown.index(topic))

    @property
    def _shown(self) -> list[str]:
        return [str(self.list.item(n).data(Qt.ItemDataRole.UserRole)) for n in range(self.list.count())]

    def _on_typed(self, words: str) -> None:
        self._offer(matching(self._pages, words))

    def _offer(self, pages: tuple[HelpPage, ...]) -> None:
        self.list.clear()
        for page in pages:
            item = QListWidgetItem(page.title, self.list)
            item.setData(Qt.ItemDataRole.UserRole, page.topic)
        self.none.setVisible(not pages)
        if pages:
            self.list.setCurrentRow(0)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            topic = item.data(Qt.ItemDataRole.UserRole)
            page = next(page for page in self._pages if page.topic == topic)
            self.view.show_page(page, self._titles)
