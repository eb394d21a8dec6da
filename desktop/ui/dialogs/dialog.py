"""A dialog of ours: a title, a column, and buttons that say what happens."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.failures import Failure
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, column

_WIDEST_PX = 960
_MARGIN_PX = 26
_FRAME_PX = 44
"""What a title bar and a panel take of the height of a screen."""


class Dialog(QDialog):
    """`rows` is where the content goes, and scrolls where the screen is too low; `finish` adds the foot."""

    concerns = ""
    """What a dialog is about, where one of its kind opens for several things: their drafts are kept apart."""

    def __init__(self, parent: QWidget, title: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(grown(width, _WIDEST_PX))
        self._sheet = Sheet(title, margin=_MARGIN_PX, spacing=12)
        self.rows = self._sheet.rows
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 20)
        self._foot.setSpacing(8)
        outer = column(self)
        # Qt asks for the height that words would need were they narrow: `_fit` knows the width
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        outer.addWidget(self._sheet, 1)
        outer.addLayout(self._foot)
        self.rows.addWidget(Words(title, "title", wrap=True))
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        self.is_open = True
        self.finished.connect(self._on_finished)
        self.primary: ActButton | None = None

    def finish(self, words: str, *, cancel: str = "", mark: str = "", other: ActButton | None = None) -> None:
        """The foot: what happens, what else could, and the way out."""
        self.primary = ActButton(words, self.accept, "primary", mark)
        self.primary.setDefault(True)
        self._foot.addStretch(1)
        if cancel:
            self._foot.addWidget(ActButton(cancel, self.reject))
        if other is not None:
            self._foot.addWidget(other)
        self._foot.addWidget(self.primary)
        self.rows.addWidget(self._refusal)
        growing = any(self.rows.stretch(place) for place in range(self.rows.count()))
        self.rows.addStretch(0 if growing else 1)

    def counting(self, kept: dict[str, str]) -> dict[str, str]:
        """What of a kept draft still counts."""
        return kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 opens the help over it: the menus rest while it is open."""
        help_of = getattr(_root_of(self), "show_help", None)
        if event.key() == Qt.Key.Key_F1 and help_of is not None:
            help_of(self)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need at this width."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Grow for what has come into it."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.setMinimumHeight(self._height())
        return super().event(event)

    def refuse(self, sentence: str) -> None:
        """Say why it cannot be done yet, or nothing any more; what comes too late is not shown."""
        if not self.is_open:
            return
        self._refusal.say(sentence)
        self._refusal.setVisible(bool(sentence))
        if self.isVisible():
            self._fit()

    def failing(self, elsewhere: Callable[[Failure], object]) -> Callable[[Failure], None]:
        """Where the failure of what was asked for is told: here while it is open, else elsewhere."""

        def tell(failure: Failure) -> None:
            if self.is_open:
                self.refuse(str(failure))
            else:
                elsewhere(failure)

        return tell

    def _on_finished(self) -> None:
        self.is_open = False
        self.deleteLater()  # what was typed into it is not kept

    def _fit(self) -> None:
        """As wide as what cannot be broken into lines, in whatever language, and as high as all needs."""
        widest = min(_WIDEST_PX, self.screen().availableGeometry().width())
        self.setMinimumWidth(max(self.minimumWidth(), min(self._sheet.least_width, widest)))
        self.setMinimumHeight(self._height())
        self.resize(self.width(), self._height())

    def _height(self) -> int:
        """What it needs at this width, as far as the screen has it: the foot stays in reach."""
        needed = self.rows.totalHeightForWidth(self.width())
        if needed < 0:
            needed = self.rows.totalSizeHint().height()
        needed += self._foot.sizeHint().height()
        return min(needed, self.screen().availableGeometry().height() - _FRAME_PX)


def _root_of(widget: QWidget) -> QWidget:
    """The window under all dialogs."""
    while (below := widget.parentWidget()) is not None:
        widget = below
    return widget
