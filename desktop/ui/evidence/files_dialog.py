"""Every file of a case with its whole hash, to be read and copied."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.evidence_words import file_words
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words


class FilesDialog(Dialog):
    """A list as text: nothing in it acts."""

    def __init__(self, parent: QWidget, files: Sequence[KeptFile]) -> None:
        super().__init__(parent, self.tr("Files in quarantine"), width=680)
        intro = self.tr("The type is told by the first bytes, never by the name. Nothing was opened.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        text = InertText(self.tr("Files in quarantine"))
        text.setProperty("look", "document")
        text.setMinimumHeight(320)
        text.show_text(Untrusted("\n\n".join(map(_described, files))))
        self.rows.addWidget(text)
        self.finish(self.tr("Close"))


def _described(file: KeptFile) -> str:
    """Names and notes on a line each, so that none can pass for another entry."""
    words = QCoreApplication.translate("Evidence", "named {name}").format(name=file.name.line)
    called = "" if file.name.line == file.shown_name else words
    lines = (file.shown_name, file_words(file), f"SHA-256 {file.sha256}", called, Untrusted(file.note).line)
    return "\n".join(filter(None, lines))
