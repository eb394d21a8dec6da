"""Errands about content that is past its time: purge it, hold it, or say how long it is kept."""

from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.events import LegalHoldPlaced, Purgeable, RetentionRuled
from desktop.domain.failures import Cancelled
from desktop.ui.parts.message_bar import Message
from desktop.ui.retention.retention_dialog import RetentionDialog
from desktop.ui.retention.rule_dialog import RuleDialog
from desktop.ui.session import Session
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.retention.list_retained import PastItsTime, list_retained
from desktop.workflows.retention.purge_case import Purged, backups_made, compact, purge_case, still_held
from desktop.workflows.retention.rule_retention import rule_retention


class _Known(NamedTuple):
    """What is past its time, what backups hold of it, and the vault's own rule."""

    past: tuple[PastItsTime, ...]
    held_by_backups: str
    after: str
    what: Purgeable


class _Done(NamedTuple):
    """What came of it, in sentences."""

    number: int
    sentences: tuple[str, ...]


class RetentionErrand(QObject):
    """Nothing goes before a person typed that it may."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def begin(self) -> None:
        """Show what is past its time."""
        desk = self._session.desk
        self._session.background.run(
            lambda _p: _look(desk), self._show, doing=self.tr("Looking for what is past its time")
        )

    def _show(self, known: _Known) -> None:
        dialog = RetentionDialog(self._parent, known.past, known.held_by_backups if known.past else "")
        dialog.submitted.connect(lambda: self._purge(dialog))
        dialog.hold_wanted.connect(lambda: self._hold(dialog))
        dialog.rule_wanted.connect(dialog.reject)
        dialog.rule_wanted.connect(lambda: self._ask_rule(known))
        self._session.open(dialog, of_case=False)

    def _purge(self, dialog: RetentionDialog) -> None:
        desk, cases, reason = self._session.desk, dialog.chosen, dialog.reason
        words = self.tr("Purging content")

        def done(came: _Done) -> None:
            told = self.tr("Purged: {n} of {all} cases. That it was written stays.")
            self._tell(came, told.format(n=came.number, all=len(cases)))

        self._session.granting.grant(dialog, lambda p: _purge(desk, cases, reason, p, words), done)

    def _hold(self, dialog: RetentionDialog) -> None:
        desk, cases, reason = self._session.desk, dialog.chosen, dialog.reason

        def done(came: _Done) -> None:
            told = self.tr("Held: {n} of {all} cases.")
            self._tell(came, told.format(n=came.number, all=len(cases)))

        self._session.granting.grant(dialog, lambda _p: _hold(desk, cases, reason), done)

    def _tell(self, came: _Done, told: str) -> None:
        self._session.reload()
        look = "warn" if came.sentences else "good"
        self._session.said.emit(Message(look, " ".join((told, *came.sentences))))

    def _ask_rule(self, known: _Known) -> None:
        dialog = RuleDialog(self._parent, known.after, known.what)
        dialog.submitted.connect(lambda: self._rule(dialog))
        self._session.open(dialog, of_case=False)

    def _rule(self, dialog: RuleDialog) -> None:
        desk, after, what = self._session.desk, dialog.after, dialog.what

        def done(_none: object) -> None:
            self._session.changed.emit()
            words = self.tr("The rule is recorded. Nothing is purged before a person confirms it.")
            self._session.said.emit(Message("good", words, seconds=10))

        self._session.granting.grant(dialog, lambda _p: rule_retention(desk, after, what), done)


def _look(desk: Desk) -> _Known:
    history = desk.vault.vault_history()
    rules = [r.event for r in history if isinstance(r.event, RetentionRuled) and not r.event.policy_id]
    after, what = (rules[-1].after, rules[-1].what) if rules else ("", "everything")
    return _Known(list_retained(desk), still_held(backups_made(history)), after, what)


def _purge(desk: Desk, cases: tuple[str, ...], reason: str, progress: Progress, words: str) -> _Done:
    """One case after another; a person who stops it is told what went before that."""
    outcomes = []
    for done, case_id in enumerate(cases):
        try:
            progress.step(words, done, len(cases))
        except Cancelled:
            break
        outcomes.append((case_id, purge_case(desk, case_id, reason=reason)))
    refused = [f"{case_id}: {one.sentence}" for case_id, one in outcomes if isinstance(one, Refusal)]
    purged = [one for _, one in outcomes if isinstance(one, Purged)]
    waits = compact(desk) if purged else ""
    backups = still_held(purged[0].backups) if purged else ""
    return _Done(len(purged), tuple(filter(None, (*refused, waits, backups))))


def _hold(desk: Desk, cases: tuple[str, ...], reason: str) -> _Done:
    outcomes = [(case_id, record_act(desk, case_id, LegalHoldPlaced(reason))) for case_id in cases]
    refused = [f"{case_id}: {one.sentence}" for case_id, one in outcomes if isinstance(one, Refusal)]
    return _Done(len(cases) - len(refused), tuple(refused))
