"""Saved filters: shown in the rail, saved from the search line, removed."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.filter_dialog import FilterDialog
from desktop.ui.pages.filter_shelf import FilterShelf
from desktop.ui.session import Session
from desktop.workflows.desk.save_filter import SavedFilter, forget_filter, save_filter, saved_filters


class FilterErrands(QObject):
    """Keeps the shelf in the rail as the vault has it."""

    kept = Signal(str, str)
    """The name of a filter that was saved, and its text."""

    def __init__(self, parent: QWidget, session: Session, shelf: FilterShelf) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._shelf = shelf
        shelf.remove_wanted.connect(self.remove)
        session.background.run(lambda _p: saved_filters(session.desk.vault), shelf.show_filters)

    def keep(self, text: str) -> None:
        """Ask for a name for a filter, and keep it."""
        dialog = FilterDialog(self._parent, text)
        dialog.submitted.connect(lambda: self._keep(dialog))
        self._session.open(dialog, of_case=False)

    def remove(self, name: str) -> None:
        """Take a filter out of the rail."""
        vault = self._session.desk.vault
        self._session.background.run(lambda _p: forget_filter(vault, name), self._shelf.show_filters)

    def _keep(self, dialog: FilterDialog) -> None:
        vault, name, text = self._session.desk.vault, dialog.name, dialog.text

        def saved(filters: Sequence[SavedFilter]) -> None:
            dialog.finish_well()
            self._shelf.show_filters(filters)
            self.kept.emit(name, text)

        self._session.background.run(
            lambda _p: save_filter(vault, name, text),
            saved,
            otherwise=dialog.failing(self._session.background.failed.emit),
        )
