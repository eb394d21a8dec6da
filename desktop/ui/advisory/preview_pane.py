"""What would leave, as it is typed: one document at a time, or what readers will see changed in it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.advisories.advisory import FormName
from desktop.domain.advisories.fields import BY_POLICY
from desktop.domain.inert import Untrusted
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.places import field_at
from desktop.ui.advisory.finding_list import FindingList, Line
from desktop.ui.advisory.form_words import form_words
from desktop.ui.advisory.leak_list import LeakList
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.workflows.publication.preview_advisory import AdvisoryPreview
from desktop.workflows.publication.tell_leaks import FoundLeak
from desktop.workflows.publication.write_documents import Document

_LEAST_PX = 96
_FOUND_PX, _SHARE = 80, 3


class PreviewPane(QWidget):
    """Plain text and nothing else; `form_chosen` asks for another format, `led` names a field."""

    form_chosen = Signal()
    led = Signal(str)

    def __init__(self, forms: Iterable[FormName]) -> None:
        super().__init__()
        self._preview: AdvisoryPreview | None = None
        self._which = ChoiceField(self.tr("What would leave"), [(n, form_words(n)) for n in forms])
        self._which.edited.connect(self._on_chosen)
        views = [("document", self.tr("The document")), ("changes", self.tr("What changes"))]
        self._view = ChoiceField(self.tr("Shown"), views)
        self._view.edited.connect(self._show)
        self._note = Words(look="small", wrap=True)
        self._text = InertText(self.tr("Text of the document"))
        self._text.setProperty("look", "document")
        self._text.setMinimumHeight(_LEAST_PX)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._found = FindingList()
        self._found.led.connect(self.led)
        self.alarms = LeakList()
        rows = column(self, spacing=6)
        rows.setContentsMargins(24, 10, 24, 12)
        rows.addWidget(FoldingRow(self._which, self._view, grow=(self._which, self._view), spacing=14))
        rows.addWidget(self._note)
        rows.addWidget(self._text, 1)
        rows.addWidget(self._found)
        rows.addWidget(self.alarms)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was found takes its share, and never the document's."""
        super().resizeEvent(event)
        self._found.setMaximumHeight(max(_FOUND_PX, self.height() // _SHARE))

    @property
    def form(self) -> str:
        """The format that is looked at."""
        return self._which.value

    def show_preview(self, preview: AdvisoryPreview) -> None:
        """Show another state of it; where somebody was reading stays in sight."""
        self._preview = preview
        self._show()

    def show_failure(self, sentence: str) -> None:
        """Say why there is nothing to look at."""
        self._preview = None
        self._say(sentence)
        self._text.clear()
        self._found.show_lines(())
        self.alarms.show_leaks(())

    def forget(self) -> None:
        """Another case comes: nothing of this one stays."""
        self.show_failure("")

    def _on_chosen(self) -> None:
        self._show()
        self.form_chosen.emit()

    def _show(self) -> None:
        if self._preview is None:
            return
        note, text = self._changes() if self._view.value == "changes" else self._document()
        self._say(note)
        if text != self._text.toPlainText():
            bar = self._text.verticalScrollBar()
            place = bar.value()
            self._text.show_text(Untrusted(text))
            bar.setValue(place)
        self._found.show_lines(self._lines(self._preview))
        self.alarms.show_leaks(
            tuple(leak for leak in self.leaks if leak.acceptable and leak.format == self.form)
        )

    @property
    def leaks(self) -> tuple[FoundLeak, ...]:
        """What the gate found in all documents that were written."""
        return self._preview.leaks if self._preview is not None else ()

    def _say(self, note: str) -> None:
        self._note.say(note)
        self._note.setVisible(bool(note))

    def _document(self) -> tuple[str, str]:
        document = next((d for d in self._documents() if d.format == self.form), None)
        if document is None:
            return self.tr("There is no such document yet."), ""
        try:
            return "", document.content.decode()
        except UnicodeDecodeError:
            return self.tr("The words that are read on {name}.").format(
                name=document.file_name
            ), document.words

    def _changes(self) -> tuple[str, str]:
        found = self._preview.changes if self._preview is not None else ()
        changes = next((c for c in found if c.format == self.form), None)
        if changes is None:
            return self.tr("Nothing was exported in this format yet: all of it is new."), ""
        note = self.tr("Against revision {number}.").format(number=changes.revision)
        if not changes.lines:
            note = self.tr("No line differs from revision {number}.").format(number=changes.revision)
        if not changes.exact:
            note += " " + self.tr("What left was written otherwise, by an earlier version of Embargo.")
        return note, "\n".join(changes.lines)

    def _documents(self) -> tuple[Document, ...]:
        return self._preview.documents if self._preview is not None else ()

    def _lines(self, preview: AdvisoryPreview) -> list[Line]:
        """What stands against leaving, first what can be put right here; then what is only said.

        Of what a standard merely remarks on, `advisory validate` tells.
        """
        fields = preview.fields
        lines: list[Line] = [(said, "warn", fields.get(said, "")) for said in preview.refusals]
        lines.sort(key=lambda line: not line[2])
        lines += [(said, "small", fields.get(said, "")) for said in preview.remarks]
        for document in preview.documents:
            if document.format == self.form:
                lines += [self._finding(f) for f in document.findings if f.severity == "warning"]
        return [(said, look, "" if field in BY_POLICY else field) for said, look, field in lines]

    def _finding(self, found: Finding) -> Line:
        where = f"{found.test}, {found.path}" if found.path else found.test
        return f"{found.message} ({where})", "small", field_at(self.form, found.path) or ""
