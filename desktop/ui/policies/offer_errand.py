"""The errand of a case whose policy has a newer version: look, then move it or leave it."""

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import Failure
from desktop.ui.desk_work import Loaded
from desktop.ui.policies.offer_bar import OfferBar
from desktop.ui.policies.offer_dialog import OfferDialog
from desktop.ui.session import Session
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.policies.offer_policy import Offer, accept_offer, offered
from desktop.workflows.ports import Desk

_KEPT = "kept-policy"
"""Desk state of a case: the newer version that a person looked at and did not want."""


class _Found(NamedTuple):
    offer: Offer | None
    kept: bool = False


class OfferErrand(QObject):
    """Looks for a newer version with every case that is shown, says so in the bar, and moves nothing."""

    def __init__(self, parent: QWidget, session: Session, bar: OfferBar) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._bar = bar
        self._offer: Offer | None = None
        bar.wanted.connect(self.look)
        session.case_shown.connect(self._on_case_shown)

    def _on_case_shown(self, loaded: Loaded) -> None:
        case = loaded.view.case
        desk = self._session.desk
        if self._offer is not None and self._offer.case_id != case.case_id:
            self._bar.hide()
        self._session.background.run(
            lambda _p: _look(desk, case.case_id),
            self._on_looked,
            topic="offer",
            otherwise=lambda _failure: self._on_looked(_Found(None)),
        )

    def _on_looked(self, found: _Found) -> None:
        self._offer = found.offer
        if found.offer is None:
            self._bar.hide()
        else:
            self._bar.offer(kept=found.kept)

    def look(self) -> None:
        """Show what would move."""
        offer = self._offer
        if offer is None:
            return
        dialog = OfferDialog(self._parent, offer)
        dialog.submitted.connect(lambda: self._move(dialog, offer))
        dialog.kept.connect(lambda: self._keep(offer))
        self._session.open(dialog)

    def _move(self, dialog: OfferDialog, offer: Offer) -> None:
        desk, reason = self._session.desk, dialog.reason

        def moved(outcome: Recorded | Refusal) -> None:
            if isinstance(outcome, Refusal):
                dialog.refuse(outcome.sentence)
                return
            dialog.finish_well()
            words = self.tr("The case is held to the newer version of its policy.")
            self._session.say_done(words, outcome)
            self._session.reload()

        tell = dialog.failing(self._session.background.failed.emit)

        def failed(failure: Failure) -> None:
            tell(failure)
            self._session.reload()

        self._session.background.run(
            lambda _p: accept_offer(desk, offer.case_id, offer, reason),
            moved,
            otherwise=failed,
            doing=dialog.windowTitle(),
        )

    def _keep(self, offer: Offer) -> None:
        vault, key = self._session.desk.vault, draft_key(offer.case_id, _KEPT)
        version = sha256(offer.source).encode()
        self._session.background.run(
            lambda _p: vault.keep_draft(key, version), lambda _done: self._bar.offer(kept=True)
        )


def _look(desk: Desk, case_id: str) -> _Found:
    offer = offered(desk, case_id)
    if offer is None:
        return _Found(None)
    kept = desk.vault.draft(draft_key(case_id, _KEPT)).decode()
    return _Found(offer, kept == sha256(offer.source))
