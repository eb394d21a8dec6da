"""What became of the facts of an advisory, and what stands against taking them in."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.act_words import event_words
from desktop.ui.look.sentences import said
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.workflows.publication.take_facts import Taken


class TakenDialog(Dialog):
    """A question while facts of the case would be replaced, else an answer."""

    def __init__(self, parent: QWidget, taken: Taken) -> None:
        super().__init__(parent, self.tr("Facts from an advisory"), width=600)
        self.is_question = bool(taken.conflicts) and not taken.replaced
        self.rows.addWidget(Words(self._said(taken), "muted", wrap=True))
        if lines := list(self._lines(taken)):
            text = InertText(self.tr("What the file says"))
            text.setProperty("look", "document")
            text.setMinimumHeight(200)
            text.show_text(Untrusted("\n".join(lines)))
            self.rows.addWidget(text)
        if self.is_question:
            self.finish(self.tr("Replace"), cancel=self.tr("Cancel"))
        else:
            self.finish(self.tr("Close"))

    def _said(self, taken: Taken) -> str:
        if self.is_question:
            return self.tr("The case states some facts otherwise. Nothing was written yet.")
        if not taken.acts:
            return self.tr("The case states all of this already. Nothing was written.")
        kinds = ", ".join(dict.fromkeys(map(event_words, taken.acts)))
        words = self.tr("Taken into {case}: {acts}. The file is kept with the case.")
        return words.format(case=taken.case_id, acts=kinds)

    def _lines(self, taken: Taken) -> Iterator[str]:
        line = self.tr("{fact}: the case says {case}; the file says {file}")
        for conflict in taken.conflicts:
            yield line.format(fact=said(conflict.fact), case=conflict.case, file=conflict.file)
        yield from map(said, taken.shown)
