"""Where journals ended, kept in the OS keyring: whoever puts an older vault back has to put this back too."""

import msgspec

from desktop.domain.failures import KeyringUnavailable
from desktop.domain.undecodable import UNDECODABLE
from desktop.keychain.os_keyring import SecretServiceKeyring

_Heads = dict[str, tuple[int, str]]


class KeyringHeads:
    """One item for each vault; satisfies `workflows.custody_ports.HeadKeeper`.

    Of a writer the latest end alone is kept. Copies of a vault have writers of their own, so that they do not
    take each other's heads away.
    """

    def __init__(self, keyring: SecretServiceKeyring) -> None:
        self._keyring = keyring

    def recall(self, vault_id: str) -> dict[str, tuple[int, str]]:
        """Sequence and id by writer. Raises KeyringUnavailable."""
        kept = self._keyring.recall(_item(vault_id))
        try:
            return msgspec.json.decode(kept, type=_Heads) if kept else {}
        except UNDECODABLE as error:
            raise KeyringUnavailable("What the OS keyring keeps of this vault cannot be read.") from error

    def keep(self, vault_id: str, writer: str, sequence: int, head: str) -> None:
        """Remember the end of one writer's chain. Raises KeyringUnavailable."""
        heads = {**self.recall(vault_id), writer: (sequence, head)}
        self._keyring.keep(_item(vault_id), msgspec.json.encode(heads).decode())


def _item(vault_id: str) -> str:
    return f"{vault_id}/heads"
