"""The OS keyring: the Secret Service over D-Bus, and nothing else.

One backend class is instantiated by name. `keyring.get_keyring` would obey `PYTHON_KEYRING_BACKEND` and
`keyringrc.cfg`, which import whatever they name, and could fall through to a backend that forgets or writes
plaintext. What is written is read back and compared.
"""

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import secretstorage
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked

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
        self._backend = partial(_backend, asks=asks)

    @property
    def available(self) -> bool:
        """Whether a Secret Service answers; asks nothing of the person."""
        try:
            return self._within_time(_answers)
        except KeyringUnavailable:
            return False

    def keep(self, name: str, secret: str) -> None:
        """Store a secret, read it back, compare. Raises KeyringUnavailable."""
        self._within_time(lambda: self._backend().set_password(_SERVICE, name, secret))
        if self.recall(name) != secret:
            raise KeyringUnavailable("The keyring did not give back what was stored in it.")

    def recall(self, name: str) -> str | None:
        """The secret of this name, or None. Raises KeyringUnavailable."""
        secret: str | None = self._within_time(lambda: self._backend().get_password(_SERVICE, name))
        return secret

    def forget(self, name: str) -> None:
        """Delete a secret; one that is not there is forgotten already. Raises KeyringUnavailable."""
        if self.recall(name) is not None:
            self._within_time(lambda: self._backend().delete_password(_SERVICE, name))

    def _within_time(self, ask: Callable[[], _T]) -> _T:
        # A thread, because D-Bus knows no time limit; one that hangs ends with the process.
        answers: list[_T] = []
        errors: list[Exception] = []
        asking = threading.Thread(target=_ask, args=(ask, answers, errors), daemon=True)
        asking.start()
        asking.join(self._timeout_s)
        if answers:
            return answers[0]
        if errors:
            raise KeyringUnavailable("The OS keyring is missing, locked or refused.") from errors[0]
        raise KeyringUnavailable(f"The OS keyring did not answer within {self._timeout_s:g} s.")


def _answers() -> bool:
    # That somebody owns the service's name is not enough: it may hang.
    with contextlib.closing(secretstorage.dbus_init()) as bus:
        list(secretstorage.get_all_collections(bus))
    return True


def _ask(ask: Callable[[], _T], answers: list[_T], errors: list[Exception]) -> None:
    try:
        answers.append(ask())
    except Exception as error:  # noqa: BLE001 - whatever D-Bus or a keyring throws means that it is not available
        errors.append(error)


def _backend(*, asks: bool) -> Any:
    backend = _Backend()  # type: ignore[no-untyped-call]  # the package types a part of itself
    backend.asks = asks
    return backend


class _Backend(Keyring):
    """The Secret Service backend on the default collection, closing its connection when it fails too."""

    asks = True

    def set_properties_from_env(self) -> None:
        """Take nothing from KEYRING_PROPERTY_* variables."""

    def get_preferred_collection(self) -> secretstorage.Collection:
        """The default collection, unlocked; its connection is closed by the caller."""
        with contextlib.ExitStack() as on_failure:
            bus = on_failure.enter_context(contextlib.closing(secretstorage.dbus_init()))
            collection = secretstorage.get_default_collection(bus)
            if collection.is_locked() and (not self.asks or collection.unlock()):
                raise KeyringLocked
            on_failure.pop_all()
            return collection
