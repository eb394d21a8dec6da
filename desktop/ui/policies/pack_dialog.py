"""A case takes on what a regulation asks, beside the promises of its policy."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.policy import Profile
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import Words


class PackDialog(ActDialog):
    """Shows which clocks would run; needs a reason."""

    def __init__(self, parent: QWidget, packs: Sequence[Profile]) -> None:
        super().__init__(parent, self.tr("Take on a regulation"), width=560)
        self._packs = {pack.policy.id: pack for pack in packs}
        intro = self.tr("Its clocks run in this case beside those of the policy. It can be undone.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._pack = ChoiceField(
            self.tr("Regulation"), [(pack.policy.id, pack.policy.organisation) for pack in packs]
        )
        self._pack.edited.connect(self._show_clocks)
        self._clocks = Words(wrap=True)
        self._reason = TextField(self.tr("Why this case falls under it"), lines=3)
        self.rows.addWidget(self._pack)
        self.rows.addWidget(Words(self.tr("What it asks"), "section"))
        self.rows.addWidget(self._clocks)
        self.rows.addWidget(self._reason)
        self.finish(self.tr("Take it on"), cancel=self.tr("Cancel"))
        self._show_clocks()

    def missing(self) -> str:
        """Nothing is taken on without a reason."""
        return "" if self._reason.value else self.tr("Say why: whoever reads the case later will ask.")

    @property
    def policy_id(self) -> str:
        """The pack chosen."""
        return self._pack.value

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.value

    def _show_clocks(self) -> None:
        pack = self._packs[self._pack.value]
        self._clocks.say("\n".join(f"· {clock.sentence}" for clock in pack.clocks))
