"""Fix: one line for each branch that needs one; then ready, then released."""

from PySide6.QtWidgets import QVBoxLayout

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.ui.case.stage_form import StageForm
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside, clear
from desktop.ui.scoring.severity_notes import SeverityNotes
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView

_SEPARATOR = "\x1f"


class FixForm(StageForm):
    """The fields follow the branches that were listed as affected."""

    stage = "Fix"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "fix",
            self.tr("Fix every supported version"),
            self.tr("Name the version that carries the fix, branch by branch. Nothing is public yet."),
        )
        self._branches: tuple[tuple[str, str], ...] = ()
        self._severity = SeverityNotes()
        self.rows.addWidget(self._severity)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.rows.addLayout(self._lines)
        self._released = ActButton(self.tr("Fixes released"), self._on_released)
        self._ready = ActButton(self.tr("Fixes ready"), self._on_ready, "primary")
        self.finish(self._ready, self._released, ActButton(self.tr("Save only"), self._on_save))

    def refresh(self, view: CaseView) -> None:
        """Make the lines anew when the branches have changed."""
        level = view.case.severity.level if view.case.severity else ""
        self._severity.show_severity(view.profile, level)
        ready, released = view.case.has(e.FixReady), view.case.has(e.FixReleased)
        self._ready.setEnabled(not ready)
        self._released.setEnabled(ready and not released)
        self._ready.rename(self.tr("Ready") if ready else self.tr("Fixes ready"))
        self._released.rename(self.tr("Released") if released else self.tr("Fixes released"))
        if view.case.branches == self._branches and self.fields:
            return
        self._branches = view.case.branches
        self.fields.clear()
        clear(self._lines)
        if not self._branches:
            self._lines.addWidget(
                Words(self.tr("List the affected products first, under Confirm."), "warn", wrap=True)
            )
        for product, branch in self._branches:
            self._add_line(product, branch)

    def fill(self, view: CaseView) -> None:
        """Show the fixes that are recorded."""
        fixes = {(fix.product, fix.branch): fix for fix in view.case.fixes}
        for pair in self._branches:
            fix = fixes.get(pair)
            self.fields[_key("fixed", pair)].put(fix.fixed_in if fix else "")
            self.fields[_key("reference", pair)].put(fix.reference if fix else "")

    def _add_line(self, product: str, branch: str) -> None:
        name = f"{product} {branch}".strip()
        fixed = LineField(self.tr("{product} is fixed in").format(product=name), "", "1.4.1")
        reference = LineField(self.tr("Commit or ticket"), "", self.tr("optional"))
        reference.control.setAccessibleName(self.tr("Commit or ticket for {product}").format(product=name))
        self.watch(_key("fixed", (product, branch)), fixed)
        self.watch(_key("reference", (product, branch)), reference)
        self._lines.addLayout(beside(fixed, reference))

    def _fixes(self) -> list[Event]:
        known = self.session.view.case.fixes if self.session.view else ()
        fixes = [
            e.FixPrepared(
                product=product,
                branch=branch,
                fixed_in=self.value(_key("fixed", (product, branch))),
                reference=self.value(_key("reference", (product, branch))),
            )
            for product, branch in self._branches
        ]
        return [fix for fix in fixes if fix.fixed_in and fix not in known]

    def _on_save(self) -> None:
        self.record(*self._fixes())

    def _on_ready(self) -> None:
        self.record(*self._fixes(), e.FixReady())

    def _on_released(self) -> None:
        self.record(*self._fixes(), e.FixReleased(), move_on=True)


def _key(what: str, pair: tuple[str, str]) -> str:
    return _SEPARATOR.join((what, *pair))
