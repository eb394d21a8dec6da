"""Closed cases past the time that their content is kept: purged once a person typed so, or held."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import RowsTable
from desktop.ui.retention.retained_model import RetainedModel
from desktop.workflows.retention.list_retained import PastItsTime

_HEIGHT_PX = 180
_WHOLE, _BESIDE = Qt.AlignmentFlag(0), Qt.AlignmentFlag.AlignLeft


class RetentionDialog(ActDialog):
    """`submitted` asks to purge what is chosen, `hold_wanted` to keep it, `rule_wanted` for the rule."""

    hold_wanted = Signal()
    rule_wanted = Signal()

    def __init__(self, parent: QWidget, past: Sequence[PastItsTime], still_held: str) -> None:
        super().__init__(parent, self.tr("Content past its time"), width=900)
        self._model = RetainedModel(self)
        self._list = RowsTable(self._model, self.tr("Cases"), height=_HEIGHT_PX)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._reason = LineField(
            self.tr("Reason"), self.tr("A hold needs one; a purge is explained by its rule.")
        )
        self._typed = LineField(
            self.tr("Type purge to confirm"),
            self.tr("It cannot be undone: dates and proofs stay, the words and files go for good."),
        )
        intro = self.tr("Nothing is purged by itself. Choose the cases whose content goes, or hold them.")
        self.rows.addWidget(Words(intro, "muted", wrap=True) if past else self._nothing())
        hold = ActButton(self.tr("Hold what is chosen"), self._hold)
        for widget in (self._list, self._reason, hold, self._typed):
            self.rows.addWidget(widget, alignment=_BESIDE if widget is hold else _WHOLE)
            widget.setVisible(bool(past))
        if still_held:
            self.rows.addWidget(Words(still_held, "hint", wrap=True))
        rule = ActButton(self.tr("How long it is kept…"), self.rule_wanted.emit)
        away = self.tr("Cancel") if past else self.tr("Close")
        self.finish(self.tr("Purge what is chosen"), cancel=away, other=rule)
        self._model.show_rows(past)
        self._list.selectAll()
        if self.primary is not None:
            self.primary.setVisible(bool(past))

    def missing(self) -> str:
        """Nothing goes by a mere Enter."""
        if not self.chosen:
            return self.tr("Choose at least one case that no legal hold keeps.")
        return (
            "" if self._typed.value.casefold() == "purge" else self.tr("Type the word purge to confirm it.")
        )

    @property
    def chosen(self) -> tuple[str, ...]:
        """The cases that are chosen and not held already."""
        rows = self._list.selectionModel().selectedRows()
        cases = [self._model.row(index.row()).case for index in rows]
        return tuple(case.case_id for case in cases if not case.held)

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.value

    def _hold(self) -> None:
        wrong = "" if self.reason else self.tr("Say which duty asks to keep them.")
        self.refuse(wrong or ("" if self.chosen else self.tr("Choose the cases to hold.")))
        if self.reason and self.chosen:
            self.hold_wanted.emit()

    def _nothing(self) -> EmptyState:
        none = self.tr("No closed case is past the time that its content is kept.")
        why = self.tr(
            "Closed cases come here when their time is over. Their words and files can go then, while dates "
            "and proofs stay."
        )
        return EmptyState(Emptiness(none, why), centred=False)
