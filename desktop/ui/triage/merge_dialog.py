"""Which of two cases stays, and what the reporter of the other is told."""

from PySide6.QtWidgets import QWidget

from desktop.formats.letters.explanations import explanation_of
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView


class MergeDialog(ActDialog):
    """The case that came first is proposed to stay."""

    def __init__(self, parent: QWidget, own: CaseView, other: CaseView) -> None:
        super().__init__(parent, self.tr("Merge as duplicate"))
        self.concerns = other.case.case_id
        self._views = {view.case.case_id: view for view in (own, other)}
        intro = self.tr(
            "The report of the other case is rejected as a duplicate; whoever has part in it joins this one "
            "and is credited with it. Nobody learns of anybody else. It can be undone."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        first = own if _came(own) < _came(other) else other
        self._stays = ChoiceField(self.tr("The case that stays"), [(c, c) for c in self._views])
        self._stays.put(first.case.case_id)
        self.rows.addWidget(self._stays)
        self._words = TextField(self.tr("What the other reporter is told"), lines=3)
        self._proposed = ""
        self._stays.edited.connect(self._propose)
        self._propose()
        self.rows.addWidget(self._words)
        self.finish(self.tr("Merge"), cancel=self.tr("Cancel"))

    def _propose(self) -> None:
        """The usual words for how the case that stays stands, unless a person wrote others."""
        if self._words.value in ("", self._proposed):
            self._proposed = explanation_of("duplicate", self.original.case)
            self._words.put(self._proposed)

    def missing(self) -> str:
        """Whoever is rejected is told why."""
        return "" if self._words.value else self.tr("Say why: the reporter will be told.")

    @property
    def original(self) -> CaseView:
        """The case that stays."""
        return self._views[self._stays.value]

    @property
    def duplicate(self) -> CaseView:
        """The case that is rejected."""
        return next(view for case_id, view in self._views.items() if case_id != self._stays.value)

    @property
    def reason(self) -> str:
        """What its reporter is told."""
        return self._words.value


def _came(view: CaseView) -> float:
    arrived = view.case.arrived_at
    return arrived.timestamp() if arrived is not None else float("inf")
