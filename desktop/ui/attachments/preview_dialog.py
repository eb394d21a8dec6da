"""A page of a file in quarantine as letters: text with what is invisible spelt out, or a hex dump."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.evidence_words import file_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.attachments.preview_attachment import Preview, is_archive

_HEIGHT_PX = 380


class PreviewDialog(Dialog):
    """Asks for pages, and for the file to be let out, which has a surface of its own."""

    page_wanted = Signal(int, str)
    """Where a page begins, and the form that it is to have."""
    release_wanted = Signal()

    def __init__(self, parent: QWidget, file: KeptFile) -> None:
        super().__init__(parent, self.tr("Preview of a file in quarantine"), width=860)
        self._page: Preview | None = None
        self._where = Words(look="small")
        forms = [("text", self.tr("Text")), ("hex", self.tr("Hex dump"))]
        forms += [("contents", self.tr("Files in the archive"))] if is_archive(file) else []
        self.form = ChoiceField(self.tr("Shown as"), forms)
        self.form.edited.connect(self._on_form)
        self.text = InertText(self.tr("Preview"))
        self.text.setProperty("look", "document")
        self.text.setMinimumHeight(_HEIGHT_PX)
        self.earlier = ActButton(self.tr("Earlier page"), self._on_earlier, "small")
        self.later = ActButton(self.tr("Later page"), self._on_later, "small")
        self.rows.addWidget(InertLabel(Untrusted(file.shown_name), "heading"))
        self.rows.addWidget(InertLabel(Untrusted(file_words(file)), "small", lines=True))
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.text, 1)
        self.rows.addWidget(
            FoldingRow(self.earlier, self.later, self._where, grow=(self._where,), spacing=10)
        )
        self.release = ActButton(self.tr("Let it out…"), self._on_release, mark="forward")
        self.finish(self.tr("Close"), other=self.release)
        self.text.setFocus()

    def show_page(self, page: Preview) -> None:
        """Show this page from its beginning."""
        self._page = page
        self.form.put(page.form)
        wrap = QPlainTextEdit.LineWrapMode
        self.text.setLineWrapMode(wrap.WidgetWidth if page.form == "text" else wrap.NoWrap)
        self.text.show_text(page.text)
        words = self.tr("Bytes {start} to {end} of {all}")
        counts = {"start": f"{page.start:,}", "end": f"{page.end:,}", "all": f"{page.file.size:,}"}
        self._where.say(words.format(**counts), "small")
        self.earlier.setVisible(page.earlier is not None)
        self.later.setVisible(page.later is not None)

    def _on_release(self) -> None:
        self.reject()
        self.release_wanted.emit()

    def _on_form(self) -> None:
        if self._page is not None:
            self.page_wanted.emit(self._page.start, self.form.value)

    def _on_earlier(self) -> None:
        if self._page is not None and self._page.earlier is not None:
            self.page_wanted.emit(self._page.earlier, self._page.form)

    def _on_later(self) -> None:
        if self._page is not None and self._page.later is not None:
            self.page_wanted.emit(self._page.later, self._page.form)
