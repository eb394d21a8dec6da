"""What the palette can offer, made from what is there: commands, tabs, saved filters, settings, cases."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.look.need_words import stage_words
from desktop.ui.palette.entry import Entry
from desktop.ui.palette.other_words import other_words
from desktop.ui.palette.recent import CASE
from desktop.ui.parts.fields import ChoiceField, Field
from desktop.workflows.vault_ports import CaseRow

if TYPE_CHECKING:
    from desktop.ui.dialogs.settings_dialog import SettingsDialog
    from desktop.ui.pages.desk_page import DeskPage
    from desktop.ui.window import MainWindow

PALETTE = "palette"
"""The command that opens it is not offered in it."""


def commands(window: "MainWindow") -> list[Entry]:
    """Every command of the menus."""
    actions = [action for action in window.commands.actions if action.objectName() != PALETTE]
    also = other_words()
    return [_command(window, action, also.get(action.objectName(), "")) for action in actions]


def _command(window: "MainWindow", action: QAction, also: str) -> Entry:
    return Entry(
        action.objectName(),
        words_of(action),
        menu_of(action),
        partial(window.commands.run, action),
        shown_key(action.shortcut()),
        window.commands.why_not(action),
        also=also,
    )


def words_of(action: QAction) -> str:
    """As a menu shows it, without its marks."""
    return action.text().replace("&", "").rstrip("…")


def menu_of(action: QAction) -> str:
    """The menu in which it stands."""
    menus = (menu for menu in action.associatedObjects() if isinstance(menu, QMenu))
    return next(menu.accessibleName() for menu in menus)


def shown_key(key: QKeySequence) -> str:
    """As people read it: a letter alone is small, for it is typed without Shift."""
    words = key.toString(QKeySequence.SequenceFormat.NativeText)
    return words.lower() if len(words) == 1 else words


def pages(desk: "DeskPage") -> list[Entry]:
    """The tabs of the case in view, and the filters that were saved."""
    also = other_words()
    tab, saved = QCoreApplication.translate("Palette", "Tab of the case"), _filter_words()
    no_case = "" if desk.session.view else QCoreApplication.translate("Palette", "No case is open.")
    tabs = [
        Entry(
            f"tab:{name}",
            words,
            tab,
            partial(desk.show_tab, name),
            why_not=no_case,
            also=also.get(f"tab:{name}", ""),
        )
        for name, words in desk.reading.offered_tabs
    ]
    filters = [
        Entry(
            f"filter:{kept.name}",
            kept.name,
            saved.format(text=kept.text),
            partial(_show, desk, kept.name, kept.text),
        )
        for kept in desk.rail.filters.shown
    ]
    return [*tabs, *filters]


def _show(desk: "DeskPage", name: str, text: str) -> None:
    desk.rail.filters.choose(name)
    desk.show_filter(name, text)


def _filter_words() -> str:
    return QCoreApplication.translate("Palette", "Saved filter: {text}")


def settings(
    dialog: "SettingsDialog", open_at: Callable[[str], object], use: Callable[[str, str], object]
) -> list[Entry]:
    """Every setting: each choice can be taken at once, all else leads to its place in the dialog."""
    kind, entries = QCoreApplication.translate("Palette", "Setting"), []
    known = other_words()
    for name, shown in named_settings(dialog).items():
        label = shown.text() if isinstance(shown, QCheckBox) else shown.caption.text()
        also = known.get(f"setting:{name}", "")
        entries.append(Entry(f"setting:{name}", label, kind, partial(open_at, name), also=also))
        if isinstance(shown, ChoiceField):
            entries += [
                Entry(
                    f"setting:{name}:{key}",
                    f"{label}: {words}",
                    kind,
                    partial(use, name, key),
                    why_not=_in_use(shown, key),
                    also=also,
                )
                for key, words in shown.choices
            ]
    return entries


def _in_use(shown: ChoiceField, key: str) -> str:
    return QCoreApplication.translate("Palette", "This is in use.") if shown.value == key else ""


def named_settings(dialog: "SettingsDialog") -> dict[str, Field | QCheckBox]:
    """What can be set, by its name."""
    shown = [w for w in dialog.findChildren(QWidget) if isinstance(w, Field | QCheckBox)]
    return {widget.objectName(): widget for widget in shown if widget.objectName()}


def cases(rows: Sequence[CaseRow], show: Callable[[str], object]) -> list[Entry]:
    """Cases, by what they are called."""
    return [_case(row, show) for row in rows]


def _case(row: CaseRow, show: Callable[[str], object]) -> Entry:
    reporter: Untrusted = row.reporter
    stage = stage_words(row.stage) if row.open else QCoreApplication.translate("Palette", "Closed")
    whose = " · ".join(filter(None, (row.case_id, stage, reporter.line)))
    return Entry(f"{CASE}{row.case_id}", row.title.line, whose, partial(show, row.case_id))
