"""The form: which table of the profile, which of several, and its fields."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.formats.policies.mistakes import TablePath
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, Field, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, clear, column
from desktop.ui.policies.editing.draft_work import AddRow, RemoveRow, SetValue
from desktop.ui.policies.editing.field_words import hint_words, key_words
from desktop.ui.policies.editing.form_fields import (
    ROWS,
    SINGLE,
    FormField,
    empty_row,
    fields_of,
    table_words,
    value_of,
    words_of,
)

_NAMED_BY = ("id", "as_written", "text", "channel", "event", "artefact", "tag")
_LONGEST_NAME = 48


class ProfileForm(QWidget):
    """`changed` brings a change of the text; whoever makes it shows the tables anew."""

    changed = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._raw: dict[str, Any] = {}
        self._shown: tuple[str, int] = ("", -1)
        self._fields: dict[str, tuple[FormField, Field]] = {}
        self.table = ChoiceField(self.tr("Part of the policy"))
        self.row = ChoiceField(self.tr("Which one"))
        self._add = ActButton(self.tr("Add"), self._on_add, "small", "plus")
        self._remove = ActButton(self.tr("Remove"), self._on_remove, "small", "close")
        self._told = Words(look="muted", wrap=True)
        self._acts = FoldingRow(self._add, self._remove)
        self._sheet = Sheet(self.tr("Form"), margin=16, spacing=12)
        self._body = column(body := QWidget(), spacing=12)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 6)
        head.setSpacing(8)
        for widget in (self.table, self.row, self._acts, self._told):
            head.addWidget(widget)
        self._sheet.rows.addWidget(body)
        self._sheet.rows.addStretch(1)
        rows = column(self)
        rows.addLayout(head)
        rows.addWidget(self._sheet, 1)
        self.table.edited.connect(lambda: self.show_table(self.table.value))
        self.row.edited.connect(lambda: self.show_table(self.table.value, int(self.row.value or 0)))

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
        none = several and not rows
        self._told.say(self.tr("The policy does not state any.") if none else "")
        self._told.setVisible(none)
        if (table, place) != self._shown or none:
            self._shown = table, place
            self._lay_out([] if none else fields_of(table))
        self._fill()

    def lead_to(self, path: TablePath, key: str) -> bool:
        """Put the keys into the field of a table, if the form has it."""
        table = str(path[0]) if path else ""
        if table not in (*ROWS, *SINGLE):
            return False
        self.show_table(table, path[1] if len(path) > 1 and isinstance(path[1], int) else 0)
        found = self._fields.get(key.partition("[")[0]) if len(path) <= 1 + (table in ROWS) else None
        if found is None:
            return False
        found[1].control.setFocus()
        self._sheet.ensureWidgetVisible(found[1])
        return True

    @property
    def holds_focus(self) -> bool:
        """Whether a person types into one of its fields."""
        return any(field.control.hasFocus() for _, field in self._fields.values())

    # --- fields --------------------------------------------------------------------------------------

    def _lay_out(self, fields: Sequence[FormField]) -> None:
        clear(self._body)
        self._fields = {}
        for shown in fields:
            widget = widget_for(shown)
            widget.control.installEventFilter(self)
            widget.edited.connect(lambda shown=shown, widget=widget: self._on_edited(shown, widget.value))
            self._fields[shown.key] = shown, widget
            self._body.addWidget(widget)
        self._sheet.verticalScrollBar().setValue(0)

    def _fill(self) -> None:
        given = self._given()
        for key, (shown, widget) in self._fields.items():
            words = words_of(shown, given.get(key, shown.default))
            typed_already = value_of(shown, widget.value) == value_of(shown, words)
            if not typed_already:
                widget.put(words)

    def _given(self) -> dict[str, Any]:
        table, place = self._shown
        if table in ROWS:
            rows = self._rows(table)
            return rows[place] if 0 <= place < len(rows) else {}
        found = self._raw.get(table)
        return found if isinstance(found, dict) else {}

    def _rows(self, table: str) -> list[dict[str, Any]]:
        found = self._raw.get(table)
        return [row if isinstance(row, dict) else {} for row in found] if isinstance(found, list) else []

    def _titled(self, table: str) -> str:
        count = len(self._rows(table))
        return f"{table_words(table)} ({count})" if table in ROWS and count else table_words(table)

    def _on_edited(self, shown: FormField, words: str) -> None:
        table, place = self._shown
        value = value_of(shown, words)
        if shown.key not in self._given() and words == words_of(shown, shown.default):
            value = None  # the schema has it anyway
        path: TablePath = (table, place) if table in ROWS else (table,)
        self.changed.emit(SetValue(path, shown.key, value))

    def _on_add(self) -> None:
        table = self._shown[0]
        count = len(self._rows(table))
        self._shown = table, count
        self._lay_out(fields_of(table))
        self.changed.emit(AddRow(table, empty_row(table, count + 1)))

    def _on_remove(self) -> None:
        self.changed.emit(RemoveRow(*self._shown))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo are those of the whole page, not of one field."""
        if isinstance(event, QKeyEvent):
            for keys, wanted in (
                (QKeySequence.StandardKey.Undo, self.undo_wanted),
                (QKeySequence.StandardKey.Redo, self.redo_wanted),
            ):
                if event.matches(keys):
                    if event.type() == QEvent.Type.KeyPress:
                        wanted.emit()
                    event.accept()
                    return True
        return super().eventFilter(watched, event)


def widget_for(shown: FormField) -> Field:
    """The control for a key of a table."""
    label, hint = key_words(shown.key), hint_words(shown.key)
    if shown.kind == "choice":
        return ChoiceField(label, [(choice, choice or "-") for choice in shown.choices], hint)
    if shown.kind in ("text", "lines"):
        return TextField(label, hint, lines=2)
    return LineField(label, hint)


def _name(row: Mapping[str, Any], place: int) -> str:
    named = next((str(row[key]) for key in _NAMED_BY if row.get(key)), str(place + 1))
    return named if len(named) <= _LONGEST_NAME else f"{named[: _LONGEST_NAME - 1]}…"
