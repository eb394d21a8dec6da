"""The OS keyring: the Secret Service over D-Bus, and nothing else.

One backend class is instantiated by name. `keyring.get_keyring` would obey `PYTHON_KEYRING_BACKEND` and
`keyringrc.cfg`, which import whatever they name, and could fall through to a backend that forgets or writes
plaintext. What is written is read back and compared.
"""

import threading
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any, TypeVar

from desktop.domain.failures import KeyringUnavailable

_SERVICE = "Embargo vault"
_T = TypeVar("_T")


class SecretServiceKeyring:
    """Keeps one secret per name; a keyring that does not answer within `timeout_s` is given up.

    A person may be looking at the keyring's own question then: answering it and trying again succeeds. One
    that `asks` nobody gives up at once when the keyring is locked.
    """

    def __init__(self, timeout_s: float = 10.0, *, asks: bool = True) -> None:
        self._timeout_s = timeout_s
        self._asks = asks

    @property
    def available(self) -> bool:
        """Whether a Secret Service answers; asks nothing of the person."""
        try:
            return bool(self._within_time(lambda service: service.answers()))
        except KeyringUnavailable:
            return False

    def keep(self, name: str, secret: str) -> None:
        """Store a secret, read it back, compare. Raises KeyringUnavailable."""
        self._ask("set_password", name, secret)
        if self.recall(name) != secret:
            raise KeyringUnavailable("The keyring did not give back what was stored in it.")

    def recall(self, name: str) -> str | None:
        """The secret of this name, or None. Raises KeyringUnavailable."""
        secret: str | None = self._ask("get_password", name)
        return secret

    def forget(self, name: str) -> None:
        """Delete a secret; one that is not there is forgotten already. Raises KeyringUnavailable."""
        if self.recall(name) is not None:
            self._ask("delete_password", name)

    def _ask(self, wish: str, *about: str) -> Any:
        return self._within_time(
            lambda service: getattr(service.backend(asks=self._asks), wish)(_SERVICE, *about)
        )

    def _within_time(self, ask: Callable[[ModuleType], _T]) -> _T:
        from desktop.keychain import secret_service  # noqa: PLC0415 - most starts ask no keyring

        # A thread, because D-Bus knows no time limit; one that hangs ends with the process.
        answers: list[_T] = []
        errors: list[Exception] = []
        asking = threading.Thread(
            target=_note, args=(partial(ask, secret_service), answers, errors), daemon=True
        )
        asking.start()
        asking.join(self._timeout_s)
        if answers:
            return answers[0]
        if errors:
            raise KeyringUnavailable("The OS keyring is missing, locked or refused.") from errors[0]
        raise KeyringUnavailable(f"The OS keyring did not answer within {self._timeout_s:g} s.")


def _note(ask: Callable[[], _T], answers: list[_T], errors: list[Exception]) -> None:
    try:
        answers.append(ask())
    except Exception as error:  # noqa: BLE001 - whatever D-Bus or a keyring throws means that it is not available
        errors.append(error)
