"""Tooltips that stay plain: Qt takes a text for rich as soon as it looks like it, so all of it is escaped."""

from html import escape

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import escape_invisible
from desktop.ui.look.sentences import said


def tip_of(words: str) -> str:
    """The words as Qt shows them unchanged, with their line breaks, wrapped where they are long."""
    return f'<p style="white-space: pre-wrap">{escape(escape_invisible(words))}</p>' if words else ""


def give_tip(widget: QWidget, words: str) -> None:
    """Let a widget say more when the pointer rests on it."""
    widget.setToolTip(tip_of(said(words)))
