"""Before the desk: the first run, the recovery code, the unlock page; which one the door asks for."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.door import Door, Made, Opened
from desktop.ui.parts.choose_file import choose_folder, choose_new_path
from desktop.ui.recent import NoneRemembered, RecentVaults, vault_name
from desktop.workflows.slot_ports import SlotInfo, SlotKind

if TYPE_CHECKING:
    from desktop.ui.eyes.answer_errand import AnswerErrand
    from desktop.ui.pages.first_run_page import FirstRunPage
    from desktop.ui.pages.recovery_page import RecoveryPage
    from desktop.ui.pages.unlock_page import UnlockPage


class Entrance(QStackedWidget):
    """`opened` brings an unlocked desk; `run_demo` is the command that starts the demo beside this window.

    Each page is made when it is first shown: the door opens with what it needs, and few see the others.
    """

    opened = Signal(object)
    began = Signal()
    """The desk that was opened is that of a new vault."""
    said = Signal(object)
    """A Message for the bar."""

    def __init__(
        self,
        door: Door,
        vault: Path | None,
        run_demo: list[str] | None,
        recent: RecentVaults | None = None,
        home: Path | None = None,
    ) -> None:
        super().__init__()
        self.recent: RecentVaults = recent or NoneRemembered()
        self._door = door
        self._run_demo = run_demo or []
        self._home = home or Path.home()
        self._made: Made | None = None
        self._moved: tuple[Path, Path] | None = None
        """Where a vault was, and where the person says that it is now."""
        self._doors: list[FirstRunPage | UnlockPage] = []
        """Those that were made."""
        self.directory = vault
        self.left = False
        """Whether a desk is open: nobody stands at the door."""
        self.damage_known = False
        """Whether the vault at hand was found damaged while it was open."""
        door.opened.connect(self.opened)
        door.made.connect(self._on_made)
        door.found.connect(self._on_found)
        door.refused.connect(self._on_refused)

    @cached_property
    def first_run(self) -> "FirstRunPage":
        """How a vault is made, and where there are others."""
        from desktop.ui.pages.first_run_page import FirstRunPage  # noqa: PLC0415 - few see it

        page = FirstRunPage(self._home, with_demo=bool(self._run_demo))
        page.make_wanted.connect(self._door.make)
        page.open_wanted.connect(self.choose_vault)
        page.demo_wanted.connect(self._on_demo_wanted)
        self._join(page)
        return page

    @cached_property
    def recovery(self) -> "RecoveryPage":
        """The code of a new vault."""
        from desktop.ui.pages.recovery_page import RecoveryPage  # noqa: PLC0415 - seen once for each vault

        page = RecoveryPage()
        page.confirmed.connect(self._on_code_written_down)
        page.sheet.save_wanted.connect(self._on_save_wanted)
        self.addWidget(page)
        return page

    @cached_property
    def unlock(self) -> "UnlockPage":
        """The door of the vault at hand."""
        from desktop.ui.pages.unlock_page import UnlockPage  # noqa: PLC0415 - a first start needs none of it

        page = UnlockPage()
        page.unlock_wanted.connect(self._on_unlock_wanted)
        page.give_up_wanted.connect(self._door.give_up)
        self._door.damaged.connect(page.repair.show)
        self._door.waiting.connect(page.wait)
        page.repair.look_wanted.connect(self._on_look_wanted)
        page.repair.salvage_wanted.connect(self._on_salvage_wanted)
        page.repair.restore_wanted.connect(self._on_restore_wanted)
        page.other_wanted.connect(self.choose_vault)
        self._join(page)
        return page

    def _join(self, page: "FirstRunPage | UnlockPage") -> None:
        page.answer_wanted.connect(self._on_answer_wanted)
        page.recent.wanted.connect(self.go_to)
        page.recent.missed.connect(self._on_missed)
        page.recent.forget_wanted.connect(self._on_forget_wanted)
        page.recent.keep_wanted.connect(self._on_keep_wanted)
        self.addWidget(page)
        self._doors.append(page)

    @cached_property
    def answers(self) -> "AnswerErrand":
        """The errand of answering a request, made when somebody first has one."""
        from desktop.ui.eyes.answer_errand import AnswerErrand  # noqa: PLC0415 - the door opens without it

        errand = AnswerErrand(self, self._door.background, lambda: self._door.tools)
        errand.said.connect(self.said)
        return errand

    def begin(self) -> None:
        """Show the door of the vault at hand, or how to make one."""
        self.left = False
        if self.directory is None or not self._door.usable:
            self._show_first_run()
        else:
            self._door.look(self.directory)

    def _show_first_run(self) -> None:
        self.setCurrentWidget(self.first_run)
        self._show_recent()

    def _on_answer_wanted(self) -> None:
        self.answers.begin()

    def choose_vault(self) -> None:
        """Look at another vault."""
        folder = choose_folder(self, self.tr("Open a vault"))
        if folder is not None:
            self.go_to(folder)

    def go_to(self, directory: Path) -> None:
        """Show the door of this vault."""
        self._door.look(directory)

    # --- vaults that were opened before --------------------------------------------------------------

    def leave(self, directory: Path | None) -> None:
        """A desk is open: that of this vault, whatever door was asked for meanwhile."""
        self.left = True
        if directory is None:
            return
        self.directory = directory
        if self._moved is not None and self._moved[1] == directory:
            self.recent.forget(self._moved[0])  # only now: what was picked might have been no vault at all
        self._moved = None
        self.recent.remember(directory)

    def _show_recent(self) -> None:
        recent, kept = self.recent, self.recent.kept
        others = [path for path in recent.all() if path != self.directory]
        at_once = [(path, True) for path in others]  # until it is known which are there
        usable = self._door.usable

        def show(vaults: list[tuple[Path, bool]]) -> None:
            for page in self._doors:
                page.recent.show_vaults(vaults, kept=kept or not usable)

        show(at_once)
        if others:
            self._door.background.run(lambda _p: [(path, path.is_dir()) for path in others], show)

    def _on_missed(self, directory: Path) -> None:
        words = self.tr("Where {name} is now")
        found = choose_folder(self, words.format(name=vault_name(directory)))
        if found is not None:
            self._moved = (directory, found)
            self.go_to(found)

    def _on_forget_wanted(self, directory: Path | None) -> None:
        self.recent.forget(directory)
        self._show_recent()

    def _on_keep_wanted(self, wanted: bool) -> None:
        self.recent.keep(wanted)
        self._show_recent()

    # --- what becomes of a vault ---------------------------------------------------------------------

    @property
    def unfinished(self) -> Opened | None:
        """A vault that was made and whose code was not confirmed yet: it is open all the same."""
        return self._made.opened if self._made is not None else None

    def give_up(self) -> Opened | None:
        """Show the code no longer: nobody is there to write it down. Returns the vault, to be closed."""
        unfinished, self._made = self.unfinished, None
        if unfinished is not None:
            self.recovery.sheet.show_code("")
        return unfinished

    def _on_made(self, made: Made) -> None:
        self._made, self.directory = made, made.directory
        for page in self._doors:
            page.refuse("")
        self.recovery.show_code(made.code)
        self.setCurrentWidget(self.recovery)

    def _on_code_written_down(self) -> None:
        made, self._made = self._made, None
        if made is not None:
            self.opened.emit(made.opened)
            self.began.emit()

    def _on_found(self, directory: Path, slots: list[SlotInfo]) -> None:
        if self.left:
            return
        self.directory = directory
        self._show_recent()
        self.unlock.show_vault(directory, slots)
        self.setCurrentWidget(self.unlock)
        self.unlock.focus_secret()
        if self.damage_known:
            self.damage_known = False
            self.unlock.repair.show()

    def _on_unlock_wanted(self, kind: SlotKind, secret: str, key_file: Path | None) -> None:
        if self.directory is not None:
            self._door.unlock(self.directory, kind, secret, key_file)

    def _on_save_wanted(self, code: str, path: Path) -> None:
        if self.directory is not None:
            self._door.save_code(code, self.directory, path)

    def _on_look_wanted(self) -> None:
        way = self.unlock.take_way()
        if way is not None and self.directory is not None:
            self._door.look_at_what_is_whole(self.directory, way)

    def _on_salvage_wanted(self) -> None:
        damaged = self.directory
        if damaged is None or not self.unlock.has_way:
            self.unlock.focus_secret()
            return
        from desktop.ui.dialogs.salvage_dialog import SalvageDialog  # noqa: PLC0415 - the door opens without it

        dialog = SalvageDialog(self, damaged)

        def salvage() -> None:
            way = self.unlock.take_way()
            if way is not None:
                self._door.salvage(damaged, way, dialog.target, dialog.passphrase)

        dialog.accepted.connect(salvage)
        dialog.open()

    def _on_restore_wanted(self) -> None:
        backup = choose_folder(self, self.tr("Which backup to restore"))
        place = self.directory
        if backup is not None and place is not None:
            name = f"{place.name.removesuffix('.embargo')}-restored.embargo"
            target = choose_new_path(self, self.tr("Restore it into a new folder"), name)
            if target is not None:
                self._door.restore(backup, target)

    def _on_refused(self, sentence: str) -> None:
        if not self.count():
            self._show_first_run()
        for page in self._doors:
            if page is self.currentWidget():
                page.refuse(sentence)

    def _on_demo_wanted(self) -> None:
        QProcess.startDetached(self._run_demo[0], self._run_demo[1:], "/")
