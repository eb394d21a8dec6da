"""Above a case: what handlers decided apart, each answer with who gave it, until one of them is kept."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.events import ConflictSettled
from desktop.domain.exchange.conflicts import Choice, Conflict, keeping
from desktop.domain.inert import Untrusted
from desktop.ui.look.instants import short
from desktop.ui.look.sentences import said
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import clear
from desktop.ui.parts.mark import Mark
from desktop.workflows.desk.view_case import CaseView

_MOST = 3
"""Conflicts that are shown at once: the next ones come when these are settled."""


class ConflictNotice(QFrame):
    """Hidden while nothing is in conflict; `settle` records which answer holds."""

    def __init__(self, settle: Callable[[ConflictSettled], object]) -> None:
        super().__init__()
        self.setObjectName("message-warn")
        self.setAccessibleName(self.tr("Decided apart"))
        self._settle = settle
        self._shown: tuple[Conflict, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(Mark("warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        row.addLayout(self._rows, 1)
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Show the conflicts of this case; what is shown already stays, with the focus that is in it."""
        if view.conflicts != self._shown:
            self._shown = view.conflicts
            clear(self._rows)
            why = self.tr(
                "Several handlers decided without knowing of each other. The later word counts until one is "
                "kept."
            )
            self._rows.addWidget(Words(why, "small", wrap=True))
            for conflict in view.conflicts[:_MOST]:
                self._tell(conflict)
            left = len(view.conflicts) - _MOST
            if left > 0:
                more = self.tr("And %n more, when these are settled.", "", left)
                self._rows.addWidget(Words(more, "small"))
        self.setVisible(bool(view.conflicts))

    def _tell(self, conflict: Conflict) -> None:
        question = InertLabel(
            Untrusted(self.tr("Decided apart: {what}").format(what=said(conflict.words))), "section"
        )
        self._rows.addSpacing(4)
        self._rows.addWidget(question)
        for choice in conflict.choices:
            self._rows.addWidget(self._choice(conflict, choice))

    def _choice(self, conflict: Conflict, choice: Choice) -> QWidget:
        row = QWidget()
        cells = QHBoxLayout(row)
        cells.setContentsMargins(0, 0, 0, 0)
        cells.setSpacing(10)
        cells.addWidget(InertLabel(Untrusted(_words(choice)), lines=True), 1)
        button = ActButton(
            self.tr("Keep this one"), lambda: self._settle(keeping(conflict, choice.recorded.id)), "small"
        )
        button.setAccessibleDescription(Untrusted(f"{said(conflict.words)}: {said(choice.words)}").line)
        cells.addWidget(button)
        return row


def _words(choice: Choice) -> str:
    who = choice.recorded.author or QCoreApplication.translate("Conflicts", "somebody")
    return f"{said(choice.words)} — {who}, {short(choice.recorded.recorded_at)}"
