"""Errands about policies: reading them, checking a file, keeping dates, taking on a regulation."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.event import Recorded
from desktop.domain.policy import Profile
from desktop.formats.policy import read_profile
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.message_bar import Message
from desktop.ui.parts.once import Once
from desktop.ui.policies.check_dialog import CheckDialog
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.policies.pack_dialog import PackDialog
from desktop.ui.policies.policy_page import PolicyPage
from desktop.ui.policies.policy_work import ShelfEntry, mistakes_in, packs_at_hand, read_shelf
from desktop.ui.session import Session
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.policies.keep_dates import DateChange, KnownDate, keep_date, read_dates
from desktop.workflows.policies.take_pack import take_pack
from desktop.workflows.ports import Desk


class PolicyErrands(QObject):
    """Fills the page, once there is one, and opens what its buttons ask for."""

    shelf_read = Signal(object)
    """The entries of the shelf, for whatever else shows them."""

    def __init__(self, parent: QWidget, session: Session, page: Once[PolicyPage]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._page = page

    def read(self) -> None:
        """Read what is at hand, and show it."""
        desk = self._session.desk

        def read(shelf: tuple[ShelfEntry, ...]) -> None:
            page = self._page.made
            if page is not None:
                page.show_shelf(shelf)
            self.shelf_read.emit(shelf)
            if page is not None:
                page.begin()

        self._session.background.run(
            lambda _p: read_shelf(desk), read, topic="policies", doing=self.tr("Reading the policies")
        )

    # --- a file --------------------------------------------------------------------------------------

    def check_file(self) -> None:
        """Choose a profile and list all that is wrong with it."""
        for path in choose_files(self._parent, self.tr("Check a policy profile"))[:1]:
            self.check(path)

    def check(self, path: Path) -> None:
        """List all that is wrong with a profile."""
        desk = self._session.desk
        self._session.background.run(
            lambda _p: mistakes_in(desk, path),
            lambda mistakes: CheckDialog(self._parent, path, mistakes).open(),
        )

    # --- dates ---------------------------------------------------------------------------------------

    def keep_dates(self, policy_id: str, kind: str = "release") -> None:
        """Show the dates of a policy, to be added to or taken from."""
        desk = self._session.desk

        def read(desk: Desk) -> tuple[Profile, tuple[KnownDate, ...]]:
            profile = read_profile(adopted_source(desk, policy_id), policy_id)
            return profile, read_dates(desk, policy_id)

        self._session.background.run(lambda _p: read(desk), lambda found: self._show_dates(*found, kind=kind))

    def keep_dates_of_case(self) -> None:
        """The dates of the policy that the case in view is held to."""
        if self._session.view is not None:
            self.keep_dates(self._session.view.profile.policy.id)

    def _show_dates(self, profile: Profile, dates: tuple[KnownDate, ...], *, kind: str) -> None:
        dialog = DatesDialog(self._parent, profile, self._session.desk.tools.now().date())
        dialog.choose_kind(kind)
        dialog.show_dates(dates)
        dialog.changed.connect(lambda change: self._keep(dialog, change))
        self._session.open(dialog, of_case=False)

    def _keep(self, dialog: DatesDialog, change: DateChange) -> None:
        desk = self._session.desk

        def keep(desk: Desk) -> tuple[KnownDate, ...]:
            keep_date(desk, change)
            return read_dates(desk, change.policy_id)

        def kept(dates: tuple[KnownDate, ...]) -> None:
            self._session.reload()
            dialog.show_dates(dates)

        self._session.background.run(
            lambda _p: keep(desk), kept, otherwise=dialog.failing(self._session.background.failed.emit)
        )

    # --- a regulation --------------------------------------------------------------------------------

    def take_pack(self) -> None:
        """Let the case in view take on a regulation."""
        view, desk = self._session.view, self._session.desk
        if view is not None:
            taken = {pack.policy.id for pack in view.packs}
            self._session.background.run(lambda _p: packs_at_hand(desk, without=taken), self._choose_pack)

    def _choose_pack(self, packs: tuple[Profile, ...]) -> None:
        view = self._session.view
        if view is None:
            return
        if not packs:
            told = self.tr("This case has taken on every regulation that is at hand.")
            self._session.said.emit(Message("info", told))
            return
        dialog = PackDialog(self._parent, packs)
        dialog.submitted.connect(lambda: self._take_pack(view.case.case_id, dialog))
        self._session.open(dialog)

    def _take_pack(self, case_id: str, dialog: PackDialog) -> None:
        desk, pack, reason = self._session.desk, dialog.policy_id, dialog.reason

        def taken(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                dialog.refuse(outcome.sentence)
                return
            dialog.finish_well()
            words = self.tr("The case has taken it on. Its questions stand beside the case.")
            self._session.say_done(words, outcome)
            self._session.reload()

        self._session.background.run(
            lambda _p: take_pack(desk, case_id, pack, reason),
            taken,
            otherwise=dialog.failing(self._session.background.failed.emit),
        )
