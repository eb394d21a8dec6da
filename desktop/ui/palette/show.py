"""Open the palette over the window, with everything that is there now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.failures import Failure
from desktop.ui.palette import offers
from desktop.ui.palette.palette import Palette, Take
from desktop.workflows.desk.find_cases import find_cases, rows_of
from desktop.workflows.team.guarded_vault import reads
from desktop.workflows.vault_ports import CaseRow

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_RECENT_CASES = 6


def show_palette(window: "MainWindow") -> None:
    """Over a locked window it offers what can be done there, and says of all else that it is locked."""
    entries = offers.commands(window)
    if window.page is None:
        Palette(window, entries, (), _nothing).open()
        return
    desk, chosen = window.page, window.setting
    known = chosen.dialog()
    entries += [*offers.pages(desk), *offers.settings(known, chosen.open_at, chosen.use)]
    known.deleteLater()

    def find(typed: str, take: Take) -> None:
        vault, late = desk.session.desk.vault, desk.recent.cases[:_RECENT_CASES]

        def look() -> tuple[CaseRow, ...]:
            return find_cases(vault, typed) if typed.strip() else rows_of(vault, late)

        def show(rows: Sequence[CaseRow]) -> None:
            take(offers.cases(rows, desk.session.show_case))

        def fail(failure: Failure) -> None:
            take(())
            window.background.failed.emit(failure)

        if reads(vault, "cases"):
            desk.session.background.run(lambda _p: look(), show, topic="palette", otherwise=fail)
        else:
            take(())

    palette = Palette(window, entries, desk.recent.names, find)
    palette.chosen.connect(desk.recent.put)
    palette.open()


def _nothing(_typed: str, take: Take) -> None:
    """A locked vault has no cases to show."""
    take(())
