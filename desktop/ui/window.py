"""The window: which page is in front, what is dropped on it, and when it locks."""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QWidget

from desktop.domain.failures import Failure, Locked, VaultDamaged
from desktop.ui.appearance import Appearance, running_app
from desktop.ui.away_lock import AwayLock
from desktop.ui.background import Background
from desktop.ui.brought import Brought
from desktop.ui.commands import Commands
from desktop.ui.desk_sizes import DeskSizes, give_size, measure
from desktop.ui.door import Door, Opened
from desktop.ui.idle_lock import IdleLock
from desktop.ui.jobs.jobs_panel import JobsPanel
from desktop.ui.languages import Tongue
from desktop.ui.lock_key import LockKey
from desktop.ui.look.icons import icon
from desktop.ui.look.tones import LIGHT
from desktop.ui.menus.menu_bar import menus_of
from desktop.ui.pages.entrance import Entrance
from desktop.ui.parts.clipboard import ClipboardKeeper, take_back
from desktop.ui.parts.layout import column
from desktop.ui.parts.message_bar import Message, MessageBar, of_failure
from desktop.ui.parts.progress_strip import ProgressStrip
from desktop.ui.recent import RecentVaults
from desktop.ui.setting_errand import SettingErrand
from desktop.ui.settings import DeskSettings
from desktop.ui.setup.begin import set_up
from desktop.ui.tidying import Tidying
from desktop.workflows.session_ports import SessionWatch

if TYPE_CHECKING:
    from desktop.ui.doctor.doctor_errand import DoctorErrand
    from desktop.ui.lock_rule import LockRule
    from desktop.ui.pages.desk_page import DeskPage
    from desktop.workflows.ports import Desk, Examine


