"""What speaks against the advisory or may be wrong with it, line by line, each with the way to its field."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.advisory.form_words import field_words
from desktop.ui.look.broken_lines import breakable
from desktop.ui.look.sentences import said
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import GrowingSheet, clear

Line = tuple[str, str, str]
"""A sentence, how it looks, and the field in which it is put right ("" for none)."""
_MOST_LINES = 60


class FindingList(GrowingSheet):
    """As high as its lines where there is room, then it scrolls; `led` names a field."""

    led = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("What was found"), margin=0, spacing=4)
        self._shown: tuple[Line, ...] | None = None

    def show_lines(self, lines: Iterable[Line]) -> None:
        """List them, if they are others than before: the keyboard stays where it is."""
        told = tuple(dict.fromkeys(lines))
        if told == self._shown:
            return
        self._shown = told
        clear(self.rows)
        for sentence, look, field in told[:_MOST_LINES]:
            self.rows.addWidget(self._line(Untrusted(said(sentence)).shown, look, field))
        if len(told) > _MOST_LINES:
            more = self.tr("%n more", "", len(told) - _MOST_LINES)
            self.rows.addWidget(Words(more, "small"))
        self.setVisible(bool(told))

    def _line(self, sentence: str, look: str, field: str) -> QWidget:
        words = Words(breakable(sentence), look, wrap=True)
        if not field:
            return words
        lead = ActButton(field_words(field), partial(self.led.emit, field), "small")
        lead.setAccessibleName(self.tr("Go to: {field}").format(field=field_words(field)))
        lead.setAccessibleDescription(sentence)
        return FoldingRow(words, lead, grow=(words,))
