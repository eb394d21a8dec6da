"""Before a document is printed: what it holds, on which printer, and who keeps a copy of it then."""

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import ClearedKind
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.paper_ports import OnPaper
from desktop.workflows.printer_ports import Queue

_LONGEST = 24
"""Characters of a printer's name on the button; all of it stands above."""


class PrintDialog(ActDialog):
    """Its button says how many pages go to whom; names of printers are shown as strangers' words are."""

    def __init__(self, parent: QWidget, paper: OnPaper, queues: tuple[Queue, ...]) -> None:
        super().__init__(parent, self.tr("Print"), width=560)
        self._paper = paper
        self._queues = {queue.name: queue for queue in queues}
        self._choice = ChoiceField(self.tr("Printer"), [(name, name) for name in self._queues])
        self._reached = Words(wrap=True)
        self._address = InertLabel(look="small")
        kept = self.tr(
            "The print service of this machine keeps an unencrypted copy until it has printed, and usually "
            "for a day longer; many printers keep one too. Nothing can be taken back from here, and Embargo "
            "is not told whether paper came out. The journal keeps that it was to be printed, where, and "
            "by whom."
        )
        self.rows.addWidget(Words(self._holds(paper.cleared.kind), "muted", wrap=True))
        self.rows.addWidget(self._choice)
        self.rows.addWidget(self._reached)
        self.rows.addWidget(self._address)
        self.rows.addWidget(Words(kept, "warn", wrap=True))
        self.finish("", cancel=self.tr("Cancel"))
        self._choice.edited.connect(self._on_chosen)
        self._on_chosen()

    @property
    def queue(self) -> str:
        """The name of the printer that is chosen."""
        return self._choice.value

    def _on_chosen(self) -> None:
        chosen = self._queues[self.queue]
        reached, look = {
            "attached": (self.tr("It is attached to this machine."), "body"),
            "network": (
                self.tr(
                    "It is reached over a network: what is printed leaves this machine, and whoever watches "
                    "the way or looks after the printer may read it."
                ),
                "warn",
            ),
            "unknown": (
                self.tr(
                    "How it is reached cannot be told from its address: take it that what is printed leaves "
                    "this machine."
                ),
                "warn",
            ),
        }[chosen.reach]
        self._reached.say(reached, look)
        self._address.show_text(Untrusted(chosen.address))
        self._name_button(chosen.name)
        self.refuse("")

    def _name_button(self, name: str) -> None:
        assert self.primary is not None
        words = self.tr("Print %n pages on {printer}", "", self._paper.pages)
        shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        self.primary.rename(words.format(printer=shown.replace("&", "&&")))
        self.primary.setAccessibleName(words.format(printer=name))

    def _holds(self, kind: ClearedKind) -> str:
        words = {
            "case-sheet": self.tr("The case {case}: stages, promises and dates, nothing of the report."),
            "timeline": self.tr("The timeline of {case}: its id and its promises, nothing of the report."),
        }.get(kind, self.tr("The metrics: figures and ids, nothing of any report."))
        return words.format(case=self._paper.case_id)
