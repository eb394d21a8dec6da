"""The form: which table of the profile, which of several, and its fields."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.formats.policies.mistakes import TablePath
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, column, tab_through
from desktop.ui.policies.editing.draft_work import AddRow, Change, RemoveRow
from desktop.ui.policies.editing.field_words import table_words
from desktop.ui.policies.editing.form_fields import PROFILE, ROWS, SINGLE, empty_row, table_of
from desktop.ui.policies.editing.known_names import names_in
from desktop.ui.policies.editing.table_form import TableForm

_NAMED_BY = ("id", "as_written", "text", "channel", "event", "artefact", "tag", "need", "reason")
_LONGEST_NAME = 48


class ProfileForm(QWidget):
    """`changed` brings a change of the text; whoever makes it shows the tables anew."""

    changed = Signal(object)
    moved = Signal(object)
    """Another table is in view, because a person chose it; brings where it stands."""
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._raw: dict[str, Any] = {}
        self._shown: tuple[str, int] = ("", -1)
        self.fields = TableForm()
        self.table = ChoiceField(self.tr("Part of the policy"))
        self.row = ChoiceField(self.tr("Which one"))
        self._add = ActButton(self.tr("Add"), self._on_add, "small", "plus")
        self._remove = ActButton(self.tr("Remove"), self._on_remove, "small", "close")
        self._told = Words(look="muted", wrap=True)
        self._acts = FoldingRow(self._add, self._remove)
        self._sheet = Sheet(self.tr("Form"), margin=16, spacing=12)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 6)
        head.setSpacing(8)
        for widget in (self.table, self.row, self._acts, self._told):
            head.addWidget(widget)
        self._sheet.rows.addWidget(self.fields)
        self._sheet.rows.addStretch(1)
        rows = column(self)
        rows.addLayout(head)
        rows.addWidget(self._sheet, 1)
        self.fields.changed.connect(lambda change: self.changed.emit(self._placed(change)))
        self.fields.undo_wanted.connect(self.undo_wanted)
        self.fields.redo_wanted.connect(self.redo_wanted)
        self.table.edited.connect(self._on_chosen)
        self.row.edited.connect(lambda: self._on_chosen(int(self.row.value or 0)))

    def show_tables(self, raw: Mapping[str, Any]) -> None:
        """Show what the text says now, at the place that is in view."""
        self._raw = dict(raw)
        table, place = self._shown
        self.table.offer(
            [(name, self._titled(name)) for name in (*SINGLE[:1], *ROWS[:2], *SINGLE[1:], *ROWS[2:])]
        )
        self.show_table(table or SINGLE[0], place)

    def show_table(self, table: str, place: int = 0) -> None:
        """Show one table, or one of those of its kind."""
        rows = self._rows(table) if table in ROWS else []
        place = min(max(place, 0), len(rows) - 1) if table in ROWS else -1
        self.table.put(table)
        several = table in ROWS
        self.row.setVisible(several and bool(rows))
        self._acts.setVisible(several)
        self._remove.setEnabled(bool(rows))
        self.row.offer([(str(n), _name(row, n)) for n, row in enumerate(rows)])
        self.row.put(str(place))
        none = not rows if several else table == "adopted" and not self._given(table, place)
        told = self.tr("The policy does not state any.") if several else self.tr("It is not adopted yet.")
        self._told.say(told if none else "")
        self._told.setVisible(none)
        moved, self._shown = (table, place) != self._shown, (table, place)
        shown = None if none else table_of(table)
        if self.fields.show_table(shown, self._given(table, place), names_in(self._raw)):
            tab_through(self._remove, self.fields)
        if moved:
            self._sheet.verticalScrollBar().setValue(0)

    def lead_to(self, path: TablePath, key: str) -> bool:
        """Put the keys into the field of a table, if the form has it."""
        table = str(path[0]) if path else PROFILE
        if table not in (*ROWS, *SINGLE):
            return False
        self.show_table(table, path[1] if len(path) > 1 and isinstance(path[1], int) else 0)
        found = self.fields.lead_to(path[1 + (table in ROWS) :], key.partition("[")[0])
        if found is None:
            return False
        self._sheet.ensureWidgetVisible(found)
        return True

    # --- what is in view -----------------------------------------------------------------------------

    def _path(self) -> TablePath:
        table, place = self._shown
        return (table, place) if table in ROWS else () if table == PROFILE else (table,)

    def _placed(self, change: Change) -> Change:
        """A change within the table in view, as one of the whole text."""
        return change._replace(path=(*self._path(), *change.path))

    def _given(self, table: str, place: int) -> dict[str, Any]:
        if table in ROWS:
            rows = self._rows(table)
            return rows[place] if 0 <= place < len(rows) else {}
        found = self._raw if table == PROFILE else self._raw.get(table)
        return found if isinstance(found, dict) else {}

    def _rows(self, table: str) -> list[dict[str, Any]]:
        found = self._raw.get(table)
        return [row if isinstance(row, dict) else {} for row in found] if isinstance(found, list) else []

    def _titled(self, table: str) -> str:
        count = len(self._rows(table))
        return f"{table_words(table)} ({count})" if table in ROWS and count else table_words(table)

    def _on_chosen(self, place: int = 0) -> None:
        self.show_table(self.table.value, place)
        self.moved.emit(self._path())

    def _on_add(self) -> None:
        table = self._shown[0]
        row = empty_row(table_of(table), len(self._rows(table)) + 1)
        self._raw = {**self._raw, table: [*self._rows(table), row]}  # until the text says it too
        self.show_table(table, len(self._rows(table)) - 1)
        self.changed.emit(AddRow((table,), row))

    def _on_remove(self) -> None:
        table, place = self._shown
        self.changed.emit(RemoveRow((table,), place))


def _name(row: Mapping[str, Any], place: int) -> str:
    named = next((str(row[key]) for key in _NAMED_BY if row.get(key)), str(place + 1))
    return named if len(named) <= _LONGEST_NAME else f"{named[: _LONGEST_NAME - 1]}…"
