"""A thread that listens to one bus until it is told to stop."""

import contextlib
import os
import select
import threading
from collections.abc import Callable, Sequence

from jeepney import MatchRule, Message, message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

REPLY_S = 2.0
"""How long a bus or a service on it may take to answer."""


def connect(bus: str) -> DBusConnection | None:
    """A connection to the "SYSTEM" or "SESSION" bus; None where there is none."""
    try:
        return open_dbus_connection(bus, enable_fds=True, auth_timeout=REPLY_S)
    except Exception:  # noqa: BLE001 - no address, no daemon, no permission: all the same to who asks
        return None


def subscribe(connection: DBusConnection, rules: Sequence[MatchRule]) -> None:
    """Ask the bus for these signals. Raises TimeoutError, OSError."""
    for rule in rules:
        connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=REPLY_S)


class Listener:
    """Gives every message to `heard`, in its own thread; a bus that goes away ends it."""

    def __init__(self, connection: DBusConnection, heard: Callable[[Message], None]) -> None:
        self._connection = connection
        self._heard = heard
        self._wake, self._woken = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="session-watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread and the connection."""
        os.close(self._woken)
        self._thread.join()
        os.close(self._wake)
        self._connection.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self._drain()
                ready, _, _ = select.select([self._connection.sock, self._wake], [], [])
                if self._wake in ready:
                    return

    def _drain(self) -> None:
        with contextlib.suppress(TimeoutError):
            while True:
                self._hear(self._connection.receive(timeout=0))

    def _hear(self, message: Message) -> None:
        # Anybody on a bus may send us a signal, in any shape: none makes us deaf to the next.
        with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
            self._heard(message)
