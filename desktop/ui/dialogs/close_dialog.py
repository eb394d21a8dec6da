"""Closing a case: as spam or otherwise rejected, or because everything is done."""

from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.formats.letters.explanations import explanation_of
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.view_case import CaseView

_DONE = "done"


class CloseDialog(ActDialog):
    """Gives the acts that end the case; the rules still decide."""

    def __init__(self, parent: QWidget, view: CaseView) -> None:
        super().__init__(parent, self.tr("Close the case"))
        self._confirmed = view.case.has(e.ReportConfirmed)
        self._rejected = view.case.rejected is not None or view.case.incident_only
        self._reason = ChoiceField(self.tr("Why"), self._reasons())
        self._proposed = ""
        self._words = TextField(
            self.tr("In your words"),
            "" if view.case.incident_only else self.tr("A reporter is told this, save for spam."),
            lines=3,
        )
        intro = self.tr("Rejecting asks for a letter to the reporter before the case can be closed.")
        if view.case.incident_only:
            intro = self.tr("Corrective actions that are still open stay in sight, and can be done later.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self.rows.addWidget(self._reason)
        self.rows.addWidget(self._words)
        self._reason.edited.connect(self._propose)
        self._propose()
        for number, (reason, _) in enumerate(filter(_is_reason, self._reasons()), 1):
            QShortcut(QKeySequence(str(number)), self).activated.connect(partial(self._choose, reason))
        self.finish(self.tr("Record"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """Nothing is rejected by a mere Enter."""
        return "" if self._reason.value else self.tr("Choose why the case is closed.")

    def _choose(self, reason: str) -> None:
        self._reason.put(reason)
        self._propose()

    def _propose(self) -> None:
        """The usual words for the reason, unless a person wrote others."""
        if self._words.value in ("", self._proposed):
            self._proposed = usual_words(self._reason.value)
            self._words.put(self._proposed)

    def _reasons(self) -> list[tuple[str, str]]:
        if self._confirmed or self._rejected:
            return [(_DONE, self.tr("Everything is done"))]
        return [
            ("", self.tr("Choose by a digit, or here")),
            ("spam", self.tr("1  Spam")),
            ("duplicate", self.tr("2  Reported before")),
            ("out-of-scope", self.tr("3  Out of scope")),
            ("not-a-vulnerability", self.tr("4  Not a vulnerability")),
            ("not-reproducible", self.tr("5  Cannot be reproduced")),
            ("other-vendor", self.tr("6  Belongs to another vendor")),
            ("obsolete-product", self.tr("7  The product is no longer supported")),
        ]

    @property
    def acts(self) -> tuple[Event, ...]:
        """What to record."""
        reason, words = self._reason.value, self._words.value
        if reason == _DONE:
            return (e.CaseClosed(reason=words or self.tr("Everything is done")),)
        if reason == "spam":
            return spam(words or self.tr("Spam"))
        return (e.ReportRejected(reason=reason, explanation=words),)  # type: ignore[arg-type]  # keys of the choice


def _is_reason(pair: tuple[str, str]) -> bool:
    return bool(pair[0])


def usual_words(reason: str) -> str:
    """What is proposed to be told for a reason; nothing for what is no rejection."""
    return "" if reason in ("", _DONE) else explanation_of(reason)  # type: ignore[arg-type]  # keys of the choice


def spam(words: str) -> tuple[Event, ...]:
    """What closes spam: nobody is written to."""
    return (e.ReportRejected(reason="spam", explanation=words), e.CaseClosed(reason=words))
