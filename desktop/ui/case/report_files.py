"""The files that came with a message: the first few by name, the others a button away."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.report import Attachment
from desktop.ui.look.sizes import size_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import beside, clear, column
from desktop.ui.parts.mark import Mark

_SHOWN = 3
"""Rows under a text take its room: a message may bring hundreds of files."""


class ReportFiles(QWidget):
    """`errand` carries out what is asked: "preview" of a file by its hash, or "files", the list of all."""

    def __init__(self, errand: Callable[[str, str], object]) -> None:
        super().__init__()
        self._errand = errand
        self._rows = column(self, spacing=3)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show these."""
        clear(self._rows)
        for attachment in files[:_SHOWN]:
            self._rows.addLayout(self._line(attachment))
        if len(files) > _SHOWN:
            words = self.tr("Show all %n files…", "", len(files))
            self._rows.addLayout(
                beside(ActButton(words, lambda: self._errand("files", ""), "small"), stretch=1)
            )

    def _line(self, attachment: Attachment) -> QHBoxLayout:
        name = InertLabel(Untrusted(attachment.shown_name))
        size = Words(size_words(attachment.size), "small")
        sha256 = attachment.sha256
        look = ActButton(self.tr("Preview…"), lambda: self._errand("preview", sha256), "small")
        look.setAccessibleName(self.tr("Preview {name}").format(name=Untrusted(attachment.shown_name).line))
        row = beside(Mark("clip", "muted"), name, size, look)
        for place in (0, 2, 3):
            row.setStretch(place, 0)
        return row
