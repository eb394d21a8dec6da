"""The one widget in which a stranger's text is read: plain, read-only, nothing in it acts."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QMouseEvent, QTextOption
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.parts.clipboard import secret


class InertText(QPlainTextEdit):
    """Text to read and to copy; links stay letters, nothing is loaded, nothing can be dragged out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        """Copy and nothing else."""
        menu = QMenu(self)
        copy = menu.addAction(self.tr("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.exec(event.globalPos())

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
