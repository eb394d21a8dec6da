"""Audit: where else the same mistake was looked for, and what was found."""

from PySide6.QtCore import Signal

from desktop.domain import events as e
from desktop.ui.audit.searches_card import SearchesCard
from desktop.ui.audit.variants_card import VariantsCard
from desktop.ui.case.stage_form import StageForm
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


class AuditForm(StageForm):
    """Notes of searches; the last one may declare the audit done."""

    stage = "Audit"
    searching = Signal(str, str, str, str)
    """A clone, a pattern, a revision, and folders with commas between them."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "audit",
            self.tr("Audit for similar problems"),
            self.tr("Search the code for the same mistake elsewhere, in every supported branch."),
            self.tr(
                "Why: a fix shows the mistake to everybody, and whoever reads it looks for the next one."
            ),
        )
        self._searches = SearchesCard()
        self._searches.wanted.connect(self._on_search)
        self._searches.opened.connect(lambda search: session.errand_wanted.emit("hits", search))
        self.rows.addWidget(self._searches)
        for key, field in self._searches.fields.items():
            self.watch(key, field)
        self._variants = VariantsCard(session)
        self.rows.addWidget(self._variants)
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
        self._done = ActButton(self.tr("Finish the audit"), self._on_done, "primary")
        self.finish(self._done, ActButton(self.tr("Record only"), self._on_record))

    def focus_first(self) -> None:
        """Where all that was found is judged, nothing has to be typed any more."""
        view = self.session.view
        searches = view.case.searches if view is not None else ()
        if searches and not any(search.open for search in searches) and self._done.isEnabled():
            self._done.setFocus()
            self.ensureWidgetVisible(self._done)
        else:
            super().focus_first()

    def fill(self, _view: CaseView) -> None:
        """Each note starts empty."""
        for key in ("searched", "result"):
            self.fields[key].put("")

    def refresh(self, view: CaseView) -> None:
        """List searches and earlier notes."""
        self._searches.show_searches(view)
        self._variants.show_variants(view)
        notes = [
            f"{note.searched}: {note.result}" if note.result else note.searched for note in view.case.audits
        ]
        self._earlier.say("\n".join(notes))
        self._earlier.setVisible(bool(notes))
        done = view.case.has(e.AuditDone)
        self._done.setEnabled(not done)
        self._done.rename(self.tr("Audit done") if done else self.tr("Finish the audit"))

    def _on_search(self) -> None:
        self.searching.emit(*(self.value(key) for key in ("clone", "pattern", "revision", "roots")))

    def _note(self) -> e.AuditRecorded:
        return e.AuditRecorded(searched=self.value("searched"), result=self.value("result"))

    def _on_record(self) -> None:
        self.record(self._note())

    def _on_done(self) -> None:
        empty = not (self.value("searched") or self.value("result"))
        case = self.session.view.case if self.session.view is not None else None
        recorded = case is not None and bool(case.audits or case.searches)
        acts = () if empty and recorded else (self._note(),)
        self.record(*acts, e.AuditDone(), move_on=True)
