"""The part of the door where the vaults stand that were opened before; also those that are gone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from desktop.domain.inert import escape_invisible
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.parts.tips import give_tip
from desktop.ui.recent import vault_name

SHOWN = 4
_LONGEST = 44
"""Characters of a path that fit into the card; its tip shows all."""


class RecentPart(QWidget):
    """A line to each vault; hidden while there is none to show and the list is kept."""

    wanted = Signal(object)
    """A directory that is there."""
    missed = Signal(object)
    """A directory that is not: the person may know where it went."""
    forget_wanted = Signal(object)
    """A directory, or None for all."""
    keep_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._title = Words(self.tr("Opened before"), "small")
        self._lines = QWidget()
        self._keep = QCheckBox(self.tr("Remember which vaults were opened"))
        self._keep.setAccessibleName(self._keep.text())
        self._keep.setToolTip(self.tr("Their places only, never what lies in them."))
        self._keep.clicked.connect(self.keep_wanted)
        self._clear = ActButton(self.tr("Clear the list"), lambda: self.forget_wanted.emit(None), "quiet")
        rows = column(self)
        rows.setSpacing(4)
        rows.addWidget(self._title)
        rows.addWidget(self._lines)
        rows.addWidget(FoldingRow(self._keep, self._clear))
        self.show_vaults((), kept=True)

    def show_vaults(self, vaults: Sequence[tuple[Path, bool]], *, kept: bool) -> None:
        """Show these, each with whether it is there."""
        lines = QWidget()
        rows = column(lines)
        rows.setSpacing(2)
        for directory, there in vaults[:SHOWN]:
            rows.addLayout(self._line(directory, there=there))
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._lines, lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._lines = lines
        self._keep.setChecked(kept)
        for widget in (self._title, self._clear, lines):
            widget.setVisible(bool(vaults))
        self.setVisible(bool(vaults) or not kept)

    def _line(self, directory: Path, *, there: bool) -> QHBoxLayout:
        name, place = vault_name(directory), escape_invisible(str(directory.parent))
        short = place if len(place) <= _LONGEST else f"…{place[-_LONGEST + 1 :]}"
        words = (
            self.tr("{name} in {place}") if there else self.tr("{name}: moved or unplugged, was in {place}")
        )
        told = words.format(name=name, place=short)
        signal = self.wanted if there else self.missed
        button = ActButton(told.replace("&", "&&"), lambda: signal.emit(directory), "quiet")
        button.setAccessibleName(words.format(name=name, place=place))
        give_tip(button, str(directory))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button)
        line.addStretch(1)
        away = self.tr("Forget {name}").format(name=name)
        forget = IconButton("close", away, lambda: self.forget_wanted.emit(directory))
        give_tip(forget, away)
        line.addWidget(forget)
        return line
