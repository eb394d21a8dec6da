"""What of a window is cut off or out of reach: a label lower than its words, a control beyond an edge."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from desktop.ui.parts.labels import InertLabel

_ONE = 1
"""A pixel more or less is rounding."""
_AROUND = 8
"""Border and padding of a field, at least."""
_READ = (QLabel, QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)


def lost(top: QWidget) -> list[str]:
    """What a person could not read or reach, in words."""
    found = []
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, _READ) or not widget.isVisibleTo(top) or _is_inner(widget):
            continue
        why = squeezed(widget) or beyond(widget, top)
        if why:
            found.append(f"{_named(widget)}: {why}")
    return found


def squeezed(widget: QWidget) -> str:
    """Why its words do not fit into it."""
    width, height, hint = widget.width(), widget.height(), widget.sizeHint()
    if isinstance(widget, QLabel):
        return _squeezed_label(widget) if widget.text() else ""
    if isinstance(widget, QAbstractButton) and (hint.width() > width + _ONE or hint.height() > height + _ONE):
        return f"{hint.width()} x {hint.height()}, has {width} x {height}"
    line = widget.fontMetrics().height() + (_AROUND if isinstance(widget, QComboBox | QLineEdit) else 0)
    if isinstance(widget, QComboBox | QLineEdit | QPlainTextEdit) and height < line:
        return f"no room for a line: {height}"
    return ""


def _squeezed_label(label: QLabel) -> str:
    width, height, hint = label.width(), label.height(), label.sizeHint()
    needed = label.heightForWidth(width) if label.wordWrap() else hint.height()
    if needed > height + _ONE:
        return f"{needed} high, has {height}"
    if label.wordWrap():
        words = label.text().replace("\u200b", " ").split()
        longest = max((label.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return f"a word is {longest} wide, has {width}" if longest > width + _ONE else ""
    cuts_itself = isinstance(label, InertLabel)
    return f"{hint.width()} wide, has {width}" if hint.width() > width + _ONE and not cuts_itself else ""


def beyond(widget: QWidget, top: QWidget) -> str:
    """The edge that it lies beyond, unless one can scroll down to it."""
    room, inner = QRect(QPoint(0, 0), widget.size()), widget
    while inner is not top:
        outer = inner.parentWidget()
        room.translate(inner.pos())
        area = outer.parentWidget()
        aside = max(room.right() - outer.width(), -room.left())
        if isinstance(area, QAbstractScrollArea) and outer is area.viewport():
            if aside > _ONE and (isinstance(area, QScrollArea) or not area.horizontalScrollBar().maximum()):
                return f"{aside} px beyond the side of {_named(area)}"
            room = QRect(QPoint(0, 0), room.size().boundedTo(outer.size()))
        elif max(aside, room.bottom() - outer.height(), -room.top()) > _ONE:
            return f"beyond the edge of {_named(outer)}: {room} in {outer.size()}"
        inner = outer
    return ""


def _is_inner(widget: QWidget) -> bool:
    """Parts of Qt's own controls, which place them as they like."""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(parent, QAbstractItemView | QComboBox)


def _named(widget: QWidget) -> str:
    words = getattr(widget, "text", str)() or widget.accessibleName()
    return f"{type(widget).__name__} “{words[:40]}”"
