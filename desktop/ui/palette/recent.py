"""What was used and looked at last, kept in the vault: desk state, no event."""

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop.domain.failures import Failure
from desktop.domain.undecodable import decoded
from desktop.ui.background import Background
from desktop.workflows.vault_ports import Vault

MOST = 40
CASE = "case:"
"""Stands before the id of a case that was looked at."""
_KEY = "desk/recent"
_KEEP_AFTER_MS = 3000


class Recent(QObject):
    """Names of entries, the last one first."""

    def __init__(self, parent: QObject, vault: Vault, background: Background) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()
        self._vault = vault
        self._background = background
        self._later = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep)
        background.run(lambda _p: _read(vault), self._on_read, otherwise=_let_be)

    def put(self, name: str) -> None:
        """It was just used."""
        if self.names[:1] != (name,):
            self.names = (name, *(other for other in self.names if other != name))[:MOST]
            self._later.start()

    def keep(self) -> None:
        """Write them down; a vault that takes nothing goes without."""
        self._later.stop()
        vault, content = self._vault, msgspec.json.encode(self.names)
        self._background.run(lambda _p: vault.keep_draft(_KEY, content), otherwise=_let_be)

    @property
    def cases(self) -> list[str]:
        """The ids of those that were looked at last."""
        return [name.removeprefix(CASE) for name in self.names if name.startswith(CASE)]

    def _on_read(self, kept: tuple[str, ...]) -> None:
        self.names = (*self.names, *(name for name in kept if name not in self.names))[:MOST]


def _read(vault: Vault) -> tuple[str, ...]:
    return decoded(vault.draft(_KEY), tuple[str, ...], ())


def _let_be(_failure: Failure) -> None:
    """It is a convenience: nobody is told."""
