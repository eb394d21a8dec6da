"""Audit: where else the same mistake was looked for, and what was found."""

from desktop.domain import events as e
from desktop.ui.case.stage_form import StageForm
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.view_case import CaseView


class AuditForm(StageForm):
    """Notes of searches; the last one may declare the audit done."""

    stage = "Audit"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "audit",
            self.tr("Audit for similar problems"),
            self.tr("Search the code for the same mistake elsewhere, in every supported branch."),
        )
        self._earlier = Words(look="small", wrap=True)
        self.rows.addWidget(self._earlier)
        self.add(
            searched=TextField(
                self.tr("What was searched"), "", self.tr("Paths, patterns, branches, by whom."), lines=3
            ),
            result=TextField(
                self.tr("Result"), "", self.tr("Nothing similar; or what was found, and where."), lines=3
            ),
        )
        self._done = ActButton(self.tr("Record and finish the audit"), self._on_done, "primary")
        self.finish(self._done, ActButton(self.tr("Record only"), self._on_record))

    def fill(self, _view: CaseView) -> None:
        """Each note starts empty."""
        for field in self.fields.values():
            field.put("")

    def refresh(self, view: CaseView) -> None:
        """List earlier notes."""
        notes = [
            f"{note.searched}: {note.result}" if note.result else note.searched for note in view.case.audits
        ]
        self._earlier.say("\n".join(notes))
        self._earlier.setVisible(bool(notes))
        done = view.case.has(e.AuditDone)
        self._done.setEnabled(not done)
        self._done.rename(self.tr("Audit done") if done else self.tr("Record and finish the audit"))

    def _note(self) -> e.AuditRecorded:
        return e.AuditRecorded(searched=self.value("searched"), result=self.value("result"))

    def _on_record(self) -> None:
        self.record(self._note())

    def _on_done(self) -> None:
        empty = not (self.value("searched") or self.value("result"))
        recorded = self.session.view is not None and bool(self.session.view.case.audits)
        acts = () if empty and recorded else (self._note(),)
        self.record(*acts, e.AuditDone(), move_on=True)
