"""The form of one table of a profile with all that stands within it; each edit is told as a change."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.formats.policies.mistakes import TablePath
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, Field, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.search_field import SearchField
from desktop.ui.policies.editing.draft_work import AddRow, Change, SetValue
from desktop.ui.policies.editing.field_text import value_of, words_of
from desktop.ui.policies.editing.field_words import choice_words, form_words, hint_words, key_words
from desktop.ui.policies.editing.form_fields import FormField, Table
from desktop.ui.policies.editing.form_plan import (
    FORMS,
    Ending,
    Entry,
    More,
    Part,
    Shown,
    plan,
    value_at,
    with_form,
)
from desktop.ui.policies.editing.known_names import Names

_INDENT_PX, _MOST_INDENTS = 14, 5
Place = tuple[TablePath, str]
"""Which control: the table that it belongs to, and the key; an expression and a button have other keys."""
_FORM, _ADD, _REMOVE = "/form", "/add", "/remove"


class TableForm(QWidget):
    """`changed` brings a change whose paths begin with that of the table in view."""

    changed = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, spacing=12)
        self._raw: Mapping[str, Any] = {}
        self._names = Names()
        self._entries: tuple[object, ...] = ()
        self.controls: dict[Place, QWidget] = {}
        self.fields: dict[Place, tuple[FormField, Field]] = {}
        self._wanted: Place | None = None

    def show_table(self, table: Table | None, raw: Mapping[str, Any], names: Names) -> bool:
        """Show what a table says now; whether it had to be laid out anew."""
        entries = tuple(plan(table, raw)) if table is not None else ()
        self._raw = raw
        anew = (table, entries) != self._entries
        if anew:
            self._entries, self._names = (table, entries), names
            self._lay_out(entries)
        self._fill(names)
        return anew

    def lead_to(self, path: TablePath, key: str) -> QWidget | None:
        """Put the keys into the field for a key, or into the nearest that there is; where they are then."""
        while True:
            for place in ((path, key), ((*path, key), _FORM), (path, _FORM), ((*path, key), _ADD)):
                if place in self.controls:
                    self.controls[place].setFocus()
                    return self.controls[place]
            if not path:
                return None
            *rest, last = path
            path, key = tuple(rest), last if isinstance(last, str) else key

    # --- laying out ----------------------------------------------------------------------------------

    def _lay_out(self, entries: tuple[Entry, ...]) -> None:
        had = next((place for place, control in self.controls.items() if control.hasFocus()), None)
        self.fields, self.controls = {}, {}  # what a field says of itself while it goes is no edit
        clear(self._rows)
        for entry in entries:
            widget = self._widget(entry)
            around = column(held := QWidget())
            around.setContentsMargins(_INDENT_PX * min(entry.depth, _MOST_INDENTS), 0, 0, 0)
            around.addWidget(widget)
            self._rows.addWidget(held)
        wanted, self._wanted = self._wanted, None
        for place in (wanted, had, (had[0][:-1], _ADD) if had is not None else None):
            if place is not None and place in self.controls:
                self.controls[place].setFocus()
                return

    def _widget(self, entry: Entry) -> QWidget:
        if isinstance(entry, Shown):
            return self._field(entry)
        if isinstance(entry, Ending):
            return self._ending(entry)
        return self._more(entry) if isinstance(entry, More) else self._part(entry)

    def _field(self, entry: Shown) -> Field:
        field = widget_for(entry.field, self._names)
        self._take(field.control, (entry.path, entry.field.key))
        self.fields[entry.path, entry.field.key] = entry.field, field
        if entry.locked:
            field.setEnabled(False)
            told = self.tr("What stands here cannot be shown in a field without losing some of it.")
            field.setToolTip(told)
        field.edited.connect(lambda: self._on_edited(entry, field))
        return field

    def _ending(self, entry: Ending) -> QWidget:
        words = key_words(entry.field.key, entry.field.owner)
        forms = FORMS if entry.remove is not None or entry.field.default is None else ("", *FORMS)
        choice = ChoiceField(words, [(form, form_words(form)) for form in forms])
        choice.put(entry.form)
        choice.edited.connect(lambda: self._change(with_form(entry.path, choice.value, self._raw)))
        self._take(choice.control, (entry.path, _FORM))
        if entry.remove is None:
            return choice
        rows = column(both := QWidget(), spacing=2)
        rows.addWidget(choice)
        rows.addWidget(FoldingRow(self._remove(entry.path, entry.remove)))
        return both

    def _part(self, entry: Part) -> QWidget:
        words = key_words(entry.field.key, entry.field.owner)
        told = Words(f"{words}: {entry.number}" if entry.number else words, "section", wrap=True)
        if entry.remove is None:
            return told
        return FoldingRow(told, self._remove(entry.path, entry.remove), grow=(told,))

    def _remove(self, path: TablePath, change: Change) -> QWidget:
        remove = ActButton(self.tr("Remove"), lambda: self._change(change), "small", "close")
        self._take(remove, (path, _REMOVE))
        return remove

    def _more(self, entry: More) -> QWidget:
        words = self.tr("Add: {what}").format(what=key_words(entry.field.key, entry.field.owner))
        add = ActButton(words, lambda: self._add(entry), "small", "plus")
        self._take(add, ((*entry.path, entry.field.key), _ADD))
        return FoldingRow(add)

    def _take(self, control: QWidget, place: Place) -> None:
        control.installEventFilter(self)
        self.controls[place] = control

    # --- showing and changing ------------------------------------------------------------------------

    def _fill(self, names: Names) -> None:
        if names != self._names:
            self._names = names
            for shown, widget in self.fields.values():
                if isinstance(widget, SearchField):
                    widget.offer(names.of(shown.names))
        for (path, key), (shown, widget) in self.fields.items():
            given = value_at(self._raw, path, key)
            words = words_of(shown, shown.default if given is None else given)
            typed, there = value_of(shown, widget.value), value_of(shown, words)
            being_emptied = typed is None and given is None and widget.control.hasFocus()
            if typed != there and not being_emptied:
                widget.put(words)

    def _on_edited(self, entry: Shown, field: Field) -> None:
        if (entry.path, entry.field.key) not in self.fields:
            return
        value = value_of(entry.field, field.value)
        there = value_at(self._raw, entry.path, entry.field.key)
        if isinstance(field, SearchField) and value == there:
            return  # it was left as it was
        if there is None and field.value == words_of(entry.field, entry.field.default):
            value = None  # the schema has it anyway
        self._change(SetValue(entry.path, entry.field.key, value))

    def _add(self, entry: More) -> None:
        """Begin a table; the keys go to its first field once it is there."""
        change = entry.add
        if isinstance(change, AddRow):
            there = value_at(self._raw, change.path[:-1], str(change.path[-1]))
            new = (*change.path, len(there) if isinstance(there, list) else 0)
            first = next(iter(change.row), "")
        else:
            new, first = (*entry.path, entry.field.key), next(iter(change.value or ()), "")
        self._wanted = (new, _FORM if entry.field.key == "of" else first)
        self._change(change)

    def _change(self, change: Change) -> None:
        self.changed.emit(change)

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


def widget_for(shown: FormField, names: Names) -> Field:
    """The control for a key of a table."""
    label, hint = key_words(shown.key, shown.owner), hint_words(shown.key)
    if shown.kind == "choice":
        return ChoiceField(
            label, [(choice, choice_words(shown.key, choice)) for choice in shown.choices], hint
        )
    if shown.names:
        return SearchField(label, names.of(shown.names), hint)
    if shown.kind in ("text", "lines", "pairs"):
        return TextField(label, hint, lines=2)
    return LineField(label, hint)
