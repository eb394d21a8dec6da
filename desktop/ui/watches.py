"""What is looked after while a vault is open: the clock of the machine, the vault's head, its backups."""

from desktop.ui.backup_watch import BackupWatch
from desktop.ui.clock_watch import ClockWatch
from desktop.ui.head_notice import HeadNotice
from desktop.ui.pages.desk_page import DeskPage


def watch_over(desk: DeskPage, *, goes_on: bool) -> None:
    """Begin to; what was left of a damaged vault does not go on: it is only looked at."""
    session, custody = desk.session, desk.errands.custody
    ClockWatch(session)
    if goes_on:
        HeadNotice(session, desk)
        custody.plan_changed.connect(BackupWatch(session, custody.back_up).follow)
