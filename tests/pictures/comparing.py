"""Whether two pictures show the same: the share of their pixels that differ by more than an eye would see."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, qRgb

STEP = 40
"""By so much, of 255, a channel of a pixel must differ to count: edges of letters may be blurred."""
SHARE = 0.0008
"""So many of all pixels may differ: a word of a page is more."""


class Compared(NamedTuple):
    """`share` of the pixels differ; `difference` shows them in red on the faded old picture."""

    share: float
    difference: QImage

    @property
    def alike(self) -> bool:
        """Whether nobody would see it."""
        return self.share <= SHARE


def compare(old: QImage, new: QImage) -> Compared:
    """Pixel by pixel; of another size is another picture."""
    old, new = (picture.convertToFormat(QImage.Format.Format_RGB32) for picture in (old, new))
    if old.size() != new.size():
        return Compared(1.0, new)
    if old == new:
        return Compared(0.0, old)
    before, after = (bytes(picture.constBits()) for picture in (old, new))
    faded = QImage(old.size(), QImage.Format.Format_RGB32)
    faded.fill(Qt.GlobalColor.white)
    count, wide = 0, old.width()
    for at in range(0, len(before), 4):
        if before[at : at + 3] == after[at : at + 3]:
            continue
        pairs = zip(before[at : at + 3], after[at : at + 3], strict=True)
        if max(abs(a - b) for a, b in pairs) > STEP:
            count += 1
            faded.setPixel(at // 4 % wide, at // 4 // wide, qRgb(200, 0, 0))
    return Compared(count / (wide * old.height()), faded)
