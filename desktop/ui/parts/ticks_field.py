"""Boxes to tick, each before a sentence of ours or a word of a stranger's, kept as one value."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.parts.fields import Field
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column


class Tick(NamedTuple):
    """A box: its key, what stands beside it, and a quiet note below."""

    key: str
    words: str | Untrusted
    note: str = ""


class TicksField(Field):
    """Several may be ticked; the value is their keys, a line each."""

    def __init__(self, label: str) -> None:
        self._box = QWidget()
        super().__init__(label, self._box)
        self._rows = column(self._box, spacing=6)
        self._ticks: dict[str, QCheckBox] = {}

    def offer(self, ticks: Sequence[Tick]) -> None:
        """Replace the boxes, keeping ticked what is still there."""
        kept = self.value
        clear(self._rows)
        self._ticks = {tick.key: self._add(tick) for tick in ticks}
        for box in list(self._ticks.values())[:1]:
            self._box.setFocusProxy(box)
        self.put(kept)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order of the boxes."""
        return tuple(key for key, box in self._ticks.items() if box.isChecked())

    @property
    def value(self) -> str:
        """The same as a draft keeps them."""
        return "\n".join(self.keys)

    def put(self, value: str) -> None:
        """Tick these and no others."""
        wanted = set(value.splitlines())
        for key, box in self._ticks.items():
            box.setChecked(key in wanted)

    def _add(self, tick: Tick) -> QCheckBox:
        words = tick.words.line if isinstance(tick.words, Untrusted) else tick.words
        box = QCheckBox()
        box.setAccessibleName(words)
        box.setAccessibleDescription(tick.note)
        box.clicked.connect(lambda _checked: self.edited.emit())
        row = beside(box, _Beside(tick, box), spacing=8)
        row.setStretch(0, 0)
        self._rows.addLayout(row)
        return box


class _Beside(QWidget):
    """What stands beside a box: a click on it is one on the box."""

    def __init__(self, tick: Tick, box: QCheckBox) -> None:
        super().__init__()
        self._tick_box = box
        rows = column(self)
        untrusted = isinstance(tick.words, Untrusted)
        rows.addWidget(InertLabel(tick.words) if untrusted else Words(tick.words, wrap=True))  # type: ignore[arg-type]  # told apart by `untrusted`
        if tick.note:
            rows.addWidget(Words(tick.note, "small", wrap=True))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Tick it."""
        self._tick_box.click()
