"""How long the desk may stay open untouched: the shortest lock that a policy in use asks for (M87-3.2b)."""

from PySide6.QtCore import QObject

from desktop.ui.desk_work import Loaded
from desktop.ui.idle_lock import IdleLock
from desktop.ui.session import Session
from desktop.workflows.custody.limit_lock import LockLimit, limit_lock, limits_of


class LockRule(QObject):
    """Read when the desk opens and when a policy is adopted; a case under a stricter one tightens it."""

    def __init__(self, parent: QObject, session: Session, idle: IdleLock) -> None:
        super().__init__(parent)
        self.limit = LockLimit()
        self._session = session
        self._idle = idle
        session.case_shown.connect(self._on_case_shown)
        self.read()

    def read(self) -> None:
        """Ask the vault which policies are in use."""
        desk = self._session.desk
        self._session.background.run(lambda _p: limit_lock(desk), self._use, topic="lock")

    def _on_case_shown(self, loaded: Loaded) -> None:
        for limit in limits_of(loaded.view.profile):
            if limit.minutes < self.limit.minutes:
                self._use(limit)

    def _use(self, limit: LockLimit) -> None:
        self.limit = limit
        self._idle.limit(limit.minutes)
