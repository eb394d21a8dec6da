"""A handler leaves: who takes over their open cases."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.known_handlers import AtWork

_ANOTHER = ""


class HandoverDialog(ActDialog):
    """All open cases go at once; the way to what has to be rotated then stands beside it."""

    status_wanted = Signal()

    def __init__(self, parent: QWidget, at_work: Sequence[AtWork], *, has_status: bool) -> None:
        super().__init__(parent, self.tr("When a handler leaves"), width=560)
        self._at_work = {one.name: one for one in at_work}
        intro = self.tr(
            "Their open cases go to who takes over. What they know is then listed, to be replaced."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._leaver = ChoiceField(self.tr("Who leaves"), [(one.name, one.name) for one in at_work])
        staying = [(one.name, one.name) for one in at_work if not one.gone]
        self._successor = ChoiceField(
            self.tr("Who takes over"), [*staying, (_ANOTHER, self.tr("Another name"))]
        )
        self._leaver.put(next((name for name, _ in staying), self._leaver.value))
        self._successor.put(next((name for name, _ in staying if name != self._leaver.value), _ANOTHER))
        self._name = LineField(self.tr("Name"), self.tr("As it will stand beside their entries."))
        self._reason = LineField(self.tr("Reason"), "", self.tr("optional"))
        self._count = Words(look="small", wrap=True)
        self._leaver.edited.connect(self._refresh)
        self._successor.edited.connect(self._refresh)
        for widget in (self._leaver, self._count, self._successor, self._name, self._reason):
            self.rows.addWidget(widget)
        other = ActButton(self.tr("What is still open…"), self.status_wanted.emit) if has_status else None
        self.finish(self.tr("Hand over"), cancel=self.tr("Cancel"), other=other)
        self._refresh()

    def missing(self) -> str:
        """Two people."""
        if not self._leaver.value or not self.successor or self.successor == self._leaver.value:
            return self.tr("Name who leaves and somebody else who takes over.")
        return ""

    @property
    def leaver(self) -> str:
        """Who leaves."""
        return self._leaver.value

    @property
    def successor(self) -> str:
        """Who takes over."""
        return self._successor.value or self._name.value

    @property
    def reason(self) -> str:
        """Why they leave."""
        return self._reason.value

    def _refresh(self) -> None:
        leaver = self._at_work.get(self._leaver.value)
        words = self.tr("Open cases: {n}.")
        self._count.say(words.format(n=leaver.open_cases if leaver is not None else 0))
        self._name.setVisible(self._successor.value == _ANOTHER)
        self.refuse("")