class MainWindow(QMainWindow):
    """Shows the page that the door asks for; `vault` is tried first."""

    def __init__(
        self,
        background: Background,
        door: Door,
        *,
        vault: Path | None = None,
        run_demo: list[str] | None = None,
        recent: RecentVaults | None = None,
        home: Path | None = None,
        watch: SessionWatch | None = None,
    ) -> None:
        super().__init__()
        self.background = background
        self.door = door
        self.settings = DeskSettings()
        self.tongue = Tongue()
        self.page: DeskPage | None = None
        self.examine: Examine | None = None  # what the doctor does
        self.rule: LockRule | None = None
        self.sizes = DeskSizes()
        self._notice = ""
        self.home = home or Path.home()
        self.brought = Brought(self)
        self._appearance = Appearance(self, running_app())
        self._appearance.wear(self.settings)  # before the first widget: a font reaches only later ones
        self.bar = MessageBar()
        self.entrance = Entrance(door, vault, run_demo, recent, home)
        self._pages = QStackedWidget()
        self.jobs = JobsPanel(background)
        self._strip = ProgressStrip(background.cancel, self.jobs.name_now, self.jobs.turn)
        self.setting = SettingErrand(self)
        self.commands = Commands(self, menus_of(self))
        self.idle = IdleLock(self, self.settings.lock_after_min)
        LockKey(self, self.commands.action("lock"), self.lock)
        self.absence = AwayLock(self, watch)
        self._clipboard = ClipboardKeeper(self)
        self._tidying = Tidying(self, lambda: not background.idle)
        self._lay_out()
        self._join()

    def _lay_out(self) -> None:
        self.setWindowTitle("Embargo")
        self.setWindowIcon(icon("embargo", LIGHT.accent, 16, 32, 48, 128))
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.setMenuBar(self.commands.bar)
        self._pages.addWidget(self.entrance)
        body = QWidget()
        body.setObjectName("page")
        rows = column(body)
        rows.addWidget(self.bar)
        rows.addLayout(self.jobs.over(self._pages), 1)
        rows.addWidget(self._strip)
        self.setCentralWidget(body)

    def _join(self) -> None:
        self.background.failed.connect(self._on_failed)
        self.background.broke.connect(self._on_broke)
        self.background.succeeded.connect(self.bar.outdate)
        self.background.busy.connect(self._strip.show_busy)
        self.background.progressed.connect(self._strip.show_step)
        self.entrance.opened.connect(self.open_desk)
        self.entrance.began.connect(partial(set_up, self))
        self.entrance.said.connect(self.bar.show_message)
        self.idle.expired.connect(self._on_idle)
        self.absence.away.connect(self.lock)

    @property
    def desk(self) -> "DeskPage":
        """The desk page; only while unlocked."""
        assert self.page is not None
        return self.page

    def open_desk(self, opened: Opened) -> None:
        """Show an unlocked desk."""
        self.entrance.leave(opened.directory)
        self.use_settings(opened.settings)
        self.sizes = opened.sizes or DeskSizes()
        give_size(self, self.sizes)
        self._show_desk(opened.desk, opened.notice)

    def work_as(self, desk: "Desk") -> None:
        """Go on at the desk of somebody else, with what they may see."""
        if self.page is not None:
            self.background.drop()
            self.page.shut()
            self._put_away(self.page)
            self._show_desk(desk, self._notice)

    def _show_desk(self, desk: "Desk", notice: str) -> None:
        self._notice = notice
        from desktop.ui.opening import make_page  # noqa: PLC0415 - the door opens in half the time without it

        self.page = make_page(self, desk, notice)
        self._pages.addWidget(self.page)
        self._pages.setCurrentWidget(self.page)
        self.bar.forget()
        if notice:
            self.bar.show_message(Message("warn", notice, stays=True))
        self.brought.deliver()
        self.commands.unlock(True)
        self.page.list.due_view.setFocus()

    def lock(self) -> None:
        """Keep what is half typed, close the vault, show the door; at any moment, whatever is going on."""
        if self.page is None:
            self._lock_unfinished()
            return
        page, self.page = self.page, None
        self._close_desk(page)
        self.commands.unlock(False)
        self._put_away(page)
        self.jobs.hide()
        self.bar.forget()
        self._pages.setCurrentWidget(self.entrance)
        self.entrance.begin()

    def _on_idle(self) -> None:
        was_open = self.page is not None
        self.lock()
        if was_open:
            words = self.tr("Locked: nobody touched it for %n minutes.", "", self.idle.minutes)
            self.bar.show_message(Message("info", words))

    def lock_for_repair(self) -> None:
        """Lock a vault that was found damaged, and offer what can be done about it."""
        self.entrance.damage_known = True
        self.lock()

    def _put_away(self, page: "DeskPage") -> None:
        self._pages.removeWidget(page)
        page.deleteLater()
        self._tidying.clear_out()

    def _lock_unfinished(self) -> None:
        """A vault whose code nobody wrote down yet is open too; it can be given another code."""
        unfinished = self.entrance.give_up()
        if unfinished is None:
            self.absence.let_sleep()
            return
        take_back()
        self.background.end_with(partial(self._end, unfinished.desk))
        words = self.tr(
            "The vault was made, and locked before its recovery code was written down. Unlock it, and make "
            "another code under “Keys of the vault…”."
        )
        self.bar.show_message(Message("warn", words))
        self.entrance.begin()

    def _close_desk(self, page: "DeskPage") -> None:
        self.background.drop()
        page.shut()
        self.door.keep_sizes(page.session.desk, measure(self, self.sizes))
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.background.end_with(partial(self._end, page.session.desk))
        take_back()

    def _end(self, desk: "Desk") -> None:
        """End what holds the key first, then what remembers passphrases; not on the window's thread."""
        desk.vault.close()
        desk.tools.openpgp.close()
        self.absence.let_sleep()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel, keep drafts, lock, and wait for the worker."""
        if self.page is not None:
            page, self.page = self.page, None
            self._close_desk(page)
        else:
            self.background.drop()
        if self.entrance.unfinished is not None:
            self.background.end_with(self.entrance.unfinished.desk.vault.close)
        self.background.close()
        self._tidying.rest()
        super().closeEvent(event)

    # --- commands ------------------------------------------------------------------------------------

    @cached_property
    def doctor(self) -> "DoctorErrand | None":
        """The errand of looking at this machine, made when somebody first has one."""
        from desktop.ui.doctor.doctor_errand import DoctorErrand  # noqa: PLC0415 - the door opens without it

        return DoctorErrand(self, self.examine) if self.examine is not None else None

    def see_doctor(self) -> None:
        """What this machine lacks, and the vault if it is open."""
        if self.doctor is not None:
            self.doctor.begin()

    def show_keys(self) -> None:
        """Every shortcut."""
        from desktop.ui.dialogs.cheat_sheet import CheatSheet  # noqa: PLC0415 - the door opens without it

        CheatSheet(self, self.commands.actions, self.setting.change_keys).open()

    def show_help(self, over: QWidget | None = None) -> None:
        """The page of the help about what is before whoever asks."""
        from desktop.ui.help.help_dialog import HelpDialog  # noqa: PLC0415 - the door opens without it
        from desktop.ui.help.topics import keys_by_words, topic_of  # noqa: PLC0415 - likewise

        HelpDialog(over or self, topic_of(self), keys_by_words(self.commands.actions)).open()

    def use_settings(self, settings: DeskSettings) -> None:
        """Look and behave like this."""
        self.settings = settings
        self._appearance.wear(settings)
        self.commands.bind(settings.keys)
        self.commands.use_letters(settings.single_letters)
        self.idle.wait(settings.lock_after_min)

    # --- drops ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole window is a target for files, once it is unlocked."""
        if self.page is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        if self.brought.drop(event.mimeData()):
            event.acceptProposedAction()

    # --- what happened -------------------------------------------------------------------------------

    def _on_failed(self, failure: Failure) -> None:
        if isinstance(failure, Locked):
            self.lock()  # what held the key is gone
        message = of_failure(failure)._replace(act=self.background.answering)
        if isinstance(failure, VaultDamaged) and self.page is not None and self.door.usable:
            message = message._replace(action=self.tr("Lock and repair…"), on_action=self.lock_for_repair)
        self.bar.show_message(message)

    def _on_broke(self, name: str) -> None:
        words = self.tr("Embargo made a mistake ({kind}). What it was doing was not finished. Try again.")
        self.bar.show_message(Message("bad", words.format(kind=name), act=self.background.answering))
