"""The dates that all cases of a policy share: planned releases, and days that are no business days."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain import events as e
from desktop.domain.policy import Profile
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.day_field import DayField
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, beside, clear, column
from desktop.ui.policies.regions import place_name
from desktop.workflows.policies.keep_dates import DateChange, KnownDate

_LIST_PX, _WIDEST_LIST_PX = 150, 240


class DatesDialog(Dialog):
    """Each change is recorded at once: `changed` names it; `show_dates` then shows what holds."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, profile: Profile, today: date) -> None:
        identity = profile.policy
        super().__init__(parent, self.tr("Dates of {name}").format(name=identity.organisation), width=560)
        self._policy_id = self.concerns = identity.id
        self._place = profile.calendar.national_holidays
        self._chosen = frozenset(profile.adopted.holidays) if profile.adopted is not None else frozenset()
        intro = self.tr("Clocks that wait for a release take the next one. Holidays are no business days.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._list = Sheet(self.tr("Dates"), margin=12, spacing=6)
        self._list.setFixedHeight(grown(_LIST_PX, _WIDEST_LIST_PX))
        card = QFrame()
        card.setObjectName("card")
        column(card).addWidget(self._list)
        self.rows.addWidget(card)
        self._kind = ChoiceField(
            self.tr("What"), [("release", self.tr("Release")), ("holiday", self.tr("Holiday"))]
        )
        self._kind.edited.connect(self._on_kind_chosen)
        self._day = DayField(self.tr("Day"), today)
        self._name = LineField(self.tr("Name of the holiday"))
        pair = (self._kind, self._day)
        self.rows.addWidget(FoldingRow(*pair, grow=pair, spacing=14))
        self.rows.addWidget(self._name)
        add = ActButton(self.tr("Add this day"), self._on_add, mark="plus")
        self.rows.addWidget(FoldingRow(add))
        self.finish(self.tr("Done"))
        self._on_kind_chosen()

    def show_dates(self, dates: Sequence[KnownDate]) -> None:
        """List what holds now."""
        if not self.is_open:
            return
        self.refuse("")
        rows = self._list.rows
        clear(rows)
        if self._place:
            told = self.tr("The public holidays of {place}").format(place=place_name(self._place))
            rows.addWidget(Words(told, wrap=True))
        if not dates and not self._place:
            why = self.tr(
                "Promises that wait for a release, or count business days, go by the dates that stand here: "
                "add the first one below."
            )
            rows.addWidget(EmptyState(Emptiness(self.tr("No date is known yet."), why), centred=False))
        for known in dates:
            rows.addWidget(self._line(known))
        rows.addStretch(1)

    def choose_kind(self, kind: str) -> None:
        """Begin with this kind of date."""
        self._kind.put(kind)
        self._on_kind_chosen()

    def _line(self, known: KnownDate) -> QWidget:
        kind = self.tr("Release") if known.kind == "release" else self.tr("Holiday")
        what = f"{kind}: {known.name}" if known.name else kind
        line = QWidget()
        day = Words(known.on.isoformat(), "caption")
        if known.of_profile:
            chosen = known.kind == "holiday" and known.on in self._chosen
            whence = self.tr("chosen at adoption") if chosen else self.tr("from the policy")
            row = beside(day, Words(what), Words(whence, "small"))
        else:
            remove = ActButton(self.tr("Remove"), lambda: self._remove(known), "small")
            remove.setAccessibleName(self.tr("Remove {day}").format(day=f"{known.on.isoformat()}, {what}"))
            row = beside(day, Words(what), remove)
        row.setContentsMargins(4, 0, 8, 0)
        row.setStretch(0, 0)
        row.setStretch(2, 0)
        line.setLayout(row)
        return line

    def _on_kind_chosen(self) -> None:
        self._name.setVisible(self._kind.value == "holiday")

    def _on_add(self) -> None:
        change: DateChange
        if self._kind.value == "release":
            change = e.ReleaseScheduled(policy_id=self._policy_id, on=self._day.day)
        else:
            change = e.HolidayAdded(policy_id=self._policy_id, on=self._day.day, name=self._name.value)
        self.changed.emit(change)

    def _remove(self, known: KnownDate) -> None:
        gone = e.ReleaseCancelled if known.kind == "release" else e.HolidayRemoved
        self.changed.emit(gone(policy_id=self._policy_id, on=known.on))
