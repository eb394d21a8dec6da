"""How pictures are kept: at half their size, in few colours."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

KEPT = Path(__file__).parent / "kept"
COLOURS = 250
"""Of a picture, the most common ones, told apart by the upper four bits of each channel."""
MOST_BYTES = 3_000_000
"""Of all pictures together."""


def scaled(picture: QImage) -> QImage:
    """Half as wide and high: letters stay legible, and a pixel that fell otherwise does not show."""
    half = QSize(picture.width() // 2, picture.height() // 2)
    smooth = Qt.TransformationMode.SmoothTransformation
    return picture.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def keep(picture: QImage, path: Path) -> None:
    """Write it, small."""
    half = scaled(picture).convertToFormat(QImage.Format.Format_RGB32)
    common: dict[int, int] = {}
    for colour, _ in Counter(memoryview(half.constBits()).cast("I")).most_common():
        common.setdefault(colour & 0xFFF0F0F0, colour)
    indexed = half.convertToFormat(
        QImage.Format.Format_Indexed8, list(common.values())[:COLOURS], Qt.ImageConversionFlag.AvoidDither
    )
    assert indexed.save(str(path), "PNG", 0)
