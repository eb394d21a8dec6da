"""An advisory on paper: every fact and passage, line by line over as many pages as it takes.

The bytes depend on the page, its instant, the fonts of the machine and the version of Qt, on nothing else: an
approval names exact bytes.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from PySide6.QtCore import QCoreApplication, QHashSeed, QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPdfWriter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from desktop.domain.inert import escape_invisible
from desktop.formats.advisories.prose.page import Block as Part
from desktop.formats.advisories.prose.page import Bullets, Fields, Line, Page, Passage, Table
from desktop.ui.look.tones import LIGHT
from desktop.ui.parts.paper import MARGIN, TITLE_PX, TYPE_PX, Block, Paper
from desktop.ui.parts.pdf_dates import identity, metadata, redated
from desktop.workflows.paper_ports import Printed

_NAME_SHARE = 0.24
"""How much of the width the names of facts take."""
_LEADING = 1.35
_FAMILIES = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Sans Serif"]
"""The first that is there; what it has no shape for comes from the other fonts of the machine."""
_KEPT: list[QCoreApplication] = []
"""The application that was started for drawing: Qt must not lose it."""


def draw_advisory(page: Page, at: datetime) -> Printed:
    """Draw it. Without a window an application is started that needs no screen."""
    if QCoreApplication.instance() is None:
        _KEPT.append(QApplication(["embargo", "-platform", "offscreen"]))
    QHashSeed.setDeterministicGlobalSeed()  # Qt writes the fonts in the order of a hash table
    try:
        paper = _AdvisoryPaper(page, at)
        printed = paper.printed()
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return Printed(redated(printed.content, at), printed.words, printed.pages, paper.undrawn())


class _AdvisoryPaper(Paper):
    """Each line is a block of its own, so that a passage may go on over pages."""

    def __init__(self, page: Page, at: datetime) -> None:
        self._page = page
        self._at = at
        super().__init__(page.tracking_id)

    def settle(self, writer: QPdfWriter) -> None:
        """An identity that follows from the page, and metadata that names this program alone."""
        writer.setDocumentId(identity(self._page))
        writer.setDocumentXmpMetadata(metadata(self._page.tracking_id, self._at))

    def face(self, px: int, *, bold: bool = False) -> QFont:
        """The same in the window and without one, whatever type the desktop has chosen for itself."""
        font = QFont(_FAMILIES)
        font.setPixelSize(px)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def foot(self) -> str:
        """Which advisory."""
        return _plain(self._page.tracking_id)

    def blocks(self) -> Iterator[Block]:
        """From the title to the history."""
        yield from self._passage(self._page.title, 0, px=TITLE_PX, bold=True)
        for part in self._page.blocks:
            yield _gap(16)
            body = self._body(part)
            if part.heading:
                body = self._under(part.heading, body)
            yield from body

    def undrawn(self) -> str:
        """The characters of it that no font at hand has a shape for."""
        metrics = QFontMetricsF(self.face(TYPE_PX))
        found = dict.fromkeys(chain.from_iterable(self.words))
        return "".join(c for c in found if not c.isspace() and not metrics.inFontUcs4(ord(c)))

    # --- parts ---------------------------------------------------------------------------------------

    def _under(self, heading: str, body: Iterator[Block]) -> Iterator[Block]:
        """A heading stands on the page of the line that follows it."""
        (head,) = self._passage(heading, 0, px=TYPE_PX + 3, bold=True)
        first = next(body, _gap(0))

        def draw(top: float) -> None:
            head.draw(top)
            first.draw(top + head.height + 4)

        yield Block(head.height + 4 + first.height, draw)
        yield from body

    def _body(self, part: Part) -> Iterator[Block]:
        match part:
            case Fields():
                for name, line in part.entries:
                    yield from self._named(name, _line(line))
            case Passage():
                for paragraph in escape_invisible(part.text).strip().split("\n"):
                    yield from self._passage(paragraph, 0) if paragraph.strip() else [_gap(8)]
            case Bullets():
                for item in part.items:
                    yield from self._named("•", _line(item), share=0.03)
            case Table():
                yield from self._records(part)

    def _records(self, table: Table) -> Iterator[Block]:
        for number, row in enumerate(table.rows):
            if number:
                yield Block(13, lambda top: self.rule(top + 6))
            for name, cell in zip(table.columns, row, strict=True):
                if cell:
                    yield from self._named(name, _line(cell))

    def _named(self, name: str, words: str, share: float = _NAME_SHARE) -> Iterator[Block]:
        left = share * self.width
        first, *others = self._passage(words, left)

        def draw(top: float) -> None:
            self._put(name, 0, top, "muted")
            first.draw(top)

        yield Block(first.height, draw)
        yield from others

    def _passage(self, text: str, left: float, *, px: int = TYPE_PX, bold: bool = False) -> Iterator[Block]:
        """Lines within the width; the words count once, however they are folded."""
        words = _plain(text)
        font = self.face(px, bold=bold)
        height = QFontMetricsF(font).height() * _LEADING
        self.words.append(words)
        for line in self._folded(words, self.width - left, px, bold=bold):
            yield Block(
                height,
                lambda top, line=line: self._put(line, left, top, px=px, bold=bold),  # type: ignore[misc]
            )

    def _folded(self, words: str, width: float, px: int, *, bold: bool) -> list[str]:
        """The lines of a text; a word that is longer than a line is broken anywhere."""
        layout = QTextLayout(words, self.face(px, bold=bold), self._writer)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append((line.textStart(), line.textLength()))
        layout.endLayout()
        utf16 = words.encode("utf-16-le")  # Qt counts in code units
        return [utf16[2 * at : 2 * (at + count)].decode("utf-16-le").strip() for at, count in lines] or [""]

    def _put(
        self, words: str, left: float, top: float, tone: str = "ink", *, px: int = TYPE_PX, bold: bool = False
    ) -> None:
        font = self.face(px, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(LIGHT, tone)))
        self.painter.drawText(QPointF(MARGIN + left, top + QFontMetricsF(font).ascent()), words)


def _gap(height: float) -> Block:
    return Block(height, lambda _top: None)


def _line(line: Line) -> str:
    return "".join(span.text for span in line)


def _plain(text: str) -> str:
    return " ".join(escape_invisible(text).split())
