"""Under which policy a report falls, when its addresses do not say."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words


class PolicyDialog(Dialog):
    """Promises are never guessed: a person says which apply."""

    def __init__(self, parent: QWidget, policies: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, self.tr("Whose report is this?"))
        why = self.tr("Its address names no policy, or several. The policy decides which promises run.")
        self.rows.addWidget(Words(why, "muted", wrap=True))
        self._policy = ChoiceField(self.tr("Policy"), policies)
        self.rows.addWidget(self._policy)
        self.finish(self.tr("Open the case under this policy"), cancel=self.tr("Cancel"))

    @property
    def policy_id(self) -> str:
        """The policy chosen."""
        return self._policy.value
