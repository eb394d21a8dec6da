"""Saying that what the gate found is no leak, with the reason that the journal keeps."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.sentences import said
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.publication.tell_leaks import FoundLeak, alike


class FalseAlarmDialog(ActDialog):
    """About one thing, wherever it stands; a reporter, a label or a key never comes here."""

    def __init__(self, parent: QWidget, leak: FoundLeak, leaks: Sequence[FoundLeak]) -> None:
        super().__init__(parent, self.tr("A false alarm"))
        self._leaks = alike(leak, leaks)
        self.concerns = leak.id
        self.rows.addWidget(InertLabel(Untrusted(said(leak.sentence)), "heading", lines=True))
        intro = self.tr("It leaves in exactly these documents then. Any change of one asks again.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._reason = TextField(self.tr("Why this is no leak"), lines=3)
        self.rows.addWidget(self._reason)
        self.finish(self.tr("It is no leak"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """Nothing is let out without a reason."""
        return "" if self._reason.value else self.tr("Say why: whoever reads the case later will ask.")

    @property
    def acts(self) -> tuple[e.LeakAccepted, ...]:
        """What to record, one for each place."""
        reason = self._reason.value
        return tuple(e.LeakAccepted(leak.id, leak.kind, leak.document, reason) for leak in self._leaks)
