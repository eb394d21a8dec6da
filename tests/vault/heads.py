"""A keyring that keeps heads, as far as a vault sees it: a fake of the port."""

from desktop.domain.failures import KeyringUnavailable


class RememberedHeads:
    """Keeps them in memory; one that is `locked` neither gives nor takes."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, tuple[int, str]]] = {}
        self.locked = False
        self.writes = 0

    def recall(self, vault_id: str) -> dict[str, tuple[int, str]]:
        self._require_open()
        return dict(self.kept.get(vault_id, {}))

    def keep(self, vault_id: str, writer: str, sequence: int, head: str) -> None:
        self._require_open()
        self.writes += 1
        self.kept.setdefault(vault_id, {})[writer] = (sequence, head)

    def _require_open(self) -> None:
        if self.locked:
            raise KeyringUnavailable("The OS keyring is missing, locked or refused.")
