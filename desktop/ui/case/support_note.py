"""What the table of supported versions says of the versions being typed, and which branches need a fix."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.domain.versions.supported import branches_to_fix
from desktop.ui.look.scope_words import support_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import policy_day, support_of


class SupportNote(QWidget):
    """A line for each version, and a proposal that `on_take` puts into the field of branches."""

    def __init__(self, on_take: Callable[[str], None]) -> None:
        super().__init__()
        self._branches: tuple[str, ...] = ()
        self._lines = Words(look="small", wrap=True)
        self._proposal = Words(look="small", wrap=True)
        self._take = ActButton(
            self.tr("Use as branches"), lambda: on_take("\n".join(self._branches)), "small"
        )
        self._row = FoldingRow(self._proposal, self._take, grow=(self._proposal,))
        rows = column(self, spacing=3)
        rows.addWidget(self._lines)
        rows.addWidget(self._row)

    def show_versions(self, view: CaseView, affected: tuple[str, ...]) -> None:
        """Read the table for these versions or ranges."""
        stated = bool(view.profile.versions)
        if not stated:
            self._lines.say(self.tr("Supported versions: not stated by the policy."))
        else:
            self._lines.say("\n".join(self._line(view, written) for written in affected))
        self._lines.setVisible(not stated or bool(affected))
        self._branches = branches_to_fix(view.profile, affected, policy_day(view)) if stated else ()
        words = self.tr("By the table a fix is needed for {rows}.")
        self._proposal.say(words.format(rows=", ".join(self._branches)))
        self._row.setVisible(bool(self._branches))

    def _line(self, view: CaseView, written: str) -> str:
        support = support_of(view, written)
        if support.verdict == "ask":
            words = self.tr("{version}: the table does not say: ask. {why}")
            return words.format(version=written, why=support.why)
        words = self.tr("{version}: {verdict} ({clauses})")
        clauses = ", ".join(support.clauses)
        return words.format(version=written, verdict=support_words(support.verdict), clauses=clauses)
