"""What a file of a policy would need before it can be used: every mistake at once."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.sentences import said
from desktop.ui.look.theme import grown
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words

_LEAST_PX, _MOST_PX = 96, 320
_LINE_PX = 34


class CheckDialog(Dialog):
    """The mistakes can be copied; a file without any is said to be usable."""

    def __init__(self, parent: QWidget, path: Path, mistakes: Sequence[str]) -> None:
        title = self.tr("What is wrong with the file") if mistakes else self.tr("The file can be used")
        super().__init__(parent, title, width=640)
        self.rows.addWidget(InertLabel(Untrusted(path.name), "muted"))
        if mistakes:
            count = (
                self.tr("1 mistake.") if len(mistakes) == 1 else self.tr("%n mistakes.", "", len(mistakes))
            )
            self.rows.addWidget(Words(count, "bad"))
            found = InertText(self.tr("Mistakes"))
            found.setProperty("look", "document")
            found.setFixedHeight(grown(min(max(_LEAST_PX, len(mistakes) * _LINE_PX), _MOST_PX), _MOST_PX))
            found.show_text(Untrusted(said("\n".join(mistakes))))
            self.rows.addWidget(found)
            told = self.tr("Nothing was changed. Correct the file, then check it again.")
        else:
            told = self.tr("No mistake was found. Put it into the folder of your own policies to use it.")
        self.rows.addWidget(Words(told, "muted", wrap=True))
        self.finish(self.tr("Close"))
