"""The policies at hand: a list of them, and the one that is being read."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton, WideButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, clear, column
from desktop.ui.pieces import Pieces
from desktop.ui.policies.policy_sheet import PolicySheet
from desktop.ui.policies.policy_work import ShelfEntry

_LIST_PX, _WIDEST_LIST_PX = 250, 340


class PolicyPage(QWidget):
    """Reading only; what a button asks for is somebody else's errand."""

    adopt_wanted = Signal(str)
    dates_wanted = Signal(str)
    publish_wanted = Signal(str)
    check_wanted = Signal()
    edit_wanted = Signal(str)
    propose_wanted = Signal()

    def __init__(self, pieces: Pieces) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._entries: dict[str, ShelfEntry] = {}
        self._chosen = ""
        self._group = QButtonGroup(self)
        self._side = QWidget()
        self._list = Sheet(self.tr("Policies at hand"), margin=12, spacing=3)
        self._sheet = PolicySheet(pieces)
        self._adopt = ActButton(
            self.tr("Adopt…"), lambda: self.adopt_wanted.emit(self._chosen), "primary", "seal"
        )
        self._dates = ActButton(self.tr("Dates…"), lambda: self.dates_wanted.emit(self._chosen), mark="clock")
        self._publish = ActButton(
            self.tr("Publish…"), lambda: self.publish_wanted.emit(self._chosen), mark="letter"
        )
        self._edit = ActButton(self.tr("Edit…"), lambda: self.edit_wanted.emit(self._chosen), mark="document")
        self._propose = WideButton(self.tr("From a SECURITY.md…"), self.propose_wanted.emit, "plain", "plus")
        self._check = ActButton(self.tr("Check a file…"), self.check_wanted.emit, mark="document")
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(14, 16, 12, 2)
        head.addWidget(Words(self.tr("Policies"), "title"))
        from_text = QHBoxLayout()
        from_text.setContentsMargins(14, 8, 12, 14)
        from_text.addWidget(self._propose)
        side = self._side
        side.setObjectName("column")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(grown(_LIST_PX, _WIDEST_LIST_PX))
        rows = column(side)
        rows.addLayout(head)
        rows.addWidget(self._list, 1)
        rows.addLayout(from_text)
        foot = QVBoxLayout()
        foot.setContentsMargins(30, 12, 30, 14)
        foot.addWidget(FoldingRow(self._adopt, self._edit, self._dates, self._publish, self._check))
        pane = column(right := QWidget())
        pane.addWidget(self._sheet, 1)
        pane.addWidget(Rule())
        pane.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(Rule(upright=True))
        row.addWidget(right, 1)

    def changeEvent(self, event: QEvent) -> None:
        """A larger type needs a wider list."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._side.setFixedWidth(grown(_LIST_PX, _WIDEST_LIST_PX))

    def show_shelf(self, entries: Sequence[ShelfEntry]) -> None:
        """Show what is at hand, and go on with the policy that was being read."""
        self._entries = {entry.policy_id: entry for entry in entries}
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._list.rows)
        titled = (
            ("", [x for x in entries if x.profile is not None and x.profile.kind == "policy"]),
            (self.tr("Packs"), [x for x in entries if x.profile is not None and x.profile.kind == "pack"]),
            (self.tr("Cannot be used"), [x for x in entries if x.profile is None]),
        )
        for title, found in titled:
            if title and found:
                self._list.rows.addSpacing(10)
                self._list.rows.addWidget(Words(title, "section"))
            for entry in found:
                self._list.rows.addWidget(self._button(entry))
        self._list.rows.addStretch(1)
        self._order_tabs()
        self.choose(self._chosen if self._chosen in self._entries else next(iter(self._entries), ""))

    def choose(self, policy_id: str) -> None:
        """Read this policy."""
        entry = self._entries.get(policy_id)
        if entry is None:
            return
        self._chosen = policy_id
        for button in self._group.buttons():
            button.setChecked(button.property("policy") == policy_id)
        self._sheet.show_entry(entry)
        usable = entry.profile is not None
        self._adopt.setEnabled(usable)
        self._dates.setEnabled(usable)
        self._publish.setEnabled(entry.profile is not None and entry.profile.kind == "policy")

    def choose_once_read(self, policy_id: str) -> None:
        """Read this policy, as soon as it is at hand."""
        self._chosen = policy_id
        self.choose(policy_id)

    def begin(self) -> None:
        """Put the keys where the list is read."""
        chosen = self._group.checkedButton()
        if chosen is not None and self.isVisible():
            chosen.setFocus()

    def _order_tabs(self) -> None:
        """From the list to what is read, then to what can be done with it."""
        before: QWidget = self._list
        acts = (self._adopt, self._edit, self._dates, self._publish, self._check)
        for button in (*self._group.buttons(), self._sheet, *acts, self._propose):
            self.setTabOrder(before, button)
            before = button

    def _button(self, entry: ShelfEntry) -> ActButton:
        name = entry.profile.policy.organisation if entry.profile is not None else entry.policy_id
        mark = "warning" if entry.profile is None else "done" if entry.in_use else "document"
        button = WideButton(name, lambda: self.choose(entry.policy_id), "rail", mark)
        if entry.in_use:
            button.setAccessibleName(self.tr("{name}, in use").format(name=name))
            button.setToolTip(self.tr("In use"))
        button.setProperty("policy", entry.policy_id)
        button.setCheckable(True)
        self._group.addButton(button)
        return button
