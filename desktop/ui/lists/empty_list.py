"""What stands in the list when there is nothing in it: each view and each search says it for itself."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from desktop.ui.lists.search_line import SearchLine
from desktop.ui.parts.empty_state import Emptiness, EmptyState
from desktop.workflows.vault_ports import CaseQuery


class EmptyList(EmptyState):
    """`wanted` names what its button proposes: new-case, open-reports, all-cases."""

    wanted = Signal(str)
    everything_wanted = Signal()
    """Also the promises that are kept or come later."""

    def __init__(self, search: SearchLine) -> None:
        super().__init__()
        self._search = search

    def tell_of_due(self, *, any_case: bool, all_: bool) -> None:
        """No promise is to be shown: of `all_`, or of what is owed."""
        what = self.tr(
            "Every promise that is due, overdue or paused stands here, of all cases, with the sentence of "
            "the policy that made it."
        )
        if any_case and not all_:
            later = self.tr("Show what comes later")
            self.tell(Emptiness(self.tr("Nothing is owed now"), what, later, self.everything_wanted.emit))
            return
        drop = self.tr(
            "Drop a report anywhere on this window, or type in what was told by phone: its clocks run at "
            "once."
        )
        new = self.tr("New case…")
        none = self.tr("Nothing is promised yet")
        self.tell(Emptiness(none, f"{what} {drop}", new, self._asking("new-case")))

    def tell_of_cases(self, query: CaseQuery, title: str) -> None:
        """No case is to be shown: of a view, of a search, or of a saved filter with this title."""
        if self._search.is_saved:
            why = self.tr(
                "A saved filter is looked through anew each time. Its words stand above and can be changed."
            )
            none = self.tr("No case fits “{name}” now").format(name=title)
            self.tell(Emptiness(none, why, self.tr("Show all cases"), self._asking("all-cases")))
        elif self._search.written:
            why = self.tr(
                "All of what is typed must fit. Words are looked for in reports, letters and titles; from:, "
                "stage:, severity:, is:overdue and due:<3d narrow it down."
            )
            clear = self.tr("Clear the search")
            self.tell(Emptiness(self.tr("No case has this"), why, clear, self._search.clear))
        else:
            self.tell(self._of_view(query))

    def _of_view(self, query: CaseQuery) -> Emptiness:
        if query.stage == "Intake":
            return self._of_inbox()
        if query.stage == "Advisory":
            why = self.tr(
                "A case comes here by itself once its fix is done. Then its advisory is written, checked in "
                "every format and signed."
            )
            return self._of_some(self.tr("No case waits for its advisory"), why)
        if query.open_only:
            why = self.tr(
                "Every case that is not closed stands here, but for those that were put aside for a while."
            )
            return self._of_some(self.tr("No case is open"), why)
        why = self.tr(
            "Every case of this vault stands here, open or closed. Drop a report, a mailbox or a folder "
            "anywhere on this window: each report becomes a case."
        )
        none = self.tr("There is no case yet")
        return Emptiness(none, why, self.tr("Open reports…"), self._asking("open-reports"))

    def _of_inbox(self) -> Emptiness:
        why = self.tr(
            "New reports wait here until they are confirmed or rejected. Drop a report, a mailbox or a "
            "folder anywhere on this window, or paste a message."
        )
        none = self.tr("The inbox is empty")
        return Emptiness(none, why, self.tr("Open reports…"), self._asking("open-reports"))

    def _of_some(self, none: str, why: str) -> Emptiness:
        return Emptiness(none, why, self.tr("Show all cases"), self._asking("all-cases"))

    def _asking(self, name: str) -> Callable[[], object]:
        return partial(self.wanted.emit, name)
