"""A moment that a person types, in the local zone."""

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit

from desktop.ui.parts.fields import MARGIN_PX, Field


class WhenField(Field):
    """A moment, typed in the local zone."""

    def __init__(self, label: str, at: datetime, hint: str = "") -> None:
        self._edit = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int(at.timestamp())))
        super().__init__(label, self._edit, hint)
        self._edit.setDisplayFormat("d MMM yyyy  HH:mm")
        self._edit.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self._edit.lineEdit().setTextMargins(MARGIN_PX, 0, MARGIN_PX, 0)  # its padding is not inherited
        self._edit.dateTimeChanged.connect(lambda _when: self.edited.emit())

    @property
    def instant(self) -> datetime:
        """The moment, in UTC."""
        return datetime.fromtimestamp(self._edit.dateTime().toSecsSinceEpoch(), tz=UTC)

    @property
    def value(self) -> str:
        """As ISO 8601."""
        return self.instant.isoformat()

    def put(self, value: str) -> None:
        """Show this ISO 8601 instant."""
        self._edit.setDateTime(QDateTime.fromSecsSinceEpoch(int(datetime.fromisoformat(value).timestamp())))
