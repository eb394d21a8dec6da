"""What can be done with the cases that are chosen: above the list, as long as any is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.lists.chosen_cases import ChosenCases
from desktop.ui.parts.buttons import ActButton, IconButton
from desktop.ui.parts.labels import Words


class ChosenBar(QWidget):
    """`wanted` names the act: "spam", "snooze" or "assign"."""

    wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, chosen: ChosenCases) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Chosen cases"))
        self._chosen = chosen
        self._count = Words(look="small")
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        self._all = ActButton(self.tr("Choose all"), self.all_wanted.emit, "quiet")
        head.addWidget(self._all)
        head.addWidget(IconButton("close", self.tr("Choose none"), chosen.clear))
        acts = QHBoxLayout()
        acts.setSpacing(2)
        for name, words in (
            ("spam", self.tr("Spam")),
            ("snooze", self.tr("Snooze…")),
            ("assign", self.tr("Assign…")),
        ):
            acts.addWidget(self._act(name, words))
        acts.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 4, 8, 6)
        rows.setSpacing(2)
        rows.addLayout(head)
        rows.addLayout(acts)
        chosen.changed.connect(self._on_changed)
        self.hide()

    def offer_all(self, offered: bool) -> None:
        """Whether there is a list of cases that all can be chosen of."""
        self._all.setVisible(offered)

    def _act(self, name: str, words: str) -> ActButton:
        return ActButton(words, lambda: self.wanted.emit(name), "quiet")

    def _on_changed(self) -> None:
        count = len(self._chosen.ids)
        self._count.say(self.tr("{n} chosen").format(n=count))
        self.setVisible(bool(count))
