"""Errands about fixes: a file that proves one, a commit in a clone, and what is done to one branch."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.failures import CloneRefused
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.out_of_band import release_by_default
from desktop.domain.fixing.records import Branch, BranchRecord, branch_of
from desktop.domain.matrix.matrix import matrix_of
from desktop.ui.case.fix_form import FixForm
from desktop.ui.fixing.branch_block import BranchBlock
from desktop.ui.fixing.branch_dialogs import BranchDialog, BranchReleaseDialog, ExemptDialog, TakeBackDialog
from desktop.ui.fixing.branch_keys import parts_of
from desktop.ui.fixing.file_field import FileField
from desktop.ui.fixing.releases_dialog import ReleasesDialog
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.session import Session
from desktop.workflows.fixing.find_commit import FoundCommit, read_clone
from desktop.workflows.fixing.keep_patch import Kept, keep_patch, keep_proof
from desktop.workflows.fixing.release_calendar import PlannedRelease, release_calendar
from desktop.workflows.investigation.judge_scope import policy_day
from desktop.workflows.ports import Desk, Progress

_SHOWN = 12
"""Digits of a commit's id that tell it from others."""
_Found = dict[Branch, FoundCommit | str]


class FixErrand(QObject):
    """Whatever comes back late stays with the case that it began with."""

    def __init__(self, parent: QWidget, session: Session, form: Callable[[], FixForm]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._form = form

    def attend(self, form: FixForm) -> None:
        """Do what this form asks for."""
        form.file_wanted.connect(self.choose_file)
        form.looking_up.connect(self.look_up)

    def run(self, about: str) -> None:
        """Do what is named, to the branch that is named."""
        what, branch = parts_of(about)
        if what == "releases":
            self.show_releases()
            return
        view = self._session.view
        records = records_of(view.case) if view is not None else ()
        record = next((r for r in records if branch_of(r) == branch), None)
        if record is not None:
            dialog = self._dialog(what, record)
            self._session.ask(dialog, lambda: [dialog.act])

    def _dialog(self, what: str, record: BranchRecord) -> BranchDialog:
        if what == "take-back":
            return TakeBackDialog(self._parent, record, self.tr("Take the fix back"))
        view = self._session.view
        assert view is not None
        if what == "exempt":
            row = matrix_of(view.case, record.product).branch(record.branch)
            return ExemptDialog(self._parent, record, self.tr("A branch that needs no fix"), row)
        day, alone = release_by_default(view.case, view.profile, policy_day(view))
        title = self.tr("The fix came out")
        return BranchReleaseDialog(self._parent, record, title, day, out_of_band=alone)

    # --- files ---------------------------------------------------------------------------------------

    def choose_file(self, key: str) -> None:
        """Choose a file for this field of the form, and keep it with the case."""
        title = self.tr("What the test said") if key == "evidence" else self.tr("A patch")
        if self._session.view is not None and (paths := choose_files(self._parent, title)):
            self.keep(key, paths[0])

    def keep(self, key: str, path: Path) -> None:
        """Keep this file with the case in view."""
        view = self._session.view
        if view is None:
            return
        desk, case_id = self._session.desk, view.case.case_id
        keep = keep_proof if key == "evidence" else keep_patch
        self._session.background.run(
            lambda progress: keep(desk, case_id, path, progress=progress),
            lambda kept: self._on_kept(case_id, key, kept),
            name=self.tr("Keep a file with {case}").format(case=case_id),
        )

    def _on_kept(self, case_id: str, key: str, kept: Kept) -> None:
        field = self._form().fields.get(key)
        if self._session.at == case_id and isinstance(field, FileField):
            field.show_file(kept.sha256, kept.name)
        self._session.reload()

    # --- commits -------------------------------------------------------------------------------------

    def look_up(self, clone: str, commits: Mapping[Branch, str]) -> None:
        """Look every commit up; one that the clone lacks stops no other."""
        if self._session.view is None:
            return
        case_id, desk = self._session.view.case.case_id, self._session.desk
        self._session.background.run(
            lambda progress: _look_up(desk, Path(clone).expanduser(), commits, progress),
            lambda found: self._on_found(case_id, found),
            name=self.tr("Look the commits of {case} up").format(case=case_id),
        )

    def _on_found(self, case_id: str, found: _Found) -> None:
        if self._session.at != case_id:
            return
        for branch, outcome in found.items():
            block = self._form().blocks.get(branch)
            if block is None:
                continue
            if isinstance(outcome, str):
                block.say_found(outcome, "bad")
                continue
            block.take_commit(outcome.id)
            self._tell_found(block, outcome)

    def _tell_found(self, block: BranchBlock, found: FoundCommit) -> None:
        names = ", ".join(name.line for name in (*found.branches, *found.tags)) or self.tr("no branch or tag")
        said = [self.tr("{id} is in {names}.").format(id=found.id[:_SHOWN], names=names)]
        branch = block.branch[1]
        elsewhere = bool(branch) and not found.is_in(branch)
        if elsewhere:
            words = self.tr("No branch called {name} has it: check that it is the right one.")
            said.append(words.format(name=branch))
        if found.shallow:
            said.append(self.tr("The clone is shallow: more of them may have it."))
        block.say_found(" ".join(said), "warn" if elsewhere else "good")

    # --- releases ------------------------------------------------------------------------------------

    def show_releases(self) -> None:
        """Show what is planned, and what waits."""
        desk = self._session.desk
        self._session.background.run(lambda _p: release_calendar(desk), self._on_releases)

    def _on_releases(self, releases: tuple[PlannedRelease, ...]) -> None:
        view = self._session.view
        policy_id = view.case.policy_id if view is not None else ""
        dialog = ReleasesDialog(self._parent, releases, can_plan=bool(policy_id))
        dialog.plan_wanted.connect(partial(self._session.errand_wanted.emit, "dates", policy_id))
        dialog.open()


def _look_up(desk: Desk, clone: Path, commits: Mapping[Branch, str], progress: Progress) -> _Found:
    found: _Found = {}
    index = read_clone(desk.tools.open_clone, clone, progress)
    for branch, commit in commits.items():
        try:
            found[branch] = index.find(commit)
        except CloneRefused as refused:
            found[branch] = str(refused)
    return found
