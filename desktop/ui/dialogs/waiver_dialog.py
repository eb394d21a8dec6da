"""Setting aside a need of the house, with the reason that the journal keeps."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.stages import Need
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.need_words import need_words
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words


class WaiverDialog(ActDialog):
    """What a policy asks for never comes here."""

    def __init__(self, parent: QWidget, need: Need) -> None:
        super().__init__(parent, self.tr("Set a need aside"))
        self._need = need
        self.concerns = need.id
        self.rows.addWidget(Words(need_words(need), "heading", wrap=True))
        intro = self.tr("The house procedure asks for this, no policy does. It can be undone.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._reason = TextField(self.tr("Why not in this case"), lines=3)
        self.rows.addWidget(self._reason)
        self.finish(self.tr("Set it aside"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """Nothing is set aside without a reason."""
        return "" if self._reason.value else self.tr("Say why: whoever reads the case later will ask.")

    @property
    def act(self) -> e.NeedWaived:
        """What to record."""
        return e.NeedWaived(need=self._need.id, reason=self._reason.value)
