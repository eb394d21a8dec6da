"""A ground behind a stretch of plain text: the one file that names the class in which Qt keeps that kind."""

from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

Lit = QTextEdit.ExtraSelection
"""What `QPlainTextEdit.setExtraSelections` takes; no text edit is made for it."""


def lit(cursor: QTextCursor, colour: str, *, whole_line: bool = False) -> Lit:
    """What the cursor holds, or the line it stands in up to the edge, on this ground."""
    stretch = Lit()
    stretch.cursor = cursor
    stretch.format.setBackground(QColor(colour))
    if whole_line:
        stretch.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return stretch
