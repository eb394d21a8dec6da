"""Correct what was read in a text before it is accepted: each key of the value in a field of its own."""

import tomllib
from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted, escape_invisible
from desktop.domain.policy.proposing import Proposed
from desktop.domain.policy.proposing.proposal import TABLES
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.policies.toml_text import toml_key, toml_value
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.layout import Sheet
from desktop.ui.policies.editing.draft_work import Change
from desktop.ui.policies.editing.form_fields import fields_of, table_of
from desktop.ui.policies.editing.known_names import names_in
from desktop.ui.policies.editing.table_form import TableForm

_HEIGHT_PX, _QUOTE_PX, _HIGHEST_PX = 330, 76, 460


class CorrectDialog(ActDialog):
    """`corrected` holds the keys that differ from what was proposed."""

    def __init__(self, parent: QWidget, item: Proposed, corrected: Mapping[str, Any]) -> None:
        super().__init__(parent, self.tr("Correct what was read"), width=560)
        self.concerns = item.id
        self._item = item
        quote = InertText(self.tr("The sentence"))
        quote.setProperty("look", "document")
        quote.setFixedHeight(grown(_QUOTE_PX))
        quote.show_text(Untrusted("\n".join(passage.quote for passage in item.passages)))
        self.rows.addWidget(quote)
        sheet = Sheet(self.tr("The value"), margin=4, spacing=10)
        sheet.setFixedHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._table = table_of(item.table)
        self._text = _written({**item.value, **corrected})
        self._proposed = tomllib.loads(_written(item.value))
        self.form = TableForm()
        self.form.changed.connect(self._on_changed)
        self._show()
        sheet.rows.addWidget(self.form)
        sheet.rows.addStretch(1)
        self.rows.addWidget(sheet)
        self.finish(self.tr("Accept as corrected"), cancel=self.tr("Cancel"), mark="check")

    def _show(self) -> None:
        self.form.show_table(self._table, tomllib.loads(self._text), names_in({}))

    def _on_changed(self, change: Change) -> None:
        self._text = change.on(self._text)
        self._show()

    @property
    def corrected(self) -> dict[str, Any]:
        """What a person typed otherwise than it was proposed."""
        value = tomllib.loads(self._text)
        unset = {field.key: field.default for field in fields_of(self._table)}
        return {
            key: value.get(key, unset.get(key, ""))
            for key in {**self._proposed, **value}
            if value.get(key) != self._proposed.get(key)
        }

    def missing(self) -> str:
        """Which key cannot be what was typed."""
        try:
            msgspec.convert({**self._item.value, **self.corrected}, TABLES[self._item.table])
        except UNDECODABLE:
            return self.tr(
                "One of these cannot stand so: a day is written 2026-12-24, a name is never empty."
            )
        return ""


def _written(value: Mapping[str, Any]) -> str:
    """The value as the text that the form changes; what hides in it is shown."""
    facts = {key: _plain(fact) for key, fact in value.items() if fact is not None}
    return "".join(f"{toml_key(key)} = {toml_value(fact)}\n" for key, fact in facts.items())


def _plain(fact: Any) -> Any:
    if isinstance(fact, Mapping):
        return {key: _plain(part) for key, part in fact.items()}
    if isinstance(fact, list | tuple):
        return [_plain(part) for part in fact]
    return escape_invisible(fact) if isinstance(fact, str) else fact
