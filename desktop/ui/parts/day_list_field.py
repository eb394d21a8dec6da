"""Single days, as many as there are, written one after the other."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.ui.parts.fields import LineField


class DayListField(LineField):
    """Days such as 2026-12-24; `flaw` says which of the words is none."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days that can be read, in order."""
        return tuple(sorted(day for day in map(_day, self._words) if day is not None))

    @property
    def flaw(self) -> str:
        """What is wrong with the first word that is no day; empty where all are."""
        wrong = next((word for word in self._words if _day(word) is None), "")
        told = QCoreApplication.translate("DayList", "“{word}” is no day: write it as 2026-12-24.")
        return told.format(word=wrong) if wrong else ""

    @property
    def _words(self) -> list[str]:
        return self.value.replace(",", " ").split()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
