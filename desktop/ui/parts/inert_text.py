"""The one widget in which a stranger's text is read: plain, read-only, nothing in it acts."""

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QMouseEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.links import link_at
from desktop.ui.parts.clipboard import secret
from desktop.ui.parts.link_question import LinkQuestion


class InertDocument(QTextDocument):
    """A plain-text document that loads nothing: Qt's own would read a local file that it is asked for."""

    def __init__(self, parent: QPlainTextEdit) -> None:
        super().__init__(parent)
        self.setDefaultFont(parent.font())
        self.setDocumentLayout(QPlainTextDocumentLayout(self))

    def loadResource(self, _kind: int, _name: QUrl | str) -> None:
        """Nothing that a text names is ever loaded."""


class InertText(QPlainTextEdit):
    """Text to read and to copy; links stay letters, nothing is loaded, nothing can be dragged out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = InertDocument(self)
        self.setDocument(self._document)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setProperty("look", "reading")

    def show_text(self, text: Untrusted) -> None:
        """Show this, with every hidden character as its code point."""
        self.setPlainText(text.shown)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: plain text alone, marked as secret."""
        return secret(self.textCursor().selection().toPlainText())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and nothing else: no address is followed."""
        self.menu_at(event.pos()).popup(event.globalPos())

    def menu_at(self, place: QPoint) -> QMenu:
        """What can be done there: copy what is selected, or ask about an address that stands there."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        link = link_at(self.toPlainText(), self.cursorForPosition(place).position())
        if link is not None:
            asking = menu.addAction(self.tr("Copy the address…"))
            asking.triggered.connect(lambda: LinkQuestion(self.window(), link).open())
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Start a new selection: pressing on an old one would begin a drag."""
        extends = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.button() == Qt.MouseButton.LeftButton and not extends:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave drops to the window."""
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Leave drops to the window."""
        event.ignore()
