"""The profile's text as TOML: typed into, led to a line, changed by the form, all of it taken back."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui.look.theme import tones
from desktop.ui.parts.fields import TextBox
from desktop.ui.parts.inert_text import InertDocument
from desktop.ui.parts.lit_text import lit


class TomlBox(TextBox):
    """`edited` tells that the text is another one, whoever changed it."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._document = InertDocument(self)
        self.setDocument(self._document)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setProperty("look", "document")
        self.textChanged.connect(self.edited)

    @property
    def text(self) -> str:
        """The text as it stands; Qt's own way of giving it makes plain blanks of others."""
        return self.document().toRawText().replace("\u2029", "\n")

    def begin(self, text: str) -> bool:
        """Show another text, with nothing to be taken back; whether it can be kept as it is here."""
        self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        return self.text == text.replace("\r\n", "\n")

    def take(self, text: str, *, join: bool = False) -> None:
        """Change to this text in one step that can be taken back; `join` adds it to the step before."""
        old = self.text
        if old == text:
            return
        start = _alike(old, text)
        end = _alike(old[start:][::-1], text[start:][::-1])
        cursor = QTextCursor(self.document())
        if join:
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        cursor.setPosition(_units(old[:start]))
        cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[start : len(text) - end])
        cursor.endEditBlock()

    def lead_to(self, line: int) -> None:
        """Put the cursor on a line, counted from 1, and bring it into sight."""
        block = self.document().findBlockByNumber(max(line - 1, 0))
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def mark(self, lines: Collection[int]) -> None:
        """Tint the lines that have a mistake."""
        marks = []
        for line in lines:
            block = self.document().findBlockByNumber(line - 1)
            if block.isValid():
                marks.append(lit(QTextCursor(block), tones().bad_wash, whole_line=True))
        self.setExtraSelections(marks)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def _units(text: str) -> int:
    """Characters as Qt counts them: those beyond the basic plane are two."""
    return len(text) + sum(letter > "\uffff" for letter in text)
