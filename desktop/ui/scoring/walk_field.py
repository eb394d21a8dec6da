"""The answers of a walk through an SSVC table, and which table it is; kept as one value, a line each."""

from PySide6.QtWidgets import QWidget

from desktop.domain.scoring.ssvc import DecisionPoint, Walk, read_walk
from desktop.formats.ssvc import TABLES, ssvc_table
from desktop.ui.look.scoring_names import scoring_word
from desktop.ui.look.sentences import said
from desktop.ui.parts.fields import ChoiceField, Field
from desktop.ui.parts.layout import clear, column, tab_through
from desktop.ui.parts.radio_field import RadioField

_TABLE = "table="


class WalkField(Field):
    """Choosing another table begins anew."""

    def __init__(self) -> None:
        box = QWidget()
        super().__init__(self.tr("Decision table"), box)
        self._walk: Walk | None = None
        tables = [ssvc_table(name) for name in TABLES]
        choices = [(table.id, f"{scoring_word(table.title)}: {said(table.question)}") for table in tables]
        self._table = ChoiceField(self.tr("Decision table"), [("", self.tr("Choose…")), *choices])
        self._table.caption.hide()
        self._table.edited.connect(self._on_table)
        self.control = self._table.control  # Tab would never leave a box that hands its focus to a child
        self.caption.setBuddy(self.control)
        self._asked = QWidget()
        self._points = column(self._asked, spacing=14)
        rows = column(box, spacing=14)
        rows.addWidget(self._table)
        rows.addWidget(self._asked)

    @property
    def walk(self) -> Walk | None:
        """How far it is; None while no table is chosen."""
        return self._walk

    @property
    def value(self) -> str:
        """The table and the answers, as a draft keeps them."""
        return "\n".join((f"{_TABLE}{self._walk.table.id}", *self._walk.written)) if self._walk else ""

    def put(self, value: str) -> None:
        """Walk so far; what cannot be walked any more begins anew."""
        first, *answers = value.splitlines() or [""]
        try:
            self._walk = read_walk(ssvc_table(first.removeprefix(_TABLE)), answers) if first else None
        except ValueError:  # a draft from before the tables changed
            self._walk = None
        self._table.put(self._walk.table.id if self._walk else "")
        self._show_points()

    def _on_table(self) -> None:
        name = self._table.value
        self._walk = Walk(ssvc_table(name)) if name else None
        self._show_points()
        self.edited.emit()

    def _show_points(self) -> None:
        clear(self._points)
        if self._walk is not None:
            for point in self._walk.table.points:
                self._points.addWidget(self._ask(point, self._walk.chosen.get(point.id, "")))
            tab_through(self.control, self._asked)

    def _ask(self, point: DecisionPoint, chosen: str) -> RadioField:
        choices = [(value.key, f"{scoring_word(value.name)}: {said(value.text)}") for value in point.values]
        field = RadioField(f"{scoring_word(point.title)}: {said(point.question)}", choices)
        field.put(chosen)
        field.edited.connect(lambda: self._on_answered(point.id, field.value))
        return field

    def _on_answered(self, point: str, value: str) -> None:
        if self._walk is not None:
            self._walk = self._walk.choose(point, value)
            self.edited.emit()
