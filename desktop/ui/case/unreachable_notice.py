"""Said in place of a letter when nobody can be written to, with the way to record it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column


class UnreachableNotice(QWidget):
    """`on_record` records that the reporter cannot be reached (CZM-3g)."""

    def __init__(self, on_record: Callable[[], None]) -> None:
        super().__init__()
        self._words = Words(look="warn", wrap=True)
        self._record = ActButton(self.tr("Record that nobody can be answered"), on_record)
        rows = column(self, spacing=8)
        rows.addWidget(self._words)
        rows.addWidget(self._record, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def tell(self, *, recorded: bool) -> None:
        """Say it; there is nothing to record a second time."""
        if recorded:
            self._words.say(self.tr("It is recorded that the reporter cannot be reached: no letter is owed."))
        else:
            self._words.say(
                self.tr(
                    "The report came without an address: there is nobody to write to. Record that, and the "
                    "acknowledgement is no longer owed."
                )
            )
        self._record.setVisible(not recorded)
        self.show()
