"""A stranger's text with what helps to read it: quotes that fold, parts of a long one, finding words."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.finding import MOST_PLACES, Place, places_in
from desktop.domain.inert import Untrusted
from desktop.domain.passages import parts_of
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.reader.find_bar import FindBar
from desktop.ui.reader.folded_text import FoldedText

_LONGEST_PICK = 200
"""Characters of a selection that are taken over as what to find."""


class TextReader(QWidget):
    """A text of any length opens at once: one part of it is laid out at a time, and it says which."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._parts: tuple[Untrusted, ...] = (Untrusted(""),)
        self._part = 0
        self._size = 0
        self._places: list[Place] = []
        self._at = -1
        self._looked = 0
        self.text = FoldedText(name)
        self.quotes = ActButton(self.tr("Show quoted lines"), self._on_quotes, "small")
        self._finding = ActButton(self.tr("Find…"), self.look_for, "small", mark="search")
        self.bar = FindBar()
        self.bar.hide()
        self._where = Words(look="small")
        self.earlier = ActButton(self.tr("Earlier part"), lambda: self._turn(-1), "small")
        self.later = ActButton(self.tr("Show what follows"), lambda: self._turn(1), "small")
        self._search = QTimer(self, interval=0)
        self._search.timeout.connect(self._look_further)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = column(self, spacing=6)
        rows.addWidget(FoldingRow(self.quotes, self._finding))
        rows.addWidget(self.bar)
        rows.addWidget(self.text, 1)
        self._pager = FoldingRow(self._where, self.earlier, self.later, spacing=10)
        rows.addWidget(self._pager)
        self.bar.typed.connect(self._on_typed)
        self.bar.stepped.connect(self._on_step)
        self.bar.closed.connect(self.stop_finding)
        self.text.textChanged.connect(self._name_quotes)
        self._show_part(0)

    def show_text(self, text: Untrusted) -> None:
        """Show this from its beginning; what was looked for is looked for in it."""
        self._parts = parts_of(text)
        self._size = sum(len(part.raw) for part in self._parts)
        self._show_part(0)
        self._on_typed(self.bar.words if not self.bar.isHidden() else "")

    def look_for(self) -> None:
        """Begin to look for words."""
        picked = self.text.textCursor().selectedText()
        self.bar.show()
        self.bar.begin(picked if len(picked) <= _LONGEST_PICK else "")
        self._on_typed(self.bar.words)

    def stop_finding(self) -> None:
        """Read on where the words were found."""
        self._search.stop()
        self._places = []
        self.bar.hide()
        self.text.setExtraSelections([])
        self.text.setFocus()

    @property
    def told(self) -> str:
        """Which part it shows of how much; empty where it shows all."""
        return self._where.text() if not self._pager.isHidden() else ""

    # --- parts and quotes ----------------------------------------------------------------------------

    def _show_part(self, number: int) -> None:
        self._part = number
        self.text.show_text(self._parts[number])
        before = sum(len(part.raw) for part in self._parts[:number])
        words = self.tr("Part {n} of {all}: characters {start} to {end} of {size}")
        counts = {"n": number + 1, "all": len(self._parts), "size": f"{self._size:,}"}
        end = before + len(self._parts[number].raw)
        self._where.say(words.format(start=f"{before + 1:,}", end=f"{end:,}", **counts))
        self._pager.setVisible(len(self._parts) > 1)
        self.earlier.setEnabled(number > 0)
        self.later.setEnabled(number + 1 < len(self._parts))
        self._name_quotes()

    def _turn(self, by: int) -> None:
        if 0 <= self._part + by < len(self._parts):
            self._show_part(self._part + by)
            self._light()

    def _on_quotes(self) -> None:
        self.text.fold(not self.text.folded)

    def _name_quotes(self) -> None:
        count = self.text.hidden
        shows, folds = self.tr("Show {n} quoted lines"), self.tr("Fold {n} quoted lines")
        self.quotes.rename((shows if self.text.folded else folds).format(n=count))
        self.quotes.setVisible(count > 0)

    # --- finding -------------------------------------------------------------------------------------

    def _on_typed(self, words: str) -> None:
        self._places, self._at, self._looked = [], -1, 0
        self._search.stop()
        self.text.setExtraSelections([])
        self.bar.tell("", found=False)
        if words:
            self._search.start()
            self._look_further()

    def _look_further(self) -> None:
        """One part at a time, so that nothing waits for a very long text."""
        if self._looked < len(self._parts) and len(self._places) < MOST_PLACES:
            self._places += places_in(self._parts, self._looked, self.bar.words)
            self._looked += 1
        if self._looked == len(self._parts) or len(self._places) >= MOST_PLACES:
            self._search.stop()
        if self._at < 0 and self._places:
            self._go(0)
        else:
            self._tell()

    def _on_step(self, by: int) -> None:
        if self._places:
            self._go((self._at + by) % len(self._places))

    def _go(self, place: int) -> None:
        self._at = place
        if self._places[place].part != self._part:
            self._show_part(self._places[place].part)
        self._light()
        self._tell()

    def _light(self) -> None:
        if not self._places:
            return
        here = [place for place in self._places if place.part == self._part]
        current = self._places[self._at]
        self.text.light(here, current if current.part == self._part else None)

    def _tell(self) -> None:
        looking = self._search.isActive()
        if not self._places:
            words = self.tr("Looking…") if looking else self.tr("Not found")
        else:
            more = looking or len(self._places) >= MOST_PLACES
            words = self.tr("{n} of at least {all}") if more else self.tr("{n} of {all}")
        self.bar.tell(words.format(n=self._at + 1, all=len(self._places)), found=bool(self._places))
