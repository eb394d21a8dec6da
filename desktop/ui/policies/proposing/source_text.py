"""The text that was read, with the lines marked that something was read in."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.policy.proposing import Passage
from desktop.ui.look.theme import tones
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.layout import column
from desktop.ui.parts.lit_text import lit

_LONGEST = 400_000
"""Characters of a text that are shown."""


class SourceText(QWidget):
    """Several texts stand behind each other; the passage in view is marked most strongly."""

    def __init__(self) -> None:
        super().__init__()
        self.which = ChoiceField(self.tr("Text"))
        self.text = InertText(self.tr("The policy's own text"))
        self.text.setProperty("look", "document")
        self._texts: Sequence[tuple[str, str]] = ()
        self._quoted: Mapping[int, set[int]] = {}
        self._at: Passage | None = None
        rows = column(self, spacing=8)
        rows.addWidget(self.which)
        rows.addWidget(self.text, 1)
        self.which.edited.connect(lambda: self._show(int(self.which.value or 0)))

    def show_texts(self, texts: Sequence[tuple[str, str]], passages: Iterable[Passage]) -> None:
        """Show these, by name and content, and mark what was read in them."""
        self._texts = texts
        quoted: dict[int, set[int]] = {}
        for passage in passages:
            quoted.setdefault(passage.source, set()).update(range(passage.first, passage.last + 1))
        self._quoted, self._at = quoted, None
        self.which.offer([(str(n), Untrusted(name).line) for n, (name, _) in enumerate(texts)])
        self.which.put("0")
        self.which.setVisible(len(texts) > 1)
        self._show(0)

    def lead_to(self, passages: Sequence[Passage]) -> None:
        """Bring a passage into sight, in whichever text it stands."""
        self._at = passages[0] if passages else None
        if self._at is None:
            self.mark()
            return
        if str(self._at.source) != self.which.value:
            self.which.put(str(self._at.source))
            self._show(self._at.source)
        block = self.text.document().findBlockByNumber(self._at.first - 1)
        if block.isValid():
            self.text.setTextCursor(QTextCursor(block))
            self.text.centerCursor()
        self.mark()

    def _show(self, number: int) -> None:
        content = self._texts[number][1] if self._texts else ""
        self.text.show_text(Untrusted(content[:_LONGEST]))
        self.mark()

    def mark(self) -> None:
        """Tint the lines that something was read in, and those in view."""
        number = int(self.which.value or 0)
        at = self._at if self._at is not None and self._at.source == number else None
        here = set(range(at.first, at.last + 1)) if at is not None else set()
        found = []
        for line in sorted(self._quoted.get(number, set()) | here):
            block = self.text.document().findBlockByNumber(line - 1)
            if block.isValid():
                ground = tones().warn_wash if line in here else tones().accent_wash
                cursor = QTextCursor(block)  # with all of its text: a line that wraps is marked to its end
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                found.append(lit(cursor, ground, whole_line=True))
        self.text.setExtraSelections(found)
