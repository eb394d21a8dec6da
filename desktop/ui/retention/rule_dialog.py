"""How long this vault keeps content where the policy itself does not say."""

from typing import cast, get_args

from PySide6.QtWidgets import QWidget

from desktop.domain.events import Purgeable
from desktop.domain.retention.rules import wrong_duration
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words
from desktop.ui.retention.retained_model import purge_words


class RuleDialog(ActDialog):
    """A rule of the vault; an empty time takes it back."""

    def __init__(self, parent: QWidget, after: str, what: Purgeable) -> None:
        super().__init__(parent, self.tr("How long content is kept"))
        intro = self.tr("Where a policy says it, the policy counts. A rule only proposes: a person purges.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        hint = self.tr("Days, weeks or months, such as 24mo. Empty: for ever.")
        self._after = LineField(self.tr("After the closing, keep it for"), hint)
        self._what = ChoiceField(
            self.tr("What goes then"), [(name, purge_words(name)) for name in get_args(Purgeable)]
        )
        self._after.put(after)
        self._what.put(what)
        for widget in (self._after, self._what):
            self.rows.addWidget(widget)
        self.finish(self.tr("Record the rule"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """A time that can be counted."""
        return wrong_duration(self.after) if self.after else ""

    @property
    def after(self) -> str:
        """For how long."""
        return self._after.value

    @property
    def what(self) -> Purgeable:
        """What goes."""
        return cast("Purgeable", self._what.value)
