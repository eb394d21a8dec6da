"""The first column: what there is to look at, and the lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.desk_work import Urgent
from desktop.ui.look.broken_lines import breakable
from desktop.ui.look.wording import Chip
from desktop.ui.pages.filter_shelf import FilterShelf
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.mark import Mark
from desktop.ui.parts.tips import give_tip
from desktop.workflows.vault_ports import CaseQuery

VIEWS = ("due", "inbox", "open", "advisory", "all")
POLICIES = "policies"
METRICS = "metrics"
JOURNAL = "journal"
_MARKS = {
    "due": "clock",
    "inbox": "inbox",
    "open": "hourglass",
    "advisory": "seal",
    "all": "archive",
    POLICIES: "document",
    METRICS: "chart",
    JOURNAL: "archive",
}
_NAME, _TIP = 48, 600
"""Characters of the handler's name that the rail has room for, and its tip."""
QUERIES = {
    "inbox": CaseQuery(stage="Intake", open_only=True),
    "open": CaseQuery(open_only=True),
    "advisory": CaseQuery(stage="Advisory"),
    "all": CaseQuery(),
}
"""The cases of a view."""


class Rail(QWidget):
    """One button to a view; `chosen` names it."""

    chosen = Signal(str)
    new_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, handler: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(172)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ActButton] = {}
        self._badge = ChipLabel()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 16, 10, 12)
        rows.setSpacing(3)
        head = QHBoxLayout()
        head.setContentsMargins(8, 0, 0, 10)
        head.addWidget(Mark("embargo", "accent", 20))
        head.addWidget(Words("Embargo", "brand"), 1)
        rows.addLayout(head)
        for view, words in zip(VIEWS, self._words(), strict=True):
            rows.addWidget(self._button(view, words))
        self.filters = FilterShelf(self._group)
        rows.addWidget(self.filters)
        rows.addSpacing(12)
        rows.addWidget(self._button(METRICS, self.tr("Metrics")))
        rows.addWidget(self._button(POLICIES, self.tr("Policies")))
        rows.addWidget(self._button(JOURNAL, self.tr("Journal")))
        rows.addStretch(1)
        self._new = ActButton(self.tr("New case"), self.new_wanted.emit, mark="plus")
        self._lock = ActButton(self.tr("Lock"), self.lock_wanted.emit, "rail", "lock")
        rows.addWidget(self._new)
        rows.addSpacing(2)
        rows.addWidget(self._lock)
        who = self._who = Words(look="small", wrap=True)
        self.name_handler(handler)
        who.setContentsMargins(10, 6, 0, 0)
        who.setSizePolicy(QSizePolicy.Policy.Ignored, who.sizePolicy().verticalPolicy())
        rows.addWidget(who)

    def offer(self, *, cases: bool, journal: bool) -> None:
        """Show the ways to what whoever works here may read."""
        for view in (*VIEWS, METRICS):
            self._buttons[view].setVisible(cases)
        self.filters.setVisible(cases)
        self._new.setVisible(cases)
        self._buttons[JOURNAL].setVisible(journal)

    def _words(self) -> tuple[str, ...]:
        return (
            self.tr("Due"),
            self.tr("Inbox"),
            self.tr("In work"),
            self.tr("Advisories"),
            self.tr("All cases"),
        )

    def _button(self, view: str, words: str) -> ActButton:
        button = ActButton(words, lambda: self.chosen.emit(view), "rail", _MARKS[view])
        button.setCheckable(True)
        self._group.addButton(button)
        self._buttons[view] = button
        if view == "due":
            row = QHBoxLayout(button)
            row.setContentsMargins(0, 0, 8, 0)
            row.addStretch(1)
            row.addWidget(self._badge)
        return button

    def name_handler(self, name: str, roles: str = "") -> None:
        """Say who works here, in a team with their roles."""
        alone, together = self.tr("Handler: {name}"), self.tr("{name}: {roles}")
        known = Untrusted(name).line
        short = known if len(known) <= _NAME else f"{known[:_NAME]}…"
        self._who.say(breakable((together if roles else alone).format(name=short, roles=roles)))
        give_tip(self._who, known[:_TIP] if short != known else "")

    def choose(self, view: str) -> None:
        """Mark the view that is shown."""
        self._buttons[view].setChecked(True)

    def title_of(self, view: str) -> str:
        """What the view is called."""
        return self._buttons[view].text()

    def count_urgent(self, urgent: Urgent) -> None:
        """Say how many promises cannot wait; the list itself shows all that are owed."""
        count = f"{urgent.number}+" if urgent.more else str(urgent.number)
        self._badge.tell(Chip(count, "bad" if urgent.overdue else "accent"))
        self._badge.setVisible(bool(urgent.number))
        words = self.tr("Due: {n} overdue or due within 24 hours").format(n=count)
        nothing = self.tr("Due: nothing is overdue or due within 24 hours")
        self._buttons["due"].setAccessibleName(words if urgent.number else nothing)
        self._buttons["due"].setToolTip(words if urgent.number else nothing)
