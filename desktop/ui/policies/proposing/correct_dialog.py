"""Correct what was read in a text before it is accepted: each key of the value in a field of its own."""

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted, escape_invisible
from desktop.domain.policy.proposing import Proposed
from desktop.domain.policy.proposing.proposal import TABLES
from desktop.domain.undecodable import UNDECODABLE
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.fields import Field
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.layout import Sheet
from desktop.ui.policies.editing.form_fields import FormField, fields_of, value_of, words_of
from desktop.ui.policies.editing.profile_form import widget_for

_HEIGHT_PX, _QUOTE_PX, _HIGHEST_PX = 330, 76, 460


class CorrectDialog(ActDialog):
    """`corrected` holds the keys that differ from what was proposed."""

    def __init__(self, parent: QWidget, item: Proposed, corrected: Mapping[str, Any]) -> None:
        super().__init__(parent, self.tr("Correct what was read"), width=560)
        self.concerns = item.id
        self._item = item
        self._fields: list[tuple[FormField, Field, str]] = []
        quote = InertText(self.tr("The sentence"))
        quote.setProperty("look", "document")
        quote.setFixedHeight(grown(_QUOTE_PX))
        quote.show_text(Untrusted("\n".join(passage.quote for passage in item.passages)))
        self.rows.addWidget(quote)
        sheet = Sheet(self.tr("The value"), margin=4, spacing=10)
        sheet.setFixedHeight(grown(_HEIGHT_PX, _HIGHEST_PX))
        sheet.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        value = {**item.value, **corrected}
        for shown in fields_of(item.table):
            field = widget_for(shown)
            words = escape_invisible(words_of(shown, value.get(shown.key, shown.default)))
            field.put(words)
            proposed = escape_invisible(words_of(shown, item.value.get(shown.key, shown.default)))
            self._fields.append((shown, field, proposed))
            sheet.rows.addWidget(field)
        sheet.rows.addStretch(1)
        self.rows.addWidget(sheet)
        self.finish(self.tr("Accept as corrected"), cancel=self.tr("Cancel"), mark="check")

    @property
    def corrected(self) -> dict[str, Any]:
        """What a person typed otherwise than it was proposed."""
        found: dict[str, Any] = {}
        for shown, field, proposed in self._fields:
            value = value_of(shown, field.value)
            if value != value_of(shown, proposed):
                found[shown.key] = _empty(shown) if value is None else _plain(value)
        return found

    def missing(self) -> str:
        """Which key cannot be what was typed."""
        try:
            msgspec.convert({**self._item.value, **self.corrected}, TABLES[self._item.table])
        except UNDECODABLE:
            return self.tr(
                "One of these cannot stand so: a day is written 2026-12-24, a name is never empty."
            )
        return ""


def _empty(shown: FormField) -> Any:
    return shown.default if shown.default is not None else ""


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
