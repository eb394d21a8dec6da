"""A part of a stranger's text: long lines in pieces, quoted lines quieter and folded where there are many."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextBlock, QTextCharFormat, QTextCursor

from desktop.domain.finding import Place
from desktop.domain.inert import Untrusted
from desktop.domain.passages import Line, lines_of
from desktop.ui.look.theme import tones
from desktop.ui.parts.clipboard import secret
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.lit_text import Lit, lit

FOLDED_FROM = 4
"""So many quoted lines under each other are folded; the first of them stays."""
_GOES_ON, _NOTE = 1, 2
"""States of a block: its line goes on in the next one; it holds our words, not the stranger's."""
_MOST_LIT = 500


class FoldedText(InertText):
    """Shows one part; a note of ours stands in place of folded lines, in a colour that no text can take."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._lines: tuple[Line, ...] = ()
        self.folded = True
        self.hidden = 0
        """How many quoted lines are folded, or would be."""

    def show_text(self, text: Untrusted) -> None:
        """Show this part from its beginning, folded."""
        self.show_lines(tuple(lines_of(text)), folded=True)

    def show_lines(self, lines: tuple[Line, ...], *, folded: bool) -> None:
        """Show these lines; what is quoted stays open where nothing else stands there."""
        self._lines = lines
        own = any(line.text.strip() and not line.level for line in lines)
        runs = [(quoted, list(run)) for quoted, run in groupby(lines, key=lambda line: line.level > 0)]
        self.hidden = sum(len(run) - 1 for quoted, run in runs if quoted and len(run) >= FOLDED_FROM and own)
        self.folded = folded and self.hidden > 0
        texts: list[str] = []
        states: list[int] = []
        levels: list[int] = []
        for quoted, run in runs:
            folds = self.folded and quoted and len(run) >= FOLDED_FROM
            for line in run[:1] if folds else run:
                texts.append(line.text)
                states.append(_GOES_ON if line.goes_on else -1)
                levels.append(line.level)
            if folds:
                texts.append(self._note(len(run) - 1))
                states.append(_NOTE)
                levels.append(0)
        self.setPlainText("\n".join(texts))
        self.setExtraSelections([])
        self._mark(states, levels)

    def fold(self, folded: bool) -> None:
        """Hide quoted lines, or show all of them."""
        if folded != self.folded and self.hidden:
            self.show_lines(self._lines, folded=folded)

    def light(self, places: Sequence[Place], current: Place | None) -> None:
        """Show where words were found, and go to one of them; all lines are open then."""
        self.fold(False)
        breaks = self._breaks()
        chosen = [place for place in places if place != current][:_MOST_LIT]
        found = [self._lit(place, breaks, "accent_wash") for place in chosen]
        if current is not None:
            shown = self._lit(current, breaks, "warn_wash")
            found.append(shown)
            cursor = QTextCursor(shown.cursor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.setExtraSelections(found)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied: the stranger's lines as they were, without our notes and cuts."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(start)
        words: list[str] = []
        while block.isValid() and block.position() <= end:
            if block.userState() != _NOTE:
                text = block.text()[max(start - block.position(), 0) : end - block.position()]
                whole = block.userState() != _GOES_ON and end >= block.position() + block.length()
                words.append(text + ("\n" if whole else ""))
            block = block.next()
        return secret("".join(words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a note opens what is folded."""
        block = self.cursorForPosition(event.position().toPoint()).block()
        if event.button() == Qt.MouseButton.LeftButton and block.userState() == _NOTE:
            self.fold(False)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """On a note Return is no shortcut."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and self._opens(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return on a note does the same."""
        if self._opens(event):
            self.fold(False)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Colour it anew for another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines:
            self.show_lines(self._lines, folded=self.folded)

    def _opens(self, event: QKeyEvent) -> bool:
        on_note = self.textCursor().block().userState() == _NOTE
        return on_note and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)

    def _note(self, count: int) -> str:
        return self.tr("{n} quoted lines are folded here").format(n=count)

    def _mark(self, states: Sequence[int], levels: Sequence[int]) -> None:
        """Remember what each block is, and make what is not the stranger's own look so."""
        now = tones()
        quiet, note = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(now.muted))
        note.setForeground(QColor(now.accent))
        note.setBackground(QColor(now.accent_wash))
        block = self.document().firstBlock()
        for state, level in zip(states, levels, strict=True):
            if state >= 0:
                block.setUserState(state)
            if level or state == _NOTE:
                _dress(block, note if state == _NOTE else quiet)
            block = block.next()

    def _breaks(self) -> list[int]:
        """Behind how many characters of what is shown a long line is cut."""
        places: list[int] = []
        at = 0
        for line in self._lines:
            at += len(line.text)
            if line.goes_on:
                places.append(at)
            else:
                at += 1
        return places

    def _lit(self, place: Place, breaks: Sequence[int], tone: str) -> Lit:
        start, last = place.at, place.at + place.length - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(start + bisect_right(breaks, start))
        cursor.setPosition(last + bisect_right(breaks, last) + 1, QTextCursor.MoveMode.KeepAnchor)
        return lit(cursor, getattr(tones(), tone))


def _dress(block: QTextBlock, looks: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
    cursor.setCharFormat(looks)
