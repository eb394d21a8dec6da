"""The documents that would leave, to be read before they do; and what still speaks against it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear, column
from desktop.workflows.publication.publish_advisory import AdvisoryPreview


class AdvisoryPreviewPane(QWidget):
    """One document at a time, as plain text."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: AdvisoryPreview | None = None
        self._which = ChoiceField(self.tr("Preview"))
        self._which.edited.connect(self._show_document)
        self._text = InertText(self.tr("Text of the document"))
        self._text.setProperty("look", "document")
        self._text.setMinimumHeight(260)
        self._lacks = QVBoxLayout()
        self._lacks.setSpacing(4)
        rows = column(self, spacing=8)
        rows.addLayout(self._lacks)
        rows.addWidget(self._which)
        rows.addWidget(self._text)
        self.hide()

    def show_preview(self, preview: AdvisoryPreview) -> None:
        """Show the documents and the refusals."""
        self._preview = preview
        clear(self._lacks)
        for refusal in preview.refusals:
            self._lacks.addWidget(Words(str(refusal), "warn", wrap=True))
        for remark in preview.remarks:
            self._lacks.addWidget(Words(remark, "small", wrap=True))
        names = {
            "csaf": "CSAF 2.0",
            "csaf-vex": "CSAF VEX",
            "cve": "CVE",
            "osv": "OSV",
            "openvex": "OpenVEX",
            "markdown": "Markdown",
        }
        self._which.offer([(d.format, names.get(d.format, d.format)) for d in preview.documents])
        self._which.setVisible(bool(preview.documents))
        self._text.setVisible(bool(preview.documents))
        self._show_document()
        self.show()

    def _show_document(self) -> None:
        chosen = self._which.value
        documents = self._preview.documents if self._preview else ()
        for document in documents:
            if document.format == chosen:
                self._text.show_text(Untrusted(document.content.decode()))
                return
        self._text.clear()
