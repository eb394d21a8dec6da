"""What stands where a list, a table or a page has nothing to show: what it is for, and what to do next."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column

_WIDEST_PX = 460
"""Longer lines are hard to read where nothing else stands."""


class Emptiness(NamedTuple):
    """`what` is not there, `why` the place exists and how it fills; `button` does it, where one act can."""

    what: str
    why: str
    button: str = ""
    act: Callable[[], object] = lambda: None


class EmptyState(QWidget):
    """Says it in the middle of where the rows would be, or at the left edge of a card."""

    def __init__(self, told: Emptiness | None = None, *, centred: bool = True) -> None:
        super().__init__()
        self._told = told or Emptiness("", "")
        self._what = Words(look="heading" if centred else "muted", wrap=True)
        self._why = Words(look="muted", wrap=True)
        self.button = ActButton("…", self._do)
        self._lay_out(centred=centred)
        if told is not None:
            self.tell(told)

    def _lay_out(self, *, centred: bool) -> None:
        said = QWidget()
        said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rows = column(said, spacing=6)
        if centred:
            rows.addStretch(1)
        for words in (self._what, self._why):
            rows.addWidget(words)
            if centred:
                words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.addStretch(1 if centred else 0)
        foot.addWidget(self.button)
        foot.addStretch(1)
        rows.addLayout(foot)
        if centred:
            rows.addStretch(1)
        whole = QHBoxLayout(self)
        edge = 18 if centred else 0
        whole.setContentsMargins(edge, 0, edge, 0)
        whole.addWidget(said)
        if centred:
            said.setMaximumWidth(grown(_WIDEST_PX))

    def tell(self, told: Emptiness) -> None:
        """Say this instead."""
        self._told = told
        self._what.say(told.what)
        self._why.say(told.why)
        self.button.setVisible(bool(told.button))
        if told.button:
            self.button.rename(told.button)
            self.button.setAccessibleDescription(f"{told.what} {told.why}")

    def _do(self) -> None:
        self._told.act()

    @property
    def words(self) -> str:
        """All that it says."""
        return f"{self._what.text()}\n\n{self._why.text()}"


def fill_when_empty(view: QAbstractItemView, told: Emptiness) -> EmptyState:
    """Let a view say this as long as its model has no row."""
    state = EmptyState(told)
    layout = QVBoxLayout(view.viewport())
    layout.setContentsMargins(0, 2, 0, 2)
    layout.addWidget(state)
    model = view.model()

    def judge() -> None:
        empty = model.rowCount() == 0
        state.setVisible(empty)
        view.setAccessibleDescription(state.words if empty else "")

    for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
        changed.connect(judge)
    judge()
    return state
