"""The bar above the page: what happened, whether anything was written, what to do; and one action."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.domain.failures import Failure
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.mark import Mark

_MARKS = {
    "info": ("info", "accent"),
    "good": ("done", "good"),
    "warn": ("warning", "warn"),
    "bad": ("error", "bad"),
}
"""The icon of a tone, and its colour; from the least grave to the gravest."""
_GRAVITY = tuple(_MARKS)
_RESTS_MS = 1000
"""A mouse that did not move for so long is not on its way."""


class Message(NamedTuple):
    """A sentence in a tone ("info", "good", "warn", "bad"), with an action; 0 seconds means until closed.

    One that `stays` was asked for by nobody: what an act says stands before it, and it is back afterwards.
    `act` is what failed: once that succeeds, the message goes.
    """

    tone: str
    text: str
    action: str = ""
    on_action: Callable[[], object] | None = None
    seconds: int = 0
    stays: bool = False
    act: object = None


def of_failure(failure: Failure) -> Message:
    """A failure in its own words."""
    return Message("bad", str(failure))


class MessageBar(QFrame):
    """One message at a time, of those that stay the gravest; it never takes the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Message"))
        self._mark = Mark(*_MARKS["info"])
        self._text = Words(wrap=True)
        self._shown: Message | None = None
        self._staying: list[Message] = []
        self._action = ActButton(self.tr("Undo"), self._on_clicked, "quiet")
        close = IconButton("close", self.tr("Close the message"), self.close_message)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 12, 7)
        row.setSpacing(10)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        self._mouse_at = QPoint()
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_message(self, message: Message) -> None:
        """Show this instead of what is there, or keep it until that is closed."""
        if message.stays:
            self._staying.append(message)
            if self._shown is not None and not self._shown.stays:
                return
            message = self._gravest
        self._show(message)

    def close_message(self) -> None:
        """Have done with what is shown; what stays comes back."""
        self._timer.stop()
        if self._shown in self._staying:
            self._staying.remove(self._shown)
        self._shown = None
        self.hide()
        if self._staying:
            self._show(self._gravest)

    def outdate(self, act: object) -> None:
        """This has succeeded: that it failed before is no news any more, unless something is to be done."""
        shown = self._shown
        if shown is not None and shown.act is act and not shown.action:
            self.close_message()

    def forget(self) -> None:
        """Nothing that was said holds any more."""
        self._staying.clear()
        self.close_message()

    @property
    def _gravest(self) -> Message:
        return max(self._staying, key=lambda message: _GRAVITY.index(message.tone))

    def _show(self, message: Message) -> None:
        self._shown = message
        self.setObjectName(f"message-{message.tone}")
        self.style().unpolish(self)
        self.style().polish(self)
        self._mark.tell(*_MARKS[message.tone])
        self._text.say(message.text)
        self.setAccessibleDescription(self._text.text())
        self._action.setVisible(bool(message.action))
        if message.action:
            self._action.rename(message.action)
        self._timer.stop()
        if message.seconds:
            self._mouse_at = QCursor.pos()
            self._timer.start(message.seconds * 1000)
        self.show()

    def _on_timeout(self) -> None:
        """All below moves up when it goes: while a hand is on its way to a click there, it stays."""
        at, before = QCursor.pos(), self._mouse_at
        if at == before:
            self.close_message()
        else:
            self._mouse_at = at
            self._timer.start(_RESTS_MS)

    def _on_clicked(self) -> None:
        act = self._shown.on_action if self._shown is not None else None
        self.close_message()
        if act is not None:
            act()
