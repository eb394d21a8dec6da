"""A day that a person types."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit

from desktop.ui.parts.fields import MARGIN_PX, Field


class DayField(Field):
    """A day without a time: whose midnight it means is the policy's zone to say."""

    def __init__(self, label: str, on: date, hint: str = "") -> None:
        self._edit = QDateEdit(QDate(on.year, on.month, on.day))
        super().__init__(label, self._edit, hint)
        self._edit.setDisplayFormat("d MMM yyyy")
        self._edit.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self._edit.lineEdit().setTextMargins(MARGIN_PX, 0, MARGIN_PX, 0)  # its padding is not inherited
        self._edit.dateChanged.connect(lambda _day: self.edited.emit())

    @property
    def day(self) -> date:
        """The day."""
        shown = self._edit.date()
        return date(shown.year(), shown.month(), shown.day())

    @property
    def value(self) -> str:
        """As ISO 8601."""
        return self.day.isoformat()

    def put(self, value: str) -> None:
        """Show this ISO 8601 day."""
        on = date.fromisoformat(value)
        self._edit.setDate(QDate(on.year, on.month, on.day))
