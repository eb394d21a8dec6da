"""No keyring at all: a portable Embargo leaves nothing in that of the machine it happens to run on."""

from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

from desktop.domain.failures import KeyringUnavailable
from desktop.keychain.os_keyring import SecretServiceKeyring

_T = TypeVar("_T")


class NoKeyring(SecretServiceKeyring):
    """Is never available, and refuses whatever it is asked."""

    def _within_time(self, ask: Callable[[ModuleType], _T]) -> _T:  # noqa: ARG002 - nobody is asked
        raise KeyringUnavailable(
            "A portable Embargo keeps nothing in the keyring of this machine.",
            advice="Use the passphrase or the recovery code.",
        )
