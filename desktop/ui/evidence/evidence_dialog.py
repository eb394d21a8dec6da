"""Before files are stored with a case: which, and what is to be known of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import InertLabel, Words

_NAMED = 6


class EvidenceDialog(Dialog):
    """Accepted, it gives the note that all of them share."""

    def __init__(self, parent: QWidget, paths: Sequence[Path]) -> None:
        super().__init__(parent, self.tr("Add evidence"))
        intro = self.tr(
            "A copy goes into the vault, encrypted, with its hash; the files stay where they are. "
            "Nothing opens them. A file may have 1 GiB."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        for path in paths[:_NAMED]:
            self.rows.addWidget(InertLabel(Untrusted(path.name), "caption"))
        if len(paths) > _NAMED:
            more = self.tr("and %n more", "", len(paths) - _NAMED)
            self.rows.addWidget(Words(more, "small"))
        self._note = TextField(self.tr("Note"), self.tr("What they are, and whence they came."), lines=2)
        self.rows.addWidget(self._note)
        one, several = self.tr("Add this file"), self.tr("Add %n files", "", len(paths))
        self.finish(one if len(paths) == 1 else several, cancel=self.tr("Cancel"))

    @property
    def note(self) -> str:
        """What to keep beside each file."""
        return self._note.value
