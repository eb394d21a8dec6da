"""The end of an embargo, typed in the local zone: the hour of UTC stands below it."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain.clocks.wall_time import said_of_wall_time
from desktop.ui.embargo.embargo_words import hours
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.desk.view_case import CaseView


class EndField(QWidget):
    """A moment with its hours everywhere."""

    def __init__(self, view: CaseView, label: str, at: datetime) -> None:
        super().__init__()
        self._view = view
        self.when = WhenField(label, at)
        self.shown = Words(look="small", wrap=True)
        self.remark = Words(look="warn", wrap=True)
        self.when.edited.connect(self.show_hours)
        rows = column(self, spacing=4)
        for widget in (self.when, self.shown, self.remark):
            rows.addWidget(widget)
        self.show_hours()

    @property
    def instant(self) -> datetime:
        """The moment, in UTC."""
        return self.when.instant

    def put(self, value: str) -> None:
        """Show this ISO 8601 instant."""
        self.when.put(value)
        self.show_hours()

    def show_hours(self) -> None:
        """Say which instant is meant."""
        instant = self.when.instant
        self.shown.say(hours(instant, self._view))
        remark = said_of_wall_time(instant.astimezone().replace(tzinfo=None), None, instant)
        self.remark.say(remark)
        self.remark.setVisible(bool(remark))
