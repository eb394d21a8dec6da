"""Whether to go on from a state of the vault that is older than what is known of it."""

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.labels import Words


class RollbackDialog(ActDialog):
    """Accepting asks for a tick: what was done since is lost to this vault for good."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent, self.tr("This vault is older than it was"), width=560)
        self.rows.addWidget(Words(sentence, wrap=True))
        why = self.tr(
            "A backup that was copied over the vault's file looks like this, and so does somebody who hides "
            "what was done. Close this window and restore a newer copy if there is one."
        )
        self.rows.addWidget(Words(why, "muted", wrap=True))
        self._known = QCheckBox(self.tr("I know why, and what was recorded since may be missing."))
        self._known.setAccessibleName(self._known.text())
        self.rows.addWidget(self._known)
        self.finish(self.tr("Go on from this state"), cancel=self.tr("Only read"))

    def missing(self) -> str:
        """The tick."""
        return "" if self._known.isChecked() else self.tr("Tick that you know why, or only read.")
