"""What is joined to the window once a vault is open: the desk, its session, and what watches over both.

The window imports this only then: the door opens in half the time without it.
"""

from functools import partial
from typing import TYPE_CHECKING

import desktop.ui.advisory_paper  # noqa: F401 - a worker draws with it; see ui/background.py
from desktop.formats.ssvc import TABLES, ssvc_table
from desktop.ui.fitting import bring_forward
from desktop.ui.lock_rule import LockRule
from desktop.ui.pages.desk_page import DeskPage
from desktop.ui.reminders import Reminders
from desktop.ui.session import Session
from desktop.ui.watches import watch_over
from desktop.workflows.ports import Desk

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


def make_page(window: "MainWindow", desk: Desk, notice: str) -> DeskPage:
    """The desk of an open vault, joined to the window; with a notice it is what was left of a damaged one."""
    session = Session(desk, window.background)
    session.said.connect(window.bar.show_message)
    session.letters_folder.chosen.connect(window.setting.use_letters_folder)
    session.letters_folder.path = window.settings.letters_folder
    page = DeskPage(session, window.lock, str(window.home), window.sizes)
    session.setParent(page)
    rule = window.rule = LockRule(session, session, window.idle)
    page.errands.adoption.adopted.connect(rule.read)
    for errand in (page.errands.custody, page.errands.journal):
        errand.repair_wanted.connect(window.lock_for_repair)
    page.errands.team.changed.connect(window.work_as)
    reminders = Reminders(session, lambda: window.settings.reminders)
    reminders.called.connect(partial(bring_forward, window))
    window.setting.kept.connect(reminders.look)
    watch_over(page, goes_on=not notice)
    window.background.run(lambda _p: _read_tables(), otherwise=lambda _failure: None)  # after the first lists
    return page


def _read_tables() -> None:
    """Those of SSVC, before somebody opens the page that asks for them."""
    for name in TABLES:
        ssvc_table(name)
