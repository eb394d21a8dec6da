"""The matrix of a finding: what is known of each version, by whom, and what a person says of it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.domain.matrix.known import Known
from desktop.domain.matrix.rows import Row
from desktop.ui.desk_work import Loaded
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.sentences import said
from desktop.ui.look.version_words import finding_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel
from desktop.ui.versions.matrix_model import MatrixModel
from desktop.ui.versions.matrix_table import MatrixTable
from desktop.ui.versions.word_form import WordForm
from desktop.workflows.desk.view_case import CaseView

_DIGITS = 12


class MatrixDialog(ActDialog):
    """Stays open from word to word; `trace_wanted` asks a clone, `taken` gives what Confirm may list."""

    trace_wanted = Signal()
    taken = Signal(object)
    """A Known."""

    def __init__(self, parent: QWidget, view: CaseView, finding: str) -> None:
        super().__init__(parent, self.tr("Versions"), width=940)
        self._case_id = view.case.case_id
        self._known: tuple[Known, ...] = ()
        self.finding = ChoiceField(self.tr("Finding"))
        self.show_only = ChoiceField(self.tr("Show"), self._choices())
        self._whence = InertLabel(Untrusted(""), "small", lines=True)
        self._model = MatrixModel(self)
        self.table = MatrixTable(self._model, self.tr("Versions and what is known of them"))
        self._evidence = InertLabel(Untrusted(""), "small", lines=True)
        self._remarks = InertLabel(Untrusted(""), "warn", lines=True)
        self._proposal = InertLabel(Untrusted(""), "small", lines=True)
        self._take = ActButton(self.tr("Put into Confirm"), self._on_take, "small")
        self.word = WordForm()
        self._lay_out()
        self.show_view(view)
        first = next((known for known in view.known if known.matrix.finding == finding), None)
        self.finding.put(self._key(first))
        self._show()

    def _choices(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("Everything")),
            ("supported", self.tr("Supported branches only")),
            ("open", self.tr("What is open only")),
        ]

    def _lay_out(self) -> None:
        for field in (self.finding, self.show_only):
            field.edited.connect(self._show)
        self.table.edit_wanted.connect(self.word.begin)
        self.table.selectionModel().currentChanged.connect(lambda now, _before: self._show_evidence(now))
        proposal = FoldingRow(self._proposal, self._take, grow=(self._proposal,))
        both = (self.finding, self.show_only)
        top = FoldingRow(*both, grow=both, spacing=14)
        for widget in (top, self._whence, self.table, self._evidence, self._remarks, proposal, self.word):
            self.rows.addWidget(widget, int(widget is self.table))
        trace = ActButton(self.tr("Ask a clone…"), self.trace_wanted.emit, mark="search")
        self.finish(self.tr("Record what I say"), cancel=self.tr("Close"), other=trace)

    def show_loaded(self, loaded: Loaded) -> None:
        """The case was read again."""
        if self.is_open and loaded.view.case.case_id == self._case_id:
            self.show_view(loaded.view)

    def show_view(self, view: CaseView) -> None:
        """Show what is known now."""
        self._known = view.known
        self.finding.offer([(self._key(known), self._called(known)) for known in view.known])
        self._show()

    def missing(self) -> str:
        """Somebody must say of what they speak."""
        there = bool(self.acts)
        return "" if there else self.tr("Select a row, or name another version.")

    @property
    def known(self) -> Known | None:
        """The matrix in view, with what follows from it."""
        return next((known for known in self._known if self._key(known) == self.finding.value), None)

    @property
    def acts(self) -> tuple[Event, ...]:
        """What is said."""
        if self.known is None:
            return ()
        rows = tuple(self._model.row(number) for number in self.table.chosen)
        return self.word.acts(self.known.matrix, rows)

    def _key(self, known: Known | None) -> str:
        return f"{known.matrix.product}\n{known.matrix.finding}" if known else ""

    def _called(self, known: Known) -> str:
        finding, product = finding_words(known.matrix.finding), known.matrix.product
        return Untrusted(f"{finding}, {product}").line

    def _show(self) -> None:
        known = self.known
        chosen = {self._model.row(number).name for number in self.table.chosen}
        rows = tuple(row for row in (known.matrix.rows if known else ()) if self._is_shown(row))
        self._model.show_rows(rows)
        self._show_evidence(QModelIndex())
        self.table.choose([number for number, row in enumerate(rows) if row.name in chosen])
        self._tell(known)

    def _show_evidence(self, index: QModelIndex) -> None:
        """The whole of what the row in view rests on, for those who use no pointer."""
        tip = self._model.data(index, Qt.ItemDataRole.ToolTipRole) if index.isValid() else ""
        self._evidence.show_text(Untrusted(str(tip or self.tr("Enter says of a row what it is."))))

    def _is_shown(self, row: Row) -> bool:
        return {"supported": bool(row.branch), "open": row.is_open}.get(self.show_only.value, True)

    def _tell(self, known: Known | None) -> None:
        self._whence.show_text(Untrusted(self._source(known)))
        remarks = known.remarks if known else ()
        self._remarks.show_text(Untrusted(said(" ".join(remarks))))
        self._remarks.setVisible(bool(remarks))
        proposal = known.proposal if known else None
        listed = "; ".join(proposal.affected) if proposal else ""
        words = self.tr("By this table, to be listed as affected: {versions}.")
        self._proposal.show_text(Untrusted(words.format(versions=listed) if listed else ""))
        self._take.setVisible(bool(listed) and known is not None and not known.matrix.finding)

    def _source(self, known: Known | None) -> str:
        if known is None:
            return self.tr("No product is named yet: list it under Confirm.")
        trace = known.matrix.trace
        if trace is None:
            return self.tr("No clone was asked yet. What people say is enough.")
        words = self.tr("The clone {clone} was asked about {commits}.")
        commits = ", ".join(commit[:_DIGITS] for commit in (*trace.introduced, *trace.fixed))
        lacks = (
            self.tr("It is shallow: what lies before its history is not checked.") if trace.shallow else ""
        )
        kept = self.tr("%n more are kept from earlier traces.", "", known.matrix.kept)
        parts = (words.format(clone=trace.clone, commits=commits), lacks, kept if known.matrix.kept else "")
        return " ".join(filter(None, parts))

    def _on_take(self) -> None:
        if self.known is not None:
            self.taken.emit(self.known)
            self.reject()
