"""The search line over the cases: it reads the filter language, and says below itself what it cannot read."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from desktop.domain.filters import Filter, Misread, read_filter
from desktop.ui.parts.labels import Words

_SEARCH_AFTER_MS = 200


class SearchLine(QLineEdit):
    """`asked` tells a moment after the last key; `sentence` is to be placed below the line."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(self.tr("Search the cases"))
        self.setPlaceholderText(self.tr("Search"))
        keys = self.tr("Words, “phrases”, from:, stage:, severity:, is:overdue, has:attachment, due:<3d")
        self.setToolTip(keys)
        self.setClearButtonEnabled(True)
        self.sentence = Words(look="small", wrap=True)
        self.sentence.hide()
        self._wanted = Filter()
        self._saved = ""
        self._typed = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._typed.timeout.connect(self.asked)
        self.textChanged.connect(lambda _text: self._typed.start())

    @property
    def written(self) -> str:
        """What stands in it."""
        return self.text().strip()

    @property
    def wanted(self) -> Filter:
        """The filter that stands in it; while that cannot be read, the last one that could be."""
        read = read_filter(self.text())
        misread = isinstance(read, Misread)
        self.sentence.say(read.sentence if isinstance(read, Misread) else "")
        self.sentence.setVisible(misread and not self.isHidden())
        self.setAccessibleDescription(self.sentence.text())
        if isinstance(read, Filter):
            self._wanted = read
        return self._wanted

    def put(self, saved: str) -> None:
        """Put a saved filter in, at once."""
        self._saved = saved
        self.setText(saved)
        self._typed.stop()

    @property
    def is_saved(self) -> bool:
        """Whether a saved filter stands in it, unchanged."""
        return bool(self._saved) and self.text() == self._saved

    def leave_saved(self) -> None:
        """Clear a saved filter that stands there unchanged: it does not follow to another view."""
        if self.is_saved:
            self.clear()
            self._typed.stop()
        self._saved = ""
