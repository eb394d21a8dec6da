"""Who takes care of a case first and last: oneself, somebody known here, or another name."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words

_ANOTHER = ""


class AssignDialog(ActDialog):
    """Oneself stands first, unless the case is one's own already."""

    def __init__(self, parent: QWidget, handlers: Sequence[str], oneself: str, current: str) -> None:
        super().__init__(parent, self.tr("Assign the case"))
        now = current or self.tr("nobody yet")
        self.rows.addWidget(Words(self.tr("Now: {name}").format(name=now), "muted", wrap=True))
        others = [name for name in handlers if name not in (oneself, current)]
        names = others if oneself == current else [oneself, *others]
        choices = [(name, self._words(name, oneself)) for name in names]
        self._who = ChoiceField(self.tr("Handler"), [*choices, (_ANOTHER, self.tr("Another name"))])
        self._name = LineField(self.tr("Name"), self.tr("As it stands beside their entries."))
        self._who.put(names[0] if names else _ANOTHER)
        self._who.edited.connect(self._on_chosen)
        self.rows.addWidget(self._who)
        self.rows.addWidget(self._name)
        self.finish(self.tr("Assign"), cancel=self.tr("Cancel"))
        self._on_chosen()

    def missing(self) -> str:
        """A name."""
        return "" if self._handler else self.tr("Name the handler.")

    @property
    def act(self) -> e.HandlerAssigned:
        """What to record."""
        return e.HandlerAssigned(self._handler)

    @property
    def _handler(self) -> str:
        return self._who.value or self._name.value

    def _words(self, name: str, oneself: str) -> str:
        return self.tr("{name} (you)").format(name=name) if name == oneself else name

    def _on_chosen(self) -> None:
        self._name.setVisible(self._who.value == _ANOTHER)
        self.refuse("")
