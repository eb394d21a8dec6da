"""Which cases are chosen for an act on many: by id, so that they stay chosen wherever they stand."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class ChosenCases(QObject):
    """In the order in which they were chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: dict[str, None] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._ids)

    def __contains__(self, case_id: object) -> bool:
        """Whether this one is."""
        return case_id in self._ids

    def toggle(self, case_id: str) -> None:
        """Choose it, or no longer."""
        if case_id in self._ids:
            del self._ids[case_id]
        elif case_id:
            self._ids[case_id] = None
        self.changed.emit()

    def add(self, case_ids: Iterable[str]) -> None:
        """Choose these too."""
        self._ids |= dict.fromkeys(filter(None, case_ids))
        self.changed.emit()

    def clear(self) -> None:
        """Choose none."""
        if self._ids:
            self._ids = {}
            self.changed.emit()
