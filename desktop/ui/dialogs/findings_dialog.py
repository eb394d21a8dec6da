"""What does not hold in a vault, place by place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.sentences import said
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.what_is_proved import what_is_proved
from desktop.workflows.keeping_ports import Verification


class FindingsDialog(Dialog):
    """The findings can be copied; none of them holds content."""

    repair_wanted = Signal()

    def __init__(self, parent: QWidget, found: Verification) -> None:
        super().__init__(parent, self.tr("The vault is not what was written"), width=600)
        advice = self.tr(
            "Nothing was changed. Keep the folder as it is, and restore the latest backup to a new place."
        )
        self.rows.addWidget(Words(advice, "bad", wrap=True))
        text = InertText(self.tr("What does not hold"))
        text.setProperty("look", "document")
        text.setMinimumHeight(200)
        text.show_text(Untrusted(said("\n".join(self._lines(found)))))
        self.rows.addWidget(text)
        repair = ActButton(self.tr("Lock and repair…"), self._on_repair)
        self.finish(self.tr("Close"), other=repair)

    def _on_repair(self) -> None:
        self.reject()
        self.repair_wanted.emit()

    def _lines(self, found: Verification) -> list[str]:
        entry, blob = self.tr("Entry {n} of the journal: {what}"), self.tr("Stored content: {what}")
        left = [c for c in found.compared if not c.found_at]
        return [
            *what_is_proved(found).not_proved[: len(left)],
            *(entry.format(n=finding.sequence, what=finding.what) for finding in found.journal),
            *(self.tr("Database: {what}").format(what=what) for what in found.database),
            *(blob.format(what=what) for what in found.blobs),
        ]
