"""The way through the steps once the vault is open; whoever goes elsewhere has left it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.policies.policy_work import holds_anything
from desktop.ui.setup.done_page import DonePage
from desktop.ui.setup.key_page import KeyPage
from desktop.ui.setup.setup_work import standing_of
from desktop.workflows.custody.doctor import Check

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class SetupErrand(QObject):
    """Made for a vault that was just made; its pages go with the desk."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.desk)
        self._window = window
        self._desk = desk = window.desk
        self._on_the_way = False
        self._named = ""
        self.key_page, self.done_page = KeyPage(desk.session.desk.handler), DonePage()
        for page in (self.key_page, self.done_page):
            desk.join_page(page)
        self.key_page.forward_wanted.connect(self._on_named)
        self.key_page.again_wanted.connect(self._look)
        self.key_page.mend_wanted.connect(self._mend)
        desk.session.changed.connect(self._on_changed)
        desk.rail.chosen.connect(self._go_elsewhere)
        desk.pages.start().back_wanted.connect(self._check_key)
        desk.pages.start().left.connect(self._finish)
        desk.errands.adoption.adopted.connect(self._on_policy)
        desk.errands.proposing.taken.connect(self._on_policy)
        self.done_page.back_wanted.connect(self._choose_policy)
        self.done_page.left.connect(lambda: desk.show_view("due"))

    def begin(self) -> None:
        """Ask where nothing is in the vault; one that was salvaged knows what holds in it."""
        session = self._desk.session
        session.background.run(
            lambda _p: holds_anything(session.desk), lambda holds: None if holds else self._check_key()
        )

    def _check_key(self) -> None:
        self._desk.show_page(self.key_page, view="")
        self._look()
        self.key_page.begin()

    def _look(self) -> None:
        if self._window.doctor is not None:
            self._window.doctor.look(self._show, self._window.background.failed.emit)
        else:
            self._show(())

    def _show(self, checks: tuple[Check, ...]) -> None:
        self.key_page.show_checks(checks)

    def _mend(self, what: str) -> None:
        if self._window.doctor is not None:
            self._window.doctor.mend(what)

    def _on_changed(self) -> None:
        """A key was chosen, perhaps."""
        if self.key_page.isVisible():
            self._look()

    def _on_named(self) -> None:
        """The vault keeps the name, also the one that this machine knows: another may know another."""
        name = self.key_page.name
        if name and name != self._named:
            self._named = name
            self._window.setting.name_handler(name)
        self._choose_policy()

    def _go_elsewhere(self, _view: str) -> None:
        self._on_the_way = False

    def _choose_policy(self) -> None:
        self._on_the_way = True
        self._desk.errands.policies.read()
        self._desk.show_page(self._desk.pages.start(), view="")
        self._desk.pages.start().begin()

    def _on_policy(self) -> None:
        """Whoever took one while on the way has come to its end."""
        if self._on_the_way:
            self._finish()

    def _finish(self) -> None:
        self._on_the_way = False
        session = self._desk.session
        self._desk.show_page(self.done_page, view="")
        session.background.run(lambda _p: standing_of(session.desk), self.done_page.show_standing)
