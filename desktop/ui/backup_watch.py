"""Backups that make themselves while the desk is open, and what is said of those that nobody makes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.domain.failures import Failure
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.custody.backup_plan import PlannedBackup, age_sentence, follow_plan, read_plan
from desktop.workflows.ports import Progress

_HOUR_MS = 3_600_000


class BackupWatch(QObject):
    """Looks when the desk opens, and every hour; a failure is said once, until one succeeds."""

    def __init__(self, session: Session, back_up: Callable[[], object]) -> None:
        super().__init__(session)
        self._session = session
        self._back_up = back_up
        self._failed = False
        self.hour = QTimer(self, interval=_HOUR_MS)
        self.hour.timeout.connect(self.follow)
        self.hour.start()
        self.follow(then=self._look_at_age)

    def follow(self, then: Callable[[], object] = lambda: None) -> None:
        """Write the backup that is due by the plan, if any."""
        desk, words = self._session.desk, self.tr("Writing the backup that is due")

        def work(progress: Progress) -> PlannedBackup | None:
            if desk.vault.standing().state == "rolled-back":
                return None
            progress.step(words)
            return follow_plan(desk)

        def done(backup: PlannedBackup | None) -> None:
            if backup is None:
                then()
            else:
                self._on_made(backup)

        self._session.background.run(work, done, otherwise=self._on_failed, doing=words)

    def _on_made(self, backup: PlannedBackup) -> None:
        self._failed = False
        words = self.tr(
            "A backup was made by the plan and found equal: {events} events. %n older ones went.",
            "",
            backup.dropped,
        )
        self._session.changed.emit()
        text = words.format(events=backup.receipt.events)
        self._session.said.emit(Message("good", text, seconds=20))

    def _on_failed(self, failure: Failure) -> None:
        if not self._failed:
            words = self.tr("The backup that is due was not made. {why}")
            text = words.format(why=str(failure))
            self._session.said.emit(Message("warn", text, self.tr("Try again"), self.follow))
        self._failed = True

    def _look_at_age(self) -> None:
        desk = self._session.desk

        def age(_progress: Progress) -> str:
            return age_sentence(desk.vault.vault_history(), read_plan(desk), desk.tools.now())

        self._session.background.run(age, self._on_age, topic="backup")

    def _on_age(self, sentence: str) -> None:
        if sentence:
            act = self.tr("Back up…")
            self._session.said.emit(Message("warn", sentence, act, self._back_up, stays=True))
