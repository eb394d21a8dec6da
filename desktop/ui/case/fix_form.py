"""Fix: a block for each branch that needs one, what proves the fixes, and their release."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.fixing.at_once import proposed_version, releases_of
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import Branch, BranchRecord, after, branch_of
from desktop.ui.case.stage_form import StageForm
from desktop.ui.fixing.branch_block import BranchBlock
from desktop.ui.fixing.branch_keys import branch_key
from desktop.ui.fixing.clone_part import ClonePart
from desktop.ui.fixing.proofs_part import ProofsPart
from desktop.ui.fixing.release_part import ReleasePart
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import clear
from desktop.ui.scoring.severity_notes import SeverityNotes
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView


class FixForm(StageForm):
    """The blocks follow the branches that were listed; `file_wanted` names the field of a file."""

    stage = "Fix"
    file_wanted = Signal(str)
    looking_up = Signal(str, object)
    """A clone, and the commit of each branch that names one."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "fix",
            self.tr("Fix every supported version"),
            self.tr("Name the version that carries the fix, branch by branch."),
            self.tr("Why: users of every supported branch are told which version to change to."),
        )
        self._made_for: tuple[object, ...] = ()
        self._filled: dict[str, str] = {}
        self._clone_of = ""
        self.blocks: dict[Branch, BranchBlock] = {}
        self._severity = SeverityNotes()
        self.rows.addWidget(self._severity)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.rows.addLayout(self._lines)
        self._clone = ClonePart()
        self._proofs = ProofsPart()
        self._release = ReleasePart(session.desk.tools.now().date())
        self._parts = (self._clone, self._proofs, self._release)
        for part in self._parts:
            self.rows.addWidget(part)
            for key, field in part.fields.items():
                self.watch(key, field)
        self._clone.wanted.connect(self._on_look_up)
        self._proofs.evidence.wanted.connect(lambda: self.file_wanted.emit("evidence"))
        self._release.calendar_wanted.connect(lambda: session.errand_wanted.emit("fix", "releases"))
        self._released = ActButton(self.tr("Fixes released"), self._on_released)
        self._ready = ActButton(self.tr("Fixes ready"), self._on_ready, "primary")
        self.finish(self._ready, self._released, ActButton(self.tr("Save only"), self._on_save))

    def refresh(self, view: CaseView) -> None:
        """Make the blocks anew when the branches or similar problems have changed."""
        case, records = view.case, records_of(view.case)
        self._severity.show_severity(view.profile, case.severity.level if case.severity else "")
        is_out = case.has(e.FixReleased) or any(record.released for record in records)
        name = self.tr("Name the version that carries the fix, branch by branch.")
        self._intro.say(name if is_out else self.tr("{what} Nothing is public yet.").format(what=name))
        self._name_buttons(ready=case.has(e.FixReady), released=case.has(e.FixReleased))
        variants = tuple(variant.name for variant in case.variants)
        if (case.branches, variants) != self._made_for or not self._lines.count():
            self._made_for = (case.branches, variants)
            self._make_blocks(records, variants)
        for record, block in zip(records, self.blocks.values(), strict=True):
            if block.show_record(record, case):
                self._fill_block(block, view)
        self._clone.show_records(records)
        self._proofs.show_records(records)
        self._release.show_case(view)

    def fill(self, view: CaseView) -> None:
        """Show what is recorded, and propose what follows from the case."""
        for block in self.blocks.values():
            self._fill_block(block, view)
        self._proofs.fill(view.case)
        self._release.fill(view)
        if self._clone_of != self._case_id:  # another case has another product
            self._clone_of = self._case_id
            self.fields["clone"].put("")
        self._filled |= super().state

    @property
    def state(self) -> dict[str, str]:
        """What differs from what was filled in: a draft brings nothing back that the case says otherwise."""
        return {key: value for key, value in super().state.items() if value != self._filled.get(key, "")}

    def focus_first(self) -> None:
        """Begin with a branch that has no version yet, else with the test of the fixes."""
        empty = [b.fields["fixed"] for b in self.blocks.values() if b.is_open and not b.fields["fixed"].value]
        waiting = [self.fields["outcome"]] if self._proofs.isVisibleTo(self) else []
        for field in (*empty, *waiting):
            field.control.setFocus()
            self.ensureWidgetVisible(field)
            return
        super().focus_first()

    def _name_buttons(self, *, ready: bool, released: bool) -> None:
        self._ready.setEnabled(not ready)
        self._released.setEnabled(not released)
        self._ready.rename(self.tr("Ready") if ready else self.tr("Fixes ready"))
        done, both = self.tr("Released"), self.tr("Ready and released")
        self._released.rename(done if released else self.tr("Fixes released") if ready else both)

    def _make_blocks(self, records: tuple[BranchRecord, ...], variants: tuple[str, ...]) -> None:
        self.fields.clear()
        self.blocks.clear()
        clear(self._lines)
        if not records:
            told = self.tr("List the affected products first, under Confirm.")
            self._lines.addWidget(Words(told, "warn", wrap=True))
        for branch in map(branch_of, records):
            block = self.blocks[branch] = BranchBlock(branch, variants, self._want)
            for what, field in block.fields.items():
                self.watch(branch_key(branch, what), field)
            block.patch.wanted.connect(partial(self.file_wanted.emit, branch_key(branch, "patch")))
            self._lines.addWidget(block)
        for part in self._parts:
            self.fields |= part.fields

    def _fill_block(self, block: BranchBlock, view: CaseView) -> None:
        block.fill(self.session.desk.handler, proposed_version(view.case, block.branch))
        self._filled |= {branch_key(block.branch, what): f.value for what, f in block.fields.items()}

    def _want(self, what: str, branch: Branch) -> None:
        self.session.errand_wanted.emit("fix", branch_key(branch, what))

    def _acts(self, *, everything: bool) -> tuple[list[Event], list[BranchRecord]]:
        """What the form says that is not recorded yet, and the records as they will be then."""
        case = self.session.view.case if self.session.view is not None else None
        if case is None:
            return [], []
        variants = [variant.name for variant in case.variants]
        records = {branch_of(record): record for record in records_of(case)}
        acts = [act for block in self.blocks.values() for act in block.acts(everything=everything)]
        for act in acts:
            records[branch_of(act)] = after(records[branch_of(act)], act, variants)
        return [*acts, *self._proofs.acts(records.values())], list(records.values())

    def _on_look_up(self, clone: str) -> None:
        commits = {branch: block.fields["commit"].value for branch, block in self.blocks.items()}
        named = {branch: commit for branch, commit in commits.items() if commit}
        if named:
            self.looking_up.emit(clone, named)
        else:
            self.refuse(self.tr("No commit is named yet: type one beside a fix, then look it up."))

    def _on_save(self) -> None:
        acts, _ = self._acts(everything=False)
        if acts:
            self.record(*acts)
        else:
            self.refuse(self.tr("Nothing was changed that can be recorded: a fix needs its version first."))

    def _on_ready(self) -> None:
        self.record(*self._acts(everything=True)[0], e.FixReady())

    def _on_released(self) -> None:
        acts, records = self._acts(everything=True)
        case = self.session.view.case if self.session.view is not None else None
        ready = () if case is not None and case.has(e.FixReady) else (e.FixReady(),)
        out = releases_of(records, self._release.day, out_of_band=self._release.out_of_band)
        self.record(*acts, *ready, *out, e.FixReleased(), move_on=True)
