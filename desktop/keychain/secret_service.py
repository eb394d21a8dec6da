"""The Secret Service of the session, as `keyring` speaks to it over D-Bus.

Loaded when somebody asks a keyring for the first time: what it brings takes as long as a third of a start.
"""

import contextlib
from typing import Any

import secretstorage
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringLocked


def answers() -> bool:
    """True; raises what D-Bus says where no service answers."""
    # That somebody owns the service's name is not enough: it may hang.
    with contextlib.closing(secretstorage.dbus_init()) as bus:
        list(secretstorage.get_all_collections(bus))
    return True


def backend(*, asks: bool) -> Any:
    """Passwords on the default collection; one that is locked is unlocked by whom it `asks`, if anybody."""
    made = _Backend()  # type: ignore[no-untyped-call]  # the package types a part of itself
    made.asks = asks
    return made


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
