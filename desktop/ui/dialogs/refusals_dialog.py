"""Failed unlocks and what was refused, newest first: the part of the vault's journal that warns."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.event import Recorded
from desktop.domain.events import ActRefused, UnlockFailed
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute
from desktop.ui.parts.empty_state import Emptiness, fill_when_empty
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.rows_table import Index, RowsModel, RowsTable

_HEIGHT_PX = 320
_ALL, _UNLOCKS, _ACTS, _CASE = "all", "unlocks", "acts", "case"


class RefusalsModel(RowsModel[Recorded]):
    """A row for each; what was missing is read whole in the tip."""

    def data(self, index: Index, role: int = 0) -> str | None:
        """A cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        entry = self.row(index.row())
        who = Untrusted(entry.author).line or "-"
        case = entry.event.case if isinstance(entry.event, ActRefused) else ""
        return (absolute(entry.recorded_at), case, who, refusal_words(entry))[index.column()]

    def titles(self) -> tuple[str, ...]:
        """Of the columns."""
        return (self.tr("Recorded"), self.tr("Case"), self.tr("Who"), self.tr("What was refused"))


class RefusalsDialog(Dialog):
    """`case_id` is the case in view, which one can look at alone."""

    def __init__(self, parent: QWidget, entries: Sequence[Recorded], case_id: str = "") -> None:
        super().__init__(parent, self.tr("Failed unlocks and refusals"), width=900)
        self._entries, self._case_id = entries, case_id
        self._model = RefusalsModel(self)
        self.table = RowsTable(self._model, self.tr("Failed unlocks and refusals"), height=_HEIGHT_PX)
        choices = [
            (_ALL, self.tr("Everything")),
            (_UNLOCKS, self.tr("Failed unlocks")),
            (_ACTS, self.tr("Refused acts and exports")),
        ]
        if case_id:
            choices.append((_CASE, self.tr("Of {case} alone").format(case=case_id)))
        self.filter = ChoiceField(self.tr("Show"), choices)
        self.filter.edited.connect(self._show)
        why = self.tr(
            "Wrong secrets, acts that a rule refused and exports that the gate kept in stand here, with who "
            "asked and when. Nothing is to be done; a policy may ask for a look now and then."
        )
        self.none = fill_when_empty(self.table, Emptiness(self.tr("Nothing was refused."), why))
        intro = self.tr("From the vault's journal. What was typed is never kept, only that it was refused.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self.rows.addWidget(self.filter)
        self.rows.addWidget(self.table, 1)
        self.finish(self.tr("Close"))
        self._show()

    def _show(self) -> None:
        shown = [entry for entry in self._entries if self._is_wanted(entry)]
        self._model.show_rows(shown)

    def _is_wanted(self, entry: Recorded) -> bool:
        event, wanted = entry.event, self.filter.value
        if wanted == _UNLOCKS:
            return isinstance(event, UnlockFailed)
        if wanted == _CASE:
            return isinstance(event, ActRefused) and event.case == self._case_id
        return wanted == _ALL or isinstance(event, ActRefused)


def refusal_words(entry: Recorded) -> str:
    """What was refused and why, in a line."""
    event = entry.event
    if isinstance(event, UnlockFailed):
        words = QCoreApplication.translate("Refusals", "Failed attempts to unlock: {n}, the last at {last}")
        return words.format(n=event.count, last=absolute(event.last))
    assert isinstance(event, ActRefused)
    why = {
        "rule": QCoreApplication.translate("Refusals", "{what}: a rule refused it"),
        "needs": QCoreApplication.translate("Refusals", "{what}: {missing} was missing"),
        "gate": QCoreApplication.translate("Refusals", "{what}: it could not leave"),
    }[event.why]
    return why.format(what=_what(event.act), missing=", ".join(map(event_words, event.missing)))


def _what(act: str) -> str:
    exports = {
        "advisory": QCoreApplication.translate("Refusals", "Advisory"),
        "letter": QCoreApplication.translate("Refusals", "Letter"),
        "case-sheet": QCoreApplication.translate("Refusals", "Case on paper"),
        "timeline": QCoreApplication.translate("Refusals", "Timeline"),
        "calendar": QCoreApplication.translate("Refusals", "Calendar"),
        "journal": QCoreApplication.translate("Refusals", "Journal"),
        "bundle": QCoreApplication.translate("Refusals", "Bundle for another handler"),
        "acknowledgements": QCoreApplication.translate("Refusals", "Page of thanks"),
        "attachment": QCoreApplication.translate("Refusals", "File in quarantine"),
        "record": QCoreApplication.translate("Refusals", "Record of an incident"),
    }
    return exports.get(act) or event_words(act)
