"""A document on paper: A4 as PDF, block under block, with a foot on every page.

Every word that is drawn is kept, so that the gate can read what the file says. The metadata names this
program, nobody and no place.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter, QPen

from desktop.ui.look.tones import LIGHT
from desktop.workflows.paper_ports import Printed

MARGIN = 56.0
TYPE_PX, SMALL_PX, TITLE_PX = 12, 10, 24
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_DPI = 96
_TOP, _FOOT = 48.0, 60.0


class Block(NamedTuple):
    """Something that stands on one page: how high it is, and how it is drawn from its top."""

    height: float
    draw: Callable[[float], object]


class Paper:
    """Lays blocks out under each other; `words` is all that was written, `width` lies between the margins."""

    def __init__(self, title: str) -> None:
        self.words: list[str] = []
        self._buffer = QBuffer()
        self._buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(_DPI)
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setTitle(title)
        self._writer.setCreator("Embargo")
        self.settle(self._writer)
        self.painter = QPainter(self._writer)
        self.width = float(self._writer.width()) - 2 * MARGIN
        self.height = float(self._writer.height())

    def settle(self, writer: QPdfWriter) -> None:
        """Say more about the document before anything of it is written."""

    def face(self, px: int, *, bold: bool = False) -> QFont:
        """The type of its words."""
        return type_of(px, bold=bold)

    def blocks(self) -> Iterator[Block]:
        """What stands on it, from the top."""
        raise NotImplementedError

    def foot(self) -> str:
        """What stands under every page, beside its number."""
        raise NotImplementedError

    def printed(self) -> Printed:
        """Draw it; it is done then."""
        pages = list(self._pages())
        for number, page in enumerate(pages, start=1):
            if number > 1:
                self._writer.newPage()
            self._draw_page(page, number, len(pages))
        self.painter.end()
        return Printed(bytes(self._buffer.data().data()), tuple(self.words), len(pages))

    def _pages(self) -> Iterator[list[Block]]:
        page: list[Block] = []
        used = _TOP
        for block in self.blocks():
            if page and used + block.height > self.height - _FOOT:
                yield page
                page, used = [], _TOP
            page.append(block)
            used += block.height
        yield page

    def _draw_page(self, page: list[Block], number: int, count: int) -> None:
        top = _TOP
        for block in page:
            block.draw(top)
            top += block.height
        top = self.height - _FOOT + 16
        self.rule(top)
        self.write(self.foot(), 0, top + 8, self.width, "muted", px=SMALL_PX)
        words = QCoreApplication.translate("Print", "Page {n} of {all}").format(n=number, all=count)
        wide = QFontMetricsF(self.face(SMALL_PX)).horizontalAdvance(words) + 1
        self.write(words, self.width - wide, top + 8, wide + 1, "muted", px=SMALL_PX)

    def write(
        self,
        words: str,
        left: float,
        top: float,
        width: float,
        tone: str = "ink",
        *,
        px: int = SMALL_PX,
        bold: bool = False,
    ) -> None:
        """Write words, folded within this width."""
        if not words:
            return
        self.words.append(words)
        self.painter.setFont(self.face(px, bold=bold))
        self.painter.setPen(QColor(getattr(LIGHT, tone)))
        room = QRectF(MARGIN + left, top, width, self.height)
        self.painter.drawText(room, int(LEFT | Qt.TextFlag.TextWordWrap), words)

    def tall(self, words: str, width: float, px: int) -> float:
        """How high words stand that are folded within this width."""
        metrics = QFontMetricsF(self.face(px))
        room = QRectF(0, 0, width, self.height)
        return metrics.boundingRect(room, int(LEFT | Qt.TextFlag.TextWordWrap), words).height()

    def rule(self, top: float) -> None:
        """A line from margin to margin."""
        self.painter.setPen(QPen(QColor(LIGHT.line), 1))
        self.painter.drawLine(round(MARGIN), round(top), round(MARGIN + self.width), round(top))


def type_of(px: int, *, bold: bool = False) -> QFont:
    """The type of a document, which no screen hints."""
    font = QFont()
    font.setPixelSize(px)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def together(*blocks: Block) -> Block:
    """Blocks that stand on one page: a heading with what it heads."""

    def draw(top: float) -> None:
        for block in blocks:
            block.draw(top)
            top += block.height

    return Block(sum(block.height for block in blocks), draw)


def gap(height: float) -> Block:
    """Nothing, so high."""
    return Block(height, lambda _top: None)
